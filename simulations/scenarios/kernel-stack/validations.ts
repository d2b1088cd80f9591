// What the model says beside what was published or follows from the kernel's source.

import type { Prediction, Tick, Validation } from '../../engine/index.ts'
import { addLayers, depthOf, toChain } from './change-chain.ts'
import { doubleFault, hiddenTailBytes } from './double-fault.ts'
import { interruptThreshold, type StackLayout, usableBytes } from './layout.ts'
import { type Paste, parsePaste } from './parsers/parse-paste.ts'
import { layerBytes } from './plan.ts'
import { findEnding } from './replay.ts'
import { validations as memoryValidations } from './stack-memory/validations.ts'
import { findSubsystem, type SubsystemId } from './subsystems.ts'
import { type TraceId, traces } from './traces.ts'

const smallStack: StackLayout = { bytes: 8_192, threadInfo: 'in-stack', below: 'silent' }
const largeStack: StackLayout = { ...smallStack, bytes: 16_384 }

/** A prediction that takes no time. */
function predictNow(compute: () => number): () => Generator<Tick, Prediction, void> {
  // biome-ignore lint/correctness/useYield: there is nothing to wait for
  return function* predict() {
    return { value: compute() }
  }
}

const dies = (id: TraceId) =>
  predictNow(() => (findEnding(traces[id].depth + hiddenTailBytes, smallStack) === 'fits' ? 0 : 1))

function diedValidation(id: TraceId, number: number): Validation {
  const { title, depth, messageId } = traces[id]
  return {
    id: `W1.${number}`,
    title: `Whether it is too much for 8K: ${title}`,
    formula: `${depth} traced + ${hiddenTailBytes} hidden > 8080 is 1; the kernel died, which is 1`,
    unit: 'died',
    published: 1,
    tolerance: { kind: 'exact' },
    source: messageId,
    ...(id === 'minchan3' && { isFitted: true }),
    predict: dies(id),
  }
}

interface Section {
  readonly name: string
  readonly published: number
  readonly bytes: () => number
}

const first = toChain(traces.minchan1.frames)

function sumSubsystem(id: SubsystemId): number {
  return depthOf(first.filter(({ symbol }) => findSubsystem(symbol) === id))
}

/** The outer allocation with the reclaim it leads to; the nested one in the driver is not counted. */
function sumOuterAllocation(): number {
  const reclaim = sumSubsystem('reclaim')
  const start = first.findIndex(({ symbol }) => symbol === 'find_or_create_page')
  const end = first.findIndex(({ symbol }) => symbol === 'try_to_free_pages')
  return depthOf(first.slice(start, end)) + reclaim
}

const sections: readonly Section[] = [
  { name: 'ext4', published: 1_000, bytes: () => sumSubsystem('filesystem') },
  { name: 'writeback', published: 1_000, bytes: () => sumSubsystem('writeback') },
  { name: 'outer allocation and reclaim', published: 2_000, bytes: sumOuterAllocation },
  { name: 'block layer', published: 1_000, bytes: () => sumSubsystem('block') },
  { name: 'virtio', published: 1_000, bytes: () => sumSubsystem('virtio') },
]

function findPointer(paste: Paste) {
  const crash = paste.kind === 'crash' || paste.kind === 'chain' ? paste.crash : undefined
  return crash?.stackPointer
}

export const validations: readonly Validation[] = [
  diedValidation('minchan1', 1),
  diedValidation('minchan2', 2),
  diedValidation('minchan3', 3),
  {
    id: 'W1.4',
    title: 'Depth of the interim patch’s trace, with the tail',
    formula: `${traces.minchan4.depth} traced + ${hiddenTailBytes} hidden`,
    unit: 'bytes',
    tolerance: { kind: 'at-most', value: 8_080 },
    source: traces.minchan4.messageId,
    isInference: true,
    note: 'The interim mail reports neither a crash nor a run without one. The four hours without a crash came with one more change, of which no trace was posted. It fits by 24 bytes; the tail is fitted on another path.',
    predict: predictNow(() => traces.minchan4.depth + hiddenTailBytes),
  },
  diedValidation('minchan5', 5),
  ...sections.map(
    ({ name, published, bytes }, at): Validation => ({
      id: `W2.${at + 1}`,
      title: `First trace, ${name}`,
      formula: 'sum of the frames of that part',
      unit: 'bytes',
      published,
      tolerance: { kind: 'relative', share: 0.3 },
      source: 'CA+55aFzdq2V-Q3WUV7hQJG8jBSAvBqdYLVTNtbD4ObVZ5yDRmw@mail.gmail.com',
      note: 'Torvalds gives rough figures: about 1 kB each, twice that for allocation and reclaim.',
      predict: predictNow(bytes),
    }),
  ),
  {
    id: 'W3.1',
    title: 'Depth at which DEBUG_STACKOVERFLOW begins to warn',
    formula: '8192 − thread_info 104 − pt_regs 168 − 128',
    unit: 'bytes',
    published: 7_792,
    tolerance: { kind: 'exact' },
    source: 'arch/x86/kernel/irq_64.c, Linux 3.14',
    predict: predictNow(() => interruptThreshold(smallStack)),
  },
  {
    id: 'W3.2',
    title: 'Usable bytes of 8K',
    formula: '8192 − thread_info 104 − magic 8',
    unit: 'bytes',
    published: 8_080,
    tolerance: { kind: 'exact' },
    source: 'arch/x86/include/asm/thread_info.h, Linux 3.14',
    predict: predictNow(() => usableBytes(smallStack)),
  },
  {
    id: 'W3.3',
    title: 'Usable bytes of 16K',
    formula: '16384 − thread_info 104 − magic 8',
    unit: 'bytes',
    published: 16_272,
    tolerance: { kind: 'exact' },
    source: 'arch/x86/include/asm/thread_info.h, Linux 3.15',
    predict: predictNow(() => usableBytes(largeStack)),
  },
  {
    id: 'W4',
    title: 'The first trace with SCSI and three stacked devices',
    formula: '7696 + 1000 + 3 × 300 + 1160',
    unit: 'bytes',
    published: 10_240,
    tolerance: { kind: 'factor', from: 1, to: 1.1 },
    source: '20140529072633.GH6677@dastard',
    note: 'Chinner says: more than 10k. 300 bytes stand for his “few hundred” per device.',
    isInference: true,
    predict: predictNow(
      () =>
        depthOf(
          addLayers(first, [
            { key: 'scsi', symbol: '(SCSI)', bytes: layerBytes.scsi, place: 'below-block' },
            { key: 'md', symbol: '(MD)', bytes: 3 * layerBytes.md, place: 'above-block' },
          ]),
        ) + hiddenTailBytes,
    ),
  },
  ...memoryValidations,
  {
    id: 'W7.1',
    title: 'Depth of the stack pointer in the double fault',
    formula: 'ti + 8192 − RSP, from the text of the crash',
    unit: 'bytes',
    published: 8_360,
    tolerance: { kind: 'exact' },
    source: '20140529233638.GJ10092@bbox',
    predict: predictNow(() => findPointer(parsePaste(doubleFault))?.depth ?? 0),
  },
  {
    id: 'W7.2',
    title: 'How far below the stack that is',
    formula: 'ti − RSP, from the text of the crash',
    unit: 'bytes',
    published: 168,
    tolerance: { kind: 'exact' },
    source: '20140529233638.GJ10092@bbox',
    predict: predictNow(() => findPointer(parsePaste(doubleFault))?.bytesBelow ?? 0),
  },
]
