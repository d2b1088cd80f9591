// Counts what scanning fingerprints would count, without scanning: where an entry stands in the
// array is known, and few fingerprints are shared.

import { type Counters, createTally, type Tally } from './counters.ts'
import { countSpills, type Layout } from './layout.ts'
import { fingerprint } from './name-hash.ts'
import { countFingerprintLines } from './other-directories.ts'
import { countCompared } from './probe-cache.ts'
import type { Workload } from './workload.ts'

export interface FlatCounts {
  readonly create: Counters
  readonly lookup: Counters
  readonly remove: Counters
  readonly visitsByAttempt: Int32Array
}

export function countFlat({ names, attempts, removals }: Workload, layout: Layout): FlatCounts {
  const size = attempts.length
  const nameAt = new Int32Array(size)
  const placeByName = new Int32Array(names.count).fill(-1)
  const sharers = findSharers(names.count, (name) => fingerprint(names, name))
  const visitsByAttempt = new Int32Array(size)
  let count = 0

  function scan(tally: Tally, name: number): number {
    const place = placeByName[name] as number
    const visits = place === -1 ? count : place + 1
    tally.operations += 1
    tally.visits += visits
    tally.longest = Math.max(tally.longest, visits)
    tally.lines += countFingerprintLines(visits)
    for (const other of sharers.get(name) ?? []) {
      const otherPlace = placeByName[other] as number
      if (otherPlace !== -1 && otherPlace < visits && other !== name) compare(tally, name, other)
    }
    if (place !== -1) compare(tally, name, name)
    return visits
  }

  function compare(tally: Tally, name: number, other: number): void {
    const bytes = countCompared(names, name, other)
    tally.comparisons += 1
    tally.bytes += bytes
    tally.loads += 1
    tally.lines += 1 + countSpills(layout, bytes)
  }

  const create = createTally()
  const lookup = createTally()
  const remove = createTally()
  for (let attempt = 0; attempt < size; attempt += 1) {
    const name = attempts[attempt] as number
    visitsByAttempt[attempt] = scan(create, name)
    if (placeByName[name] !== -1) continue
    placeByName[name] = count
    nameAt[count] = name
    count += 1
  }
  for (let attempt = 0; attempt < size; attempt += 1) scan(lookup, attempts[attempt] as number)
  for (const removed of removals) {
    const name = attempts[removed] as number
    scan(remove, name)
    const place = placeByName[name] as number
    if (place === -1) continue
    count -= 1
    const last = nameAt[count] as number
    nameAt[place] = last
    placeByName[last] = place
    placeByName[name] = -1
  }
  return { create, lookup, remove, visitsByAttempt }
}

/** Names that share a fingerprint with another, each with all that do. */
function findSharers(
  count: number,
  printOf: (name: number) => number,
): ReadonlyMap<number, readonly number[]> {
  const prints = Int32Array.from({ length: count }, (_, name) => printOf(name))
  const sorted = prints.slice().sort()
  const shared = new Set<number>()
  for (let at = 1; at < count; at += 1) {
    if (sorted[at] === sorted[at - 1]) shared.add(sorted[at] as number)
  }
  const sharers = new Map<number, readonly number[]>()
  if (shared.size === 0) return sharers
  const byPrint = new Map<number, number[]>()
  for (let name = 0; name < count; name += 1) {
    const print = prints[name] as number
    if (!shared.has(print)) continue
    const names = byPrint.get(print) ?? []
    names.push(name)
    byPrint.set(print, names)
    sharers.set(name, names)
  }
  return sharers
}
