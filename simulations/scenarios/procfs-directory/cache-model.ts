// Three levels of set-associative cache that throw out what was used longest ago.

import type { CacheMachine } from './cache-machines.ts'
import { lineBytes } from './layout.ts'

export interface CacheModel {
  readonly touch: (line: number) => void
  /** Forgets the counts and keeps what is cached. */
  readonly reset: () => void
  /** Touches, and how many each level missed. */
  readonly counts: () => readonly [touches: number, l1: number, l2: number, l3: number]
}

/** Of memory with so many lines. */
export function createCacheModel({ levels }: CacheMachine, lineCount: number): CacheModel {
  const counts: [number, number, number, number] = [0, 0, 0, 0]
  // A bit for each level: what is not there need not be looked for.
  const present = new Uint8Array(lineCount)
  const caches = levels.map(({ bytes, ways }, level) => {
    const sets = bytes / lineBytes / ways
    // Each set is a ring: from its head on the most recently used lines, plus one; 0 is empty.
    // Of a power of two a mask does what a division would.
    const mask = (sets & (sets - 1)) === 0 ? sets - 1 : -1
    return {
      bit: 1 << level,
      sets,
      mask,
      ways,
      lines: new Int32Array(sets * ways),
      heads: new Uint8Array(sets),
    }
  })

  /** True if it was there; in any case it is the most recently used afterwards. */
  function isHit(
    { bit, sets, mask, ways, lines, heads }: (typeof caches)[number],
    line: number,
  ): boolean {
    const set = mask === -1 ? line % sets : line & mask
    const from = set * ways
    const stored = line + 1
    const head = heads[set] as number
    if (((present[line] as number) & bit) === 0) {
      // The one before the head was used longest ago.
      const oldest = head === 0 ? ways - 1 : head - 1
      const gone = lines[from + oldest] as number
      if (gone !== 0) present[gone - 1] = (present[gone - 1] as number) & ~bit
      present[line] = (present[line] as number) | bit
      lines[from + oldest] = stored
      heads[set] = oldest
      return false
    }
    let at = head
    while (lines[from + at] !== stored) at = at + 1 === ways ? 0 : at + 1
    while (at !== head) {
      const before = at === 0 ? ways - 1 : at - 1
      lines[from + at] = lines[from + before] as number
      at = before
    }
    lines[from + head] = stored
    return true
  }

  const [l1, l2, l3] = caches as [(typeof caches)[0], (typeof caches)[0], (typeof caches)[0]]
  return {
    touch: (line) => {
      counts[0] += 1
      if (isHit(l1, line)) return
      counts[1] += 1
      if (isHit(l2, line)) return
      counts[2] += 1
      if (!isHit(l3, line)) counts[3] += 1
    },
    reset: () => counts.fill(0),
    counts: () => [...counts],
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
