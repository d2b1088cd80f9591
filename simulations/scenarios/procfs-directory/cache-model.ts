// Three levels of set-associative cache that throw out what was used longest ago.

import type { CacheMachine } from './cache-machines.ts'
import { lineBytes } from './layout.ts'

interface Cache {
  readonly bit: number
  readonly sets: number
  /** Of a power of two sets a mask does what a division would; else -1. */
  readonly mask: number
  readonly ways: number
  /** All of memory fits in, and nothing ever goes. */
  readonly keepsAll: boolean
  /** Each set is a ring: from its head on the most recently used lines, plus one; 0 is empty. */
  readonly lines: Int32Array
  readonly heads: Uint8Array
}

export interface CacheModel {
  readonly caches: readonly [Cache, Cache, Cache]
  /** By line, a bit for each level: what is not there need not be looked for. */
  readonly present: Uint8Array
  /** Touches, and how many each level missed. */
  readonly counts: [touches: number, l1: number, l2: number, l3: number]
}

/** Of memory with so many lines. */
export function createCacheModel({ levels }: CacheMachine, lineCount: number): CacheModel {
  const toCache = ({ bytes, ways }: CacheMachine['levels'][number], bit: number): Cache => {
    const sets = bytes / lineBytes / ways
    const keepsAll = lineCount <= sets * ways
    return {
      bit,
      sets,
      mask: (sets & (sets - 1)) === 0 ? sets - 1 : -1,
      ways,
      keepsAll,
      lines: new Int32Array(keepsAll ? 0 : sets * ways),
      heads: new Uint8Array(sets),
    }
  }
  return {
    caches: [toCache(levels[0], 1), toCache(levels[1], 2), toCache(levels[2], 4)],
    present: new Uint8Array(lineCount),
    counts: [0, 0, 0, 0],
  }
}

/** Reads a line: from the first level that has it. */
export function touchLine({ caches, present, counts }: CacheModel, line: number): void {
  counts[0] += 1
  if (isHit(caches[0], present, line)) return
  counts[1] += 1
  if (isHit(caches[1], present, line)) return
  counts[2] += 1
  if (!isHit(caches[2], present, line)) counts[3] += 1
}

/** True if it was there; in any case it is the most recently used afterwards. */
function isHit(cache: Cache, present: Uint8Array, line: number): boolean {
  const levels = present[line] as number
  const isThere = (levels & cache.bit) !== 0
  if (!isThere) present[line] = levels | cache.bit
  if (cache.keepsAll) return isThere
  const set = cache.mask === -1 ? line % cache.sets : line & cache.mask
  if (isThere) bringForward(cache, set, line + 1)
  else replaceOldest(cache, present, set, line + 1)
  return isThere
}

function replaceOldest(
  { bit, ways, lines, heads }: Cache,
  present: Uint8Array,
  set: number,
  stored: number,
): void {
  // The one before the head was used longest ago.
  const head = heads[set] as number
  const oldest = head === 0 ? ways - 1 : head - 1
  const at = set * ways + oldest
  const gone = lines[at] as number
  if (gone !== 0) present[gone - 1] = (present[gone - 1] as number) & ~bit
  lines[at] = stored
  heads[set] = oldest
}

function bringForward({ ways, lines, heads }: Cache, set: number, stored: number): void {
  const from = set * ways
  const head = heads[set] as number
  let at = head
  let carried = stored
  // Those before it move back by one.
  for (;;) {
    const here = lines[from + at] as number
    lines[from + at] = carried
    if (here === stored) return
    carried = here
    at = at + 1 === ways ? 0 : at + 1
  }
}

/** Time of so many touches, each by where it was found. */
export function toCacheNs(
  { levels, memoryNs }: CacheMachine,
  [touches, l1, l2, l3]: readonly [number, number, number, number],
): number {
  return (
    (touches - l1) * levels[0].ns +
    (l1 - l2) * levels[1].ns +
    (l2 - l3) * levels[2].ns +
    l3 * memoryNs
  )
}
