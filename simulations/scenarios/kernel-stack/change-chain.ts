// What people in the thread proposed to do with a call chain: make frames smaller, call less, call
// elsewhere. Each takes a chain and gives another one; nothing is changed in place.

import { type Frame, sumSizes } from './frame.ts'
import { findSubsystem } from './subsystems.ts'

/** A frame with a name of its own, so that what is known of it stays with it when others go. */
export interface ChainFrame extends Frame {
  /** e.g. `31` for the row the kernel printed so numbered, or `scsi` for an added one. */
  readonly key: string
}

/** In the order of the calls. */
export type Chain = readonly ChainFrame[]

/** Rows are numbered as the kernel prints them: 0 is the deepest. */
export function toChain(frames: readonly Frame[]): Chain {
  return frames.map((frame, at) => ({ ...frame, key: String(frames.length - 1 - at) }))
}

/** Frames are words, and a return address is the least. */
const wordBytes = 8

/** Gives single frames another size, by their row. */
export function resizeFrames(chain: Chain, sizeByRow: ReadonlyMap<string, number>): Chain {
  if (sizeByRow.size === 0) return chain
  return chain.map((frame) => {
    const size = sizeByRow.get(frame.key)
    return size === undefined ? frame : { ...frame, size }
  })
}

/** Without the frames of some subsystems, e.g. of what DEBUG_PAGEALLOC calls. */
export function dropSubsystems(chain: Chain, dropped: readonly string[]): Chain {
  return chain.filter(({ symbol }) => !dropped.includes(findSubsystem(symbol)))
}

/**
 * Everything between the outermost and the innermost page allocation once more, as if the innermost
 * had to reclaim too: one more level of recursion each time.
 */
export function repeatReclaim(chain: Chain, times: number): Chain {
  const isAllocation = ({ symbol }: ChainFrame) => symbol === '__alloc_pages_nodemask'
  const first = chain.findIndex(isAllocation)
  const last = chain.findLastIndex(isAllocation)
  if (times === 0 || first === last) return chain
  const level = chain.slice(first + 1, last + 1)
  const again = Array.from({ length: times }, (_, time) =>
    level.map((frame) => ({ ...frame, key: `${frame.key}-again${time + 1}` })),
  ).flat()
  return [...chain.slice(0, last + 1), ...again, ...chain.slice(last + 1)]
}

/** So many per cent less in every frame of at least so many bytes, down to whole words. */
export function shrinkFrames(
  chain: Chain,
  { percent, from }: { readonly percent: number; readonly from: number },
): Chain {
  if (percent === 0) return chain
  return chain.map((frame) => {
    if (frame.size < from) return frame
    const size = Math.floor((frame.size * (100 - percent)) / 100 / wordBytes) * wordBytes
    return { ...frame, size: Math.max(wordBytes, size) }
  })
}

/** So many bytes less in every frame of more than so many bytes. */
export function trimFrames(
  chain: Chain,
  { bytes, above }: { readonly bytes: number; readonly above: number },
): Chain {
  return chain.map((frame) =>
    frame.size > above ? { ...frame, size: Math.max(wordBytes, frame.size - bytes) } : frame,
  )
}

/** What __alloc_pages_slowpath() would take along, as Kim measured it. */
export const slowPathBytes = 176

/**
 * __alloc_pages_nodemask() without its slow path inlined. Where the fast path is on the chain the
 * bytes are gone; where the slow path is, it is called and its frame is there all the same, with a
 * return address besides.
 */
export function splitSlowPath(chain: Chain): Chain {
  return chain.flatMap((frame, at): ChainFrame[] => {
    if (frame.symbol !== '__alloc_pages_nodemask' || frame.size <= slowPathBytes) return [frame]
    const fast = { ...frame, size: frame.size - slowPathBytes }
    const isSlow = chain[at + 1]?.symbol === 'try_to_free_pages'
    if (!isSlow) return [fast]
    return [
      fast,
      {
        key: `${frame.key}-slow`,
        symbol: '__alloc_pages_slowpath',
        size: slowPathBytes + wordBytes,
        added: 'callee',
      },
    ]
  })
}

export interface Layer {
  readonly key: string
  readonly symbol: string
  readonly bytes: number
  /** Stacked block devices stand above the block layer's own frames, drivers below them. */
  readonly place: 'above-block' | 'below-block'
}

/** Adds what other machines have between filesystem and disk. */
export function addLayers(chain: Chain, layers: readonly Layer[]): Chain {
  const wanted = layers.filter(({ bytes }) => bytes > 0)
  if (wanted.length === 0) return chain
  const toFrame = ({ key, symbol, bytes }: Layer): ChainFrame => ({
    key,
    symbol,
    size: bytes,
    added: 'layer',
  })
  const isBlock = ({ symbol }: ChainFrame) => findSubsystem(symbol) === 'block'
  const first = chain.findIndex(isBlock)
  // The deepest run of block frames leads to the driver.
  const last = chain.findLastIndex(isBlock)
  const above = wanted.filter(({ place }) => place === 'above-block').map(toFrame)
  const below = wanted.filter(({ place }) => place === 'below-block').map(toFrame)
  // A chain without block frames gets them at its end.
  if (first === -1) return [...chain, ...above, ...below]
  return [
    ...chain.slice(0, first),
    ...above,
    ...chain.slice(first, last + 1),
    ...below,
    ...chain.slice(last + 1),
  ]
}

/**
 * Where in a chain a reader means: a row as the kernel numbers it, or a function, then the call of
 * it that comes first. Nothing if the chain has neither.
 */
export function findPlace(chain: Chain, name: string): number | undefined {
  const byKey = chain.findIndex(({ key }) => key === name)
  const place = byKey === -1 ? chain.findIndex(({ symbol }) => symbol === name) : byKey
  return place === -1 ? undefined : place
}

/** The chain up to a frame, which then calls no further. */
export function cutAfter(chain: Chain, place: number): Chain {
  return chain.slice(0, place + 1)
}

/** What a worker thread has on its stack before it does any work. */
export const workerBaseBytes = 672

/**
 * The chain up to a frame, which waits there, and the rest of it on the stack of a worker. Together
 * they hold what the chain held, the worker's own beginning and what waiting takes.
 */
export function offloadAfter(
  chain: Chain,
  { place, waiterBytes }: { readonly place: number; readonly waiterBytes: number },
): { readonly caller: Chain; readonly worker: Chain } {
  const wait: Chain =
    waiterBytes === 0
      ? []
      : [{ key: 'waiter', symbol: '(waiting)', size: waiterBytes, added: 'waiter' }]
  const base: ChainFrame = {
    key: 'worker',
    symbol: '(worker thread)',
    size: workerBaseBytes,
    added: 'worker',
  }
  return {
    caller: [...chain.slice(0, place + 1), ...wait],
    worker: [base, ...chain.slice(place + 1)],
  }
}

export function depthOf(chain: Chain): number {
  return sumSizes(chain)
}
