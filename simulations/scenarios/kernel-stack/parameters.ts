// What can be set before a replay: the chain, the stack it lies on, who watches, and what is changed.

import {
  choiceParameter,
  flagParameter,
  numberParameter,
  subsetParameter,
  type TextProblem,
  textParameter,
  type ValuesOf,
} from '../../engine/index.ts'
import { compactLengthMax, parseCompactFrames } from './compact-frames.ts'
import { hiddenTailBytes, tailMax } from './double-fault.ts'
import { formatEdits, parseEdits } from './edits.ts'
import { policies } from './policies.ts'
import { type TraceId, traces } from './traces.ts'

const traceChoices = (Object.keys(traces) as readonly TraceId[]).map((value) => ({
  value,
  label: traces[value].title,
}))

const placeExpects = 'the name of a function or the number of a row, or nothing'

export const schema = {
  trace: choiceParameter({
    label: 'call chain',
    doc: 'One of the traces of the thread, one made up to a depth that was only reported, or your own.',
    group: 'stack',
    default: 'minchan1',
    choices: [...traceChoices, { value: 'pasted', label: 'your own, from `frames`' }],
  }),
  frames: textParameter({
    label: 'your own frames',
    doc: 'In the order of the calls, as the parsers write them.',
    group: 'stack',
    default: '',
    lengthMax: compactLengthMax,
    isLong: true,
    expects: '`function:bytes` with blanks between',
    check: checkFrames,
    onlyWith: { key: 'trace', among: ['pasted'], says: 'only with a chain of your own' },
  }),
  policy: choiceParameter({
    label: 'policy',
    doc: 'Who gets how large a stack. “As set” takes size, thread_info and what lies below as they are set here.',
    group: 'stack',
    default: 'as-set',
    choices: [
      { value: 'as-set', label: 'as set' },
      ...policies.map(({ id, title, doc }) => ({ value: id, label: title, doc })),
    ],
  }),
  size: numberParameter({
    label: 'stack size',
    doc: 'x86-64 had 8 KiB until 3.14, has 16 since; 32 and 64 are for builds with KASAN.',
    group: 'stack',
    default: 8,
    min: 4,
    max: 64,
    step: 1,
    scale: 'powers-of-two',
    unit: 'KiB',
    onlyWith: {
      key: 'policy',
      among: ['as-set', 'config', 'vmap'],
      says: 'the other policies fix the size',
    },
  }),
  tail: numberParameter({
    label: 'hidden tail',
    doc: 'What lies below the deepest call that the tracer sees: functions it may not trace, and exceptions. 1160 bytes follow from the stack pointer of one double fault, 8360 deep where the tracer had seen 7200; other paths have other tails.',
    source: '20140529233638.GJ10092@bbox',
    group: 'stack',
    default: hiddenTailBytes,
    min: 0,
    max: tailMax,
    step: 8,
    unit: 'B',
  }),
  ti: choiceParameter({
    label: 'thread_info',
    doc: 'At the end of the stack until 4.8; in task_struct since 4.9, as Anvin wished.',
    group: 'stack',
    default: 'in-stack',
    choices: [
      { value: 'in-stack', label: 'at the end of the stack' },
      { value: 'in-task', label: 'in task_struct' },
    ],
  }),
  below: choiceParameter({
    label: 'below the stack',
    doc: 'What an overflow meets when it leaves the stack.',
    group: 'stack',
    default: 'silent',
    choices: [
      { value: 'silent', label: 'another object, silently overwritten' },
      { value: 'unmapped', label: 'an unmapped page, as with DEBUG_PAGEALLOC: a double fault' },
      { value: 'guard-page', label: 'a guard page: the thread ends' },
    ],
  }),
  fs: subsetParameter({
    label: 'filesystems built',
    doc: 'Built in or as modules; for the policy that lets filesystems select the size.',
    group: 'stack',
    default: ['ext4'],
    choices: [
      { value: 'ext2', label: 'ext2' },
      { value: 'ext4', label: 'ext4' },
      { value: 'xfs', label: 'XFS' },
      { value: 'btrfs', label: 'Btrfs' },
      { value: 'nfs', label: 'NFS' },
    ],
  }),
  selecting: subsetParameter({
    label: 'filesystems that select 16K',
    doc: 'Nobody in the thread gave a list; XFS is the one that had to move work to other threads.',
    isInference: true,
    group: 'stack',
    default: ['xfs'],
    choices: [
      { value: 'ext2', label: 'ext2' },
      { value: 'ext4', label: 'ext4' },
      { value: 'xfs', label: 'XFS' },
      { value: 'btrfs', label: 'Btrfs' },
      { value: 'nfs', label: 'NFS' },
    ],
  }),
  detectors: subsetParameter({
    label: 'detectors',
    doc: 'Who looks for an overflow. A guard page needs no choice: it is there or not.',
    group: 'detection',
    default: ['schedule'],
    choices: [
      { value: 'none', label: 'none' },
      { value: 'tracer', label: 'stack tracer' },
      {
        value: 'schedule',
        label: 'check of the magic at each schedule',
        doc: 'Of later kernels.',
      },
      { value: 'interrupt', label: 'DEBUG_STACKOVERFLOW' },
      { value: 'usage', label: 'DEBUG_STACK_USAGE' },
    ],
  }),
  irqs: numberParameter({
    label: 'interrupts',
    doc: 'In a second, on the processor of this thread.',
    isInference: true,
    group: 'detection',
    default: 1_000,
    min: 0,
    max: 1_000_000,
    step: 1,
    scale: 'log',
    unit: '1/s',
    onlyWith: { key: 'detectors', among: ['interrupt'], says: 'only DEBUG_STACKOVERFLOW needs it' },
  }),
  dwell: numberParameter({
    label: 'time so deep',
    doc: 'How long the chain stays below the threshold.',
    isInference: true,
    group: 'detection',
    default: 10,
    min: 0,
    max: 100_000,
    step: 1,
    scale: 'log',
    unit: 'µs',
    onlyWith: { key: 'detectors', among: ['interrupt'], says: 'only DEBUG_STACKOVERFLOW needs it' },
  }),
  density: numberParameter({
    label: 'words written',
    doc: 'How much of a frame is really stored to. Below 100 a frame may step over the magic and leave it whole.',
    group: 'detection',
    default: 100,
    min: 0,
    max: 100,
    step: 1,
    unit: '%',
  }),
  edits: textParameter({
    label: 'single frames',
    doc: 'Other sizes for single rows, numbered as the kernel prints them.',
    group: 'changes',
    default: '',
    lengthMax: 2_000,
    expects: '`row=bytes` with commas between, e.g. `10=96`',
    check: checkEdits,
  }),
  without: subsetParameter({
    label: 'without',
    doc: 'Leaves the frames of whole subsystems out.',
    group: 'changes',
    default: ['nothing'],
    choices: [
      { value: 'nothing', label: 'nothing' },
      { value: 'debug', label: 'DEBUG_PAGEALLOC' },
      { value: 'filesystem', label: 'filesystem' },
      { value: 'writeback', label: 'writeback' },
      { value: 'reclaim', label: 'reclaim and swap' },
      { value: 'block', label: 'block layer' },
      { value: 'virtio', label: 'virtio' },
    ],
  }),
  diet: numberParameter({
    label: 'diet',
    doc: 'Makes every frame from a certain size on so much smaller.',
    group: 'changes',
    default: 0,
    min: 0,
    max: 90,
    step: 1,
    unit: '%',
  }),
  from: numberParameter({
    label: 'diet from',
    doc: 'Smaller frames keep their size.',
    group: 'changes',
    default: 100,
    min: 0,
    max: 1_000,
    step: 4,
    unit: 'B',
  }),
  noinline: flagParameter({
    label: 'slow path not inlined',
    doc: 'Takes 176 bytes out of __alloc_pages_nodemask(), as Kim measured; where the chain goes through the slow path they come back with a return address.',
    source: '20140529034625.GB10092@bbox',
    group: 'changes',
    default: false,
  }),
  nesting: numberParameter({
    label: 'more recursion',
    doc: 'Repeats what lies between the outermost and the innermost page allocation, as if that one had to reclaim too.',
    isInference: true,
    group: 'changes',
    default: 0,
    min: 0,
    max: 4,
    step: 1,
  }),
  scsi: flagParameter({
    label: 'FC or SCSI instead of virtio',
    doc: 'About 1000 bytes more, says Chinner.',
    source: '20140528091345.GD6677@dastard',
    group: 'changes',
    default: false,
  }),
  md: numberParameter({
    label: 'MD layers',
    doc: 'Stacked block devices take a few hundred bytes each, says Chinner; 300 are assumed.',
    source: '20140529072633.GH6677@dastard',
    isInference: true,
    group: 'changes',
    default: 0,
    min: 0,
    max: 8,
    step: 1,
  }),
  lvm: numberParameter({
    label: 'LVM layers',
    doc: 'As for MD, 300 bytes each.',
    source: '20140529072633.GH6677@dastard',
    isInference: true,
    group: 'changes',
    default: 0,
    min: 0,
    max: 8,
    step: 1,
  }),
  custom: numberParameter({
    label: 'another layer',
    doc: 'Bytes of your own, above the block layer.',
    group: 'changes',
    default: 0,
    min: 0,
    max: 65_536,
    step: 8,
    unit: 'B',
  }),
  cut: textParameter({
    label: 'stop after',
    doc: 'This function calls no further: `shrink_page_list` is reclaim that does not swap out.',
    group: 'changes',
    default: '',
    lengthMax: 120,
    expects: placeExpects,
  }),
  offload: textParameter({
    label: 'hand over after',
    doc: 'What this function calls runs on the stack of a worker: `io_schedule_timeout` is the plug to kblockd, `ext4_map_blocks` is what XFS did.',
    group: 'changes',
    default: '',
    lengthMax: 120,
    expects: placeExpects,
  }),
  waiter: numberParameter({
    label: 'waiting takes',
    doc: 'What the caller needs on its own stack to wait for the worker.',
    isInference: true,
    group: 'changes',
    default: 0,
    min: 0,
    max: 1_024,
    step: 8,
    unit: 'B',
  }),
  switch: numberParameter({
    label: 'handing over costs',
    doc: 'A switch to the worker and back.',
    isInference: true,
    group: 'changes',
    default: 5,
    min: 0,
    max: 100,
    step: 0.5,
    unit: 'µs',
  }),
  ratio: numberParameter({
    label: 'one in',
    doc: 'How many operations there are for one that hands over. XFS since 3.16 does so only for splits of its trees, one in 100 to 10 000 inserts.',
    source: 'commit cf11da9c5d37',
    group: 'changes',
    default: 1,
    min: 1,
    max: 10_000,
    step: 1,
    scale: 'log',
  }),
  seed: textParameter({
    label: 'seed',
    doc: 'Which words of a frame are written, where not all are.',
    group: 'detection',
    default: '1',
    lengthMax: 64,
    expects: 'any text',
  }),
} as const

export type Parameters = typeof schema
export type Values = ValuesOf<Parameters>

function checkFrames(text: string): TextProblem | undefined {
  const { frames, faults } = parseCompactFrames(text)
  if (faults === 0) return undefined
  return {
    found: `${faults} parts that are no frames`,
    nearest: frames.map(({ symbol, size }) => `${symbol}:${size}`).join(' '),
  }
}

function checkEdits(text: string): TextProblem | undefined {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  const edits = parseEdits(text)
  if (edits.size === parts.length) return undefined
  return {
    found: 'parts that are no edits',
    nearest: formatEdits(edits),
  }
}
