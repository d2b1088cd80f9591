// What a replay gives: plain values for every view, from one set of parameters. Nothing here knows
// how it is drawn.

import type { Random } from '../../engine/index.ts'
import { type Chain, depthOf, shrinkFrames, trimFrames } from './change-chain.ts'
import { type Detection, detect } from './detectors.ts'
import { type Icicle, type Share, toIcicle, totalFunctions, totalSubsystems } from './icicle.ts'
import { findLimit, listFields, type StackLayout, usableBytes } from './layout.ts'
import type { Values } from './parameters.ts'
import { deepest, makePlan, type Plan, type Step } from './plan.ts'
import { brinkBytes, type Ending, type LostField, type Replay, replay, tailKey } from './replay.ts'
import { traceIds, traces } from './traces.ts'
import {
  listTailSpans,
  listVerdicts,
  type Subject,
  type TailSpan,
  type VerdictCell,
} from './verdicts.ts'

export interface StackModel {
  /** What was replayed. */
  readonly trace: {
    readonly id: Values['trace']
    readonly title: string
    readonly traced: number
    readonly frames: number
    /** Absent for a pasted chain. */
    readonly messageId?: string
    readonly outcome?: string
    readonly isMadeUp: boolean
  }
  readonly layout: StackLayout & { readonly usable: number }
  /** One stack, or the caller's and the worker's. */
  readonly stacks: readonly StackView[]
  /** The stack that decides: the one with the least headroom. */
  readonly worst: number
  readonly ending: Ending
  readonly reached: number
  readonly headroom: number
  /** What comes of it, in one sentence. */
  readonly consequence: string
  readonly detections: readonly Detection[]
  /** What handing over costs; absent where nothing is handed over. */
  readonly handover?: { readonly switchesPerThousand: number; readonly usPerThousand: number }
  readonly waterfall: readonly Step[]
  readonly verdicts: {
    readonly subjects: readonly Subject[]
    readonly cells: readonly VerdictCell[]
  }
  readonly tails: readonly { readonly subject: string; readonly spans: readonly TailSpan[] }[]
  readonly functions: readonly Share[]
  readonly subsystems: readonly Share[]
  readonly needed: Needed
  /** What was asked for and could not be done, as sentences. */
  readonly notes: readonly string[]
}

export interface StackView {
  readonly name: 'caller' | 'worker'
  readonly icicle: Icicle
  readonly replay: Omit<Replay, 'writers' | 'lost'>
  readonly brink: Brink
}

/** The last bytes of the stack, one by one, from the lowest address up. */
export interface Brink {
  readonly bytes: number
  readonly fields: readonly {
    readonly name: string
    readonly offset: number
    readonly bytes: number
    readonly effect: string
    readonly severity: LostField['severity']
    /** The depth beyond which it is overwritten. */
    readonly limit: number
    /** The frame that overwrote it first, or `tail`; absent while it is whole. */
    readonly by?: string
    readonly atDepth?: number
    /** In which order it was lost, from 1. */
    readonly order?: number
  }[]
  /** Runs of bytes with the frame that wrote them last; what nobody wrote is left out. */
  readonly writes: readonly { readonly from: number; readonly to: number; readonly by: string }[]
}

/** What it would take for the chain to fit where it does not; null where nothing so simple helps. */
export interface Needed {
  /** Per cent of every frame of at least so many bytes. */
  readonly dietPercent: number | null
  readonly dietFrom: number
  /** Bytes of every frame larger than 100. */
  readonly trimBytes: number | null
  readonly trimAbove: number
}

export const trimAbove = 100
const dietPercentMax = 90
const trimBytesMax = 1_024

export function computeModel(values: Values, random: Random): StackModel {
  const plan = makePlan(values)
  const { layout } = plan
  const replays = plan.stacks.map(({ name, chain }) =>
    replay({
      chain,
      tail: values.tail,
      layout,
      density: values.density,
      random: random.fork(name),
    }),
  )
  const worst = findWorst(replays)
  const decisive = replays[worst] as Replay
  const subjects = listSubjects(plan)
  const worstChain = plan.stacks[worst]?.chain ?? plan.base
  return {
    trace: describeTrace(values, plan.base),
    layout: { ...layout, usable: usableBytes(layout) },
    stacks: plan.stacks.map(({ name, chain }, at) =>
      toView({ name, chain, layout, tail: values.tail, replayed: replays[at] as Replay }),
    ),
    worst,
    ending: decisive.ending,
    reached: decisive.reached,
    headroom: decisive.headroom,
    consequence: describeConsequence(decisive, layout),
    detections: detect(decisive, layout, {
      active: values.detectors,
      interruptsPerSecond: values.irqs,
      dwellUs: values.dwell,
    }),
    ...(plan.stacks.length > 1 && { handover: priceHandover(values) }),
    waterfall: [
      ...plan.steps,
      {
        id: 'tail',
        label: 'hidden tail',
        change: values.tail,
        depth: decisive.reached,
      },
    ],
    verdicts: {
      subjects,
      cells: listVerdicts(subjects, values.tail, {
        filesystems: values.fs,
        selecting: values.selecting,
        below: values.below,
        threadInfo: values.ti,
      }),
    },
    tails: subjects.map(({ id, depth }) => ({ subject: id, spans: listTailSpans(depth, layout) })),
    functions: totalFunctions(worstChain),
    subsystems: totalSubsystems(worstChain),
    needed: findNeeded(values, plan),
    notes: plan.notes,
  }
}

