// Hits by thread: of all that match in one thread, only what comes first is shown, and everything is
// counted in threads. What is of no thread stands for itself.

import type { FacetRows } from './search-columns.ts'

export interface FirstOfThreads {
  /** Those matches that are first in their thread, in the order in which they were given. */
  readonly first: Uint32Array
  /** How many other matches the thread of such a match has. */
  readonly countOthers: (match: number) => number
}

/** @param threadOf the number of a match's thread; 0 where it is of none */
export function keepFirstOfThreads(
  matches: Uint32Array,
  threadOf: (match: number) => number,
  compare: (a: number, b: number) => number,
): FirstOfThreads {
  const firstByThread = new Map<number, number>()
  const countByThread = new Map<number, number>()
  for (const match of matches) {
    const thread = threadOf(match)
    if (thread === 0) continue
    const first = firstByThread.get(thread)
    if (first === undefined || compare(match, first) < 0) firstByThread.set(thread, match)
    countByThread.set(thread, (countByThread.get(thread) ?? 0) + 1)
  }
  return {
    first: matches.filter((match) => {
      const thread = threadOf(match)
      return thread === 0 || firstByThread.get(thread) === match
    }),
    countOthers: (match) => (countByThread.get(threadOf(match)) ?? 1) - 1,
  }
}

/** How many threads have each value; the values of all facets side by side. */
export function tallyThreads(
  { offsets, members, starts }: FacetRows,
  threads: Uint32Array,
  rows: Iterable<number>,
): Uint32Array {
  const counts = new Uint32Array(starts.end)
  const last = new Int32Array(starts.end)
  const byThread = Uint32Array.from(rows).sort((a, b) => (threads[a] ?? 0) - (threads[b] ?? 0))
  for (const row of byThread) {
    // Each that is of no thread counts alone.
    const thread = (threads[row] ?? 0) || -row - 1
    const end = offsets[row + 1] ?? 0
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      const value = members[at] ?? 0
      if (last[value] === thread) continue
      last[value] = thread
      counts[value] = (counts[value] ?? 0) + 1
    }
  }
  return counts
}
