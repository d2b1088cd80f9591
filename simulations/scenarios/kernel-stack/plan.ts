// From parameters to chains on stacks: every change that is set, one after the other, with what each
// adds or takes, for the waterfall.

import {
  addLayers,
  type Chain,
  cutAfter,
  depthOf,
  dropSubsystems,
  findPlace,
  offloadAfter,
  repeatReclaim,
  resizeFrames,
  shrinkFrames,
  splitSlowPath,
  toChain,
} from './change-chain.ts'
import { parseCompactFrames } from './compact-frames.ts'
import { parseEdits } from './edits.ts'
import type { StackLayout } from './layout.ts'
import type { Values } from './parameters.ts'
import { toLayout } from './policies.ts'
import { traces } from './traces.ts'

export interface Step {
  readonly id: string
  readonly label: string
  /** Bytes it adds, negative for what it takes. */
  readonly change: number
  /** The deepest stack after it. */
  readonly depth: number
}

export interface StackedChain {
  readonly name: 'caller' | 'worker'
  readonly chain: Chain
}

export interface Plan {
  readonly base: Chain
  /** One, or two where work is handed over. */
  readonly stacks: readonly [StackedChain, ...StackedChain[]]
  readonly layout: StackLayout
  /** From the chain as it was to the chain as it is. */
  readonly steps: readonly Step[]
  /** What was asked for and could not be done. */
  readonly notes: readonly string[]
}

/** Bytes of layers, as Chinner estimates them. */
export const layerBytes = { scsi: 1_000, md: 300, lvm: 300 } as const

export function findChain({ trace, frames }: Pick<Values, 'trace' | 'frames'>): Chain {
  return toChain(trace === 'pasted' ? parseCompactFrames(frames).frames : traces[trace].frames)
}

export function findLayout(values: Values): StackLayout {
  const { policy, size, ti, below, fs, selecting } = values
  const bytes = size * 1024
  if (policy === 'as-set') return { bytes, threadInfo: ti, below }
  return toLayout(policy, { bytes, threadInfo: ti, below, filesystems: fs, selecting })
}

export function makePlan(values: Values): Plan {
  const base = findChain(values)
  const steps: Step[] = [
    { id: 'traced', label: 'as traced', change: depthOf(base), depth: depthOf(base) },
  ]
  const notes: string[] = []
  let chain = base
  for (const { id, label, apply } of listChanges(values, notes)) {
    const before = depthOf(chain)
    chain = apply(chain)
    steps.push({ id, label, change: depthOf(chain) - before, depth: depthOf(chain) })
  }
  const stacks = handOver(chain, values, steps, notes)
  return { base, stacks, layout: findLayout(values), steps, notes }
}

interface Change {
  readonly id: string
  readonly label: string
  readonly apply: (chain: Chain) => Chain
}

/** The changes that are set, in the order in which they are made. */
function listChanges(values: Values, notes: string[]): readonly Change[] {
  const { edits, without, diet, from, noinline, nesting, cut } = values
  const dropped = without.filter((one) => one !== 'nothing')
  const sizes = parseEdits(edits)
  const all: readonly (Change & { readonly isSet: boolean })[] = [
    {
      id: 'edits',
      label: 'single frames',
      isSet: sizes.size > 0,
      apply: (chain) => resizeFrames(chain, sizes),
    },
    {
      id: 'without',
      label: `without ${dropped.join(', ')}`,
      isSet: dropped.length > 0,
      apply: (chain) => dropSubsystems(chain, dropped),
    },
    {
      id: 'diet',
      label: `${diet} % less from ${from} bytes on`,
      isSet: diet > 0,
      apply: (chain) => shrinkFrames(chain, { percent: diet, from }),
    },
    {
      id: 'noinline',
      label: 'slow path not inlined',
      isSet: noinline,
      apply: splitSlowPath,
    },
    {
      id: 'nesting',
      label: `${nesting} more of recursion`,
      isSet: nesting > 0,
      apply: (chain) => repeatReclaim(chain, nesting),
    },
    ...listLayers(values),
    {
      id: 'cut',
      label: `stop after ${cut}`,
      isSet: cut !== '',
      apply: (chain) => {
        const place = findPlace(chain, cut)
        if (place === undefined) notes.push(`The chain has no \`${cut}\` to stop after.`)
        return place === undefined ? chain : cutAfter(chain, place)
      },
    },
  ]
  return all.filter(({ isSet }) => isSet)
}

function listLayers({ scsi, md, lvm, custom }: Values) {
  const layers = [
    { key: 'md', label: 'MD', bytes: md * layerBytes.md, place: 'above-block' },
    { key: 'lvm', label: 'LVM', bytes: lvm * layerBytes.lvm, place: 'above-block' },
    { key: 'custom', label: 'another layer', bytes: custom, place: 'above-block' },
    { key: 'scsi', label: 'SCSI', bytes: scsi ? layerBytes.scsi : 0, place: 'below-block' },
  ] as const
  return layers.map(({ key, label, bytes, place }) => ({
    id: key,
    label,
    isSet: bytes > 0,
    apply: (chain: Chain) => addLayers(chain, [{ key, symbol: `(${label})`, bytes, place }]),
  }))
}

function handOver(
  chain: Chain,
  { offload, waiter }: Values,
  steps: Step[],
  notes: string[],
): Plan['stacks'] {
  const whole = [{ name: 'caller', chain }] as const
  if (offload === '') return whole
  const place = findPlace(chain, offload)
  if (place === undefined) {
    notes.push(`The chain has no \`${offload}\` to hand over after.`)
    return whole
  }
  const parts = offloadAfter(chain, { place, waiterBytes: waiter })
  const depth = Math.max(depthOf(parts.caller), depthOf(parts.worker))
  const change = depth - depthOf(chain)
  steps.push({ id: 'offload', label: `hand over after ${offload}`, change, depth })
  return [
    { name: 'caller', chain: parts.caller },
    { name: 'worker', chain: parts.worker },
  ]
}

/** The deepest that any of the stacks gets, without the tail. */
export function deepest({ stacks }: Pick<Plan, 'stacks'>): number {
  return Math.max(...stacks.map(({ chain }) => depthOf(chain)))
}
