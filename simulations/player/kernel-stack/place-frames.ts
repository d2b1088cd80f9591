// Where on a picture every frame of a stack lies: the column to scale, the names beside it as far
// apart as letters need, in the same order.

import type { IcicleFrame, StackView, SubsystemId } from '../../scenarios/kernel-stack/index.ts'
import { tailKey } from '../../scenarios/kernel-stack/index.ts'

/** What lies between two depths: a frame, or the tail. */
export interface Part {
  readonly key: string
  readonly name: string
  readonly subsystem: SubsystemId | 'tail'
  readonly size: number
  readonly from: number
  readonly to: number
  readonly frame?: IcicleFrame
}

export interface PlacedPart extends Part {
  /** Its edges in the column, in pixels from the top of the picture. */
  readonly top: number
  readonly bottom: number
  /** The middle of its name; absent where there is no room for names of all. */
  readonly nameY?: number
}

/** Neighbours of the same subsystem. */
export interface Run {
  readonly key: string
  readonly subsystem: Part['subsystem']
  readonly bytes: number
  readonly top: number
  readonly bottom: number
  readonly nameTop?: number
  readonly nameBottom?: number
}

export interface Placed {
  readonly parts: readonly PlacedPart[]
  readonly runs: readonly Run[]
  readonly height: number
  /** Where a depth is. */
  readonly toY: (depth: number) => number
  /** The depths at both ends of the picture. */
  readonly first: number
  readonly last: number
  /** Bytes in a pixel, for what is dragged. */
  readonly bytesPerPixel: number
}

export type Span = 'stack' | '16k' | 'end'

export interface PlaceOptions {
  readonly span: Span
  readonly stackBytes: number
  /** The root at the bottom, as flame graphs have it. */
  readonly isFlame?: boolean
}

/** So high is a line of names. */
export const nameHeight = 16.5
const namesMax = 96
const heightMin = 380
/** What is seen of the stack where only its end is. */
const endBytes = 768

export function listParts({ icicle: { frames, tail } }: Pick<StackView, 'icicle'>): Part[] {
  const parts: Part[] = frames
    .filter(({ size }) => size > 0)
    .map((frame) => {
      const { key, symbol, subsystem, size, from, to } = frame
      return { key, name: symbol, subsystem, size, from, to, frame }
    })
  const size = tail.to - tail.from
  if (size > 0) {
    parts.push({ key: tailKey, name: 'hidden tail', subsystem: 'tail', size, ...tail })
  }
  return parts
}

export function placeFrames(
  stack: Pick<StackView, 'icicle'>,
  { span, stackBytes, isFlame = false }: PlaceOptions,
): Placed {
  const all = listParts(stack)
  const reached = all.at(-1)?.to ?? 0
  const [first, last] = findSpan(span, stackBytes, reached)
  const parts = all.filter(({ from, to }) => to > first && from < last)
  const named = pickNamed(parts)
  const height = Math.max(heightMin, named.size * nameHeight + 4)
  const scale = height / (last - first)
  const toY = (depth: number): number => {
    const down = (Math.min(last, Math.max(first, depth)) - first) * scale
    return isFlame ? height - down : down
  }
  const nameYs = spreadNames(
    parts.filter(({ key }) => named.has(key)),
    { toY, height, isFlame },
  )
  const placed = parts.map((part): PlacedPart => {
    const [a, b] = [toY(part.from), toY(part.to)]
    const nameY = nameYs.get(part.key)
    return {
      ...part,
      top: Math.min(a, b),
      bottom: Math.max(a, b),
      ...(nameY !== undefined && { nameY }),
    }
  })
  return {
    parts: placed,
    runs: toRuns(placed),
    height,
    toY,
    first,
    last,
    bytesPerPixel: 1 / scale,
  }
}

function findSpan(span: Span, stackBytes: number, reached: number): readonly [number, number] {
  const deepest = Math.max(stackBytes, reached)
  // A little more, so that the end of the stack is seen as an end.
  const margin = deepest * 0.015
  if (span === '16k') return [0, Math.max(16_384, deepest) + margin]
  if (span === 'stack') return [0, deepest + margin]
  const first = Math.max(0, stackBytes - endBytes)
  return [first, stackBytes + endBytes / 3]
}

/** The largest have names where there are too many. */
function pickNamed(parts: readonly Part[]): ReadonlySet<string> {
  const largest =
    parts.length <= namesMax
      ? parts
      : [...parts].sort((a, b) => b.size - a.size || a.from - b.from).slice(0, namesMax)
  return new Set(largest.map(({ key }) => key))
}

/** As near to its frame as the names before and after it allow. */
function spreadNames(
  named: readonly Part[],
  {
    toY,
    height,
    isFlame,
  }: {
    readonly toY: (depth: number) => number
    readonly height: number
    readonly isFlame: boolean
  },
): ReadonlyMap<string, number> {
  const inOrder = isFlame ? [...named].reverse() : named
  const ys = inOrder.map(({ from, to }) => (toY(from) + toY(to)) / 2)
  const half = nameHeight / 2
  for (let at = 0, least = half; at < ys.length; at++, least += nameHeight) {
    least = Math.max(least, ys[at] ?? 0)
    ys[at] = least
  }
  for (let at = ys.length - 1, most = height - half; at >= 0; at--, most -= nameHeight) {
    most = Math.min(most, ys[at] ?? 0)
    ys[at] = most
  }
  return new Map(inOrder.map(({ key }, at) => [key, ys[at] ?? 0]))
}

function toRuns(parts: readonly PlacedPart[]): readonly Run[] {
  const runs: { -readonly [Key in keyof Run]: Run[Key] }[] = []
  for (const { key, subsystem, size, top, bottom, nameY } of parts) {
    const last = runs.at(-1)
    if (last === undefined || last.subsystem !== subsystem) {
      runs.push({
        ...{ key, subsystem, bytes: size, top, bottom },
        ...(nameY !== undefined && { nameTop: nameY, nameBottom: nameY }),
      })
      continue
    }
    last.bytes += size
    last.top = Math.min(last.top, top)
    last.bottom = Math.max(last.bottom, bottom)
    if (nameY === undefined) continue
    last.nameTop = Math.min(last.nameTop ?? nameY, nameY)
    last.nameBottom = Math.max(last.nameBottom ?? nameY, nameY)
  }
  return runs
}
