// One call chain on one stack: which words it writes, and what was there. The chain grows downwards
// from the top; below its deepest frame lies the tail, what the tracer cannot see.

import type { Random } from '../../engine/index.ts'
import type { Chain } from './change-chain.ts'
import { type Field, findLimit, listFields, type StackLayout, usableBytes } from './layout.ts'

/** From the least to the worst; a replay ends with the worst that happened. */
export const endings = ['fits', 'magic-lost', 'fields-lost', 'below-the-stack'] as const

export type Ending = (typeof endings)[number]

export interface LostField extends Field {
  /** The frame that wrote it first, or `tail`. */
  readonly by: string
  /** How deep the stack was when it was written. */
  readonly atDepth: number
}

export interface Replay {
  /** What the tracer would see. */
  readonly traced: number
  readonly tail: number
  /** The deepest there is. */
  readonly reached: number
  readonly usable: number
  /** What is left before anything is overwritten; negative if something was. */
  readonly headroom: number
  readonly ending: Ending
  /** In the order in which they were overwritten. */
  readonly lost: readonly LostField[]
  /** Whether the magic is still whole although more is not: who looks for it sees nothing. */
  readonly isMagicSteppedOver: boolean
  /** How far beyond the end of the stack the deepest write lies. */
  readonly bytesBelow: number
  /** The frame, or `tail`, whose write first left the stack. */
  readonly leftBy?: string
  /** Who wrote each of the last 256 bytes last; from the lowest address up, nothing if nobody. */
  readonly writers: readonly (string | null)[]
}

export interface ReplayOptions {
  readonly chain: Chain
  readonly tail: number
  readonly layout: StackLayout
  /** How many of a hundred words of a frame are stored to. */
  readonly density: number
  readonly random: Random
}

/** The part of a stack that is looked at byte by byte. */
export const brinkBytes = 256

const wordBytes = 8
export const tailKey = 'tail'

interface Write {
  readonly key: string
  /** Depths: the word lies beyond `from` and ends at `to`. */
  readonly from: number
  readonly to: number
}

/** Replays a chain and says what it overwrote. */
export function replay(options: ReplayOptions): Replay {
  const { chain, tail, layout } = options
  const usable = usableBytes(layout)
  const traced = chain.reduce((sum, { size }) => sum + size, 0)
  const reached = traced + tail
  const watched = Math.min(usable, layout.bytes - brinkBytes)
  const writes = [...listWrites(options, watched)]
  const lost = findLost(layout, writes)
  const deepest = writes.reduce((depth, { to }) => Math.max(depth, to), 0)
  const ending = toEnding({ deepest, usable, layout })
  const left = writes.find(({ to }) => to > layout.bytes)
  return {
    traced,
    tail,
    reached,
    usable,
    headroom: usable - reached,
    ending,
    lost,
    isMagicSteppedOver: ending !== 'fits' && !lost.some(({ name }) => name === 'STACK_END_MAGIC'),
    bytesBelow: Math.max(0, deepest - layout.bytes),
    ...(left !== undefined && { leftBy: left.key }),
    writers: toWriters(layout, writes),
  }
}

/** The end without the story: for tables of many cells. With all words written depth says it all. */
export function findEnding(reached: number, layout: StackLayout): Ending {
  return toEnding({ deepest: reached, usable: usableBytes(layout), layout })
}

function toEnding({
  deepest,
  usable,
  layout,
}: {
  readonly deepest: number
  readonly usable: number
  readonly layout: StackLayout
}): Ending {
  if (deepest <= usable) return 'fits'
  if (deepest > layout.bytes) return 'below-the-stack'
  const firstField = listFields(layout)[1]
  if (firstField === undefined || deepest <= findLimit(layout, firstField)) return 'magic-lost'
  return 'fields-lost'
}

/**
 * The words written beyond a depth, frame by frame as they are called. The last word of a frame, the
 * return address that its callee needs, is always written; whether another one is, is a matter of
 * the frame alone, so that a frame keeps its pattern wherever it comes to lie.
 */
function* listWrites(
  { chain, tail, density, random }: ReplayOptions,
  watched: number,
): Generator<Write> {
  let depth = 0
  const parts = [...chain, { key: tailKey, size: tail }]
  for (const { key, size } of parts) {
    const end = depth + size
    if (size > 0 && end > watched) {
      const stream = density < 100 ? random.fork(`words/${key}`) : undefined
      for (let from = depth; from < end; from += wordBytes) {
        const to = Math.min(end, from + wordBytes)
        const isStored = stream === undefined || stream.below(100) < density
        if (to > watched && (isStored || to === end)) yield { key, from, to }
      }
    }
    depth = end
  }
}

function findLost(layout: StackLayout, writes: readonly Write[]): readonly LostField[] {
  const lost: LostField[] = []
  const fields = listFields(layout)
  const known = new Set<string>()
  for (const { key, from, to } of writes) {
    for (const field of fields) {
      const top = layout.bytes - field.offset
      const isHit = to > top - field.bytes && from < top
      if (!isHit || known.has(field.name)) continue
      known.add(field.name)
      lost.push({ ...field, by: key, atDepth: to })
    }
  }
  return lost
}

function toWriters(layout: StackLayout, writes: readonly Write[]): readonly (string | null)[] {
  const writers: (string | null)[] = Array.from({ length: brinkBytes }, () => null)
  for (const { key, from, to } of writes) {
    for (let depth = from; depth < to; depth++) {
      const offset = layout.bytes - 1 - depth
      if (offset >= 0 && offset < brinkBytes) writers[offset] = key
    }
  }
  return writers
}