/** The deepest decides; of equals the first. */
function findWorst(replays: readonly Replay[]): number {
  let worst = 0
  for (const [at, { headroom }] of replays.entries()) {
    if (headroom < (replays[worst]?.headroom ?? Number.POSITIVE_INFINITY)) worst = at
  }
  return worst
}

function describeTrace({ trace }: Values, base: Chain): StackModel['trace'] {
  const traced = depthOf(base)
  const frames = base.length
  if (trace === 'pasted') {
    return { id: trace, title: 'your own chain', traced, frames, isMadeUp: false }
  }
  const { title, messageId, outcome, isMadeUp = false } = traces[trace]
  return { id: trace, title, traced, frames, messageId, outcome, isMadeUp }
}

/** The published traces as they are, and the chain as it is changed if anything is changed. */
function listSubjects(plan: Plan): readonly Subject[] {
  const published = traceIds.map((id) => {
    const { title, depth } = traces[id]
    return { id, title, depth }
  })
  const isChanged = plan.steps.length > 1 || plan.stacks.length > 1
  const isOwn = !traceIds.some((id) => traces[id].depth === depthOf(plan.base))
  if (!isChanged && !isOwn) return published
  return [...published, { id: 'yours', title: 'the chain as set', depth: deepest(plan) }]
}

function toView({
  name,
  chain,
  layout,
  tail,
  replayed,
}: {
  readonly name: StackView['name']
  readonly chain: Chain
  readonly layout: StackLayout
  readonly tail: number
  readonly replayed: Replay
}): StackView {
  const { writers, lost, ...rest } = replayed
  return {
    name,
    icicle: toIcicle(chain, layout, tail),
    replay: rest,
    brink: toBrink(layout, lost, writers),
  }
}

function toBrink(
  layout: StackLayout,
  lost: readonly LostField[],
  writers: readonly (string | null)[],
): Brink {
  const fields = listFields(layout).map((field) => {
    const order = lost.findIndex(({ name }) => name === field.name)
    const found = lost[order]
    return {
      ...field,
      limit: findLimit(layout, field),
      ...(found !== undefined && { by: found.by, atDepth: found.atDepth, order: order + 1 }),
    }
  })
  return { bytes: brinkBytes, fields, writes: toRuns(writers) }
}

function toRuns(writers: readonly (string | null)[]): Brink['writes'] {
  const runs: { from: number; to: number; by: string }[] = []
  for (const [offset, by] of writers.entries()) {
    const last = runs.at(-1)
    if (by === null) continue
    if (last !== undefined && last.to === offset && last.by === by) last.to = offset + 1
    else runs.push({ from: offset, to: offset + 1, by })
  }
  return runs
}

function describeConsequence(decisive: Replay, { below }: StackLayout): string {
  const { ending, headroom, bytesBelow, lost, leftBy } = decisive
  if (ending === 'fits') return `It fits with ${headroom} bytes left.`
  if (ending === 'magic-lost') {
    return 'The magic at the end is overwritten and nothing else: only who looks can know.'
  }
  if (ending === 'fields-lost') {
    const names = lost.map(({ name }) => name).join(', ')
    return `It stays on the stack and overwrites ${names}.`
  }
  const by = leftBy === tailKey ? 'calls that the tracer does not see' : (leftBy ?? tailKey)
  const off = `It goes ${bytesBelow} bytes beyond the stack`
  if (below === 'guard-page') return `${off} and meets the guard page: the thread ends.`
  if (below === 'unmapped') {
    return `${off} into an unmapped page; the fault has no stack to be handled on: double fault.`
  }
  return `${off}, where ${describeWriter(by)} overwrite what lies there, in silence.`
}

function describeWriter(by: string): string {
  return /^\d+$/u.test(by) ? `row ${by} and what it calls` : by
}

function priceHandover({ ratio, switch: cost }: Values): NonNullable<StackModel['handover']> {
  // There and back.
  const switchesPerThousand = (2 * 1_000) / ratio
  return { switchesPerThousand, usPerThousand: (1_000 / ratio) * cost }
}

/** Searches upwards: the first that fits is the least. */
function findNeeded(values: Values, plan: Plan): Needed {
  const room = usableBytes(plan.layout) - values.tail
  const isEnough = (change: (chain: Chain) => Chain) =>
    plan.stacks.every(({ chain }) => depthOf(change(chain)) <= room)
  const { from } = values
  const dietPercent = firstUpTo(dietPercentMax, 1, (percent) =>
    isEnough((chain) => shrinkFrames(chain, { percent, from })),
  )
  const trimBytes = firstUpTo(trimBytesMax, 8, (bytes) =>
    isEnough((chain) => trimFrames(chain, { bytes, above: trimAbove })),
  )
  return { dietPercent, dietFrom: from, trimBytes, trimAbove }
}

function firstUpTo(max: number, step: number, holds: (value: number) => boolean): number | null {
  for (let value = 0; value <= max; value += step) if (holds(value)) return value
  return null
}
