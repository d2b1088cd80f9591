// How long the kernel stack's answers take: what a reader waits for when they change a frame, a
// machine, or bring a log of five megabytes.

import { createRandom, defaultValues } from '../../simulations/engine/index.ts'
import { formatTrace, kernelStack } from '../../simulations/scenarios/kernel-stack/index.ts'
import { computeModel } from '../../simulations/scenarios/kernel-stack/model.ts'
import {
  formatFolded,
  parsePaste,
  pasteLengthMax,
} from '../../simulations/scenarios/kernel-stack/paste.ts'
import { policyIds } from '../../simulations/scenarios/kernel-stack/policies.ts'
import { intelDepths } from '../../simulations/scenarios/kernel-stack/stack-memory/depth-distribution.ts'
import { memoryByPolicy } from '../../simulations/scenarios/kernel-stack/stack-memory/stack-memory.ts'
import { createZone } from '../../simulations/scenarios/kernel-stack/stack-memory/zone.ts'
import { traces } from '../../simulations/scenarios/kernel-stack/traces.ts'
import { listVerdicts } from '../../simulations/scenarios/kernel-stack/verdicts.ts'
import { type Spread, toSpread } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface StackFigure {
  readonly name: string
  /** What we want it to stay below on an idle machine. */
  readonly aimMs: number
  readonly ms: Spread
}

const runs = 15
const gigabytePages = 262_144

export function measureStacks(): readonly StackFigure[] {
  return [
    measure('every trace on every size under every policy', 5, () => {
      listVerdicts(Object.values(traces), 1_160, {
        filesystems: ['ext4'],
        selecting: ['xfs'],
        below: 'silent',
        threadInfo: 'in-stack',
      })
    }),
    measure('a frame edited, and every view of it', 16, () => {
      computeModel({ ...defaultValues(kernelStack.schema), edits: '10=96' }, createRandom('bench'))
    }),
    measure('1 GiB of pages, a tenth free at random', 60, () => {
      createZone({
        pages: gigabytePages,
        freePages: gigabytePages / 10,
        clustering: 0,
        random: createRandom('bench'),
      })
    }),
    measure('the stacks of a million threads', 100, () => {
      const bytes = Object.fromEntries(policyIds.map((id) => [id, 16_384])) as Parameters<
        typeof memoryByPolicy
      >[1]
      memoryByPolicy(1_000_000, bytes, intelDepths.classes)
    }),
    ...listPastes().map(({ name, text }) =>
      measure(`5 MB of ${name}`, 250, () => parsePaste(text)),
    ),
  ]
}

function listPastes(): readonly { readonly name: string; readonly text: string }[] {
  const { frames } = traces.minchan1
  const rows = formatTrace(frames)
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => `${row}\n`)
  const dump = rows.map(
    (row) => `> [ 1065.604404] kworker/-5766 0d..2 107us : stack_trace_call: ${row}`,
  )
  return [
    { name: 'stack traces', text: fill(rows.join('')) },
    { name: 'quoted crash logs', text: fill(dump.join('')) },
    { name: 'folded stacks', text: fill(formatFolded(frames)) },
    { name: '.su files', text: fill('mm/vmscan.c:810:22:shrink_page_list\t320\tstatic\n') },
    {
      name: 'letters',
      text: fill('Not a trace at all; 12) but it has numbers, us : and [brackets].\n'),
    },
    { name: 'empty lines', text: fill('\n') },
  ]
}

function fill(text: string): string {
  return text.repeat(Math.ceil(pasteLengthMax / text.length)).slice(0, pasteLengthMax)
}

function measure(name: string, aimMs: number, work: () => void): StackFigure {
  // The first runs warm up.
  for (let run = 0; run < 3; run++) work()
  const times = Array.from({ length: runs }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  return { name, aimMs, ms: toSpread(times) }
}

export function drawStacks(figures: readonly StackFigure[]): string {
  return drawTable(
    'Kernel stacks: what a reader waits for',
    ['what', 'median', 'min–max', 'aim'],
    figures.map(({ name, aimMs, ms }) => [
      name,
      formatMs(ms.median),
      `${formatMs(ms.min)}–${formatMs(ms.max)}`,
      `${aimMs} ms`,
    ]),
  )
}
