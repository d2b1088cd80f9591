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
  const prints = new Int32Array(count)
  // A table of names by their fingerprints, at least half of it empty.
  const mask = 2 * (1 << (32 - Math.clz32(count))) - 1
  const table = new Int32Array(mask + 1)
  const byPrint = new Map<number, number[]>()
  for (let name = 0; name < count; name += 1) {
    const print = printOf(name)
    prints[name] = print
    let at = (print ^ (print >>> 15)) & mask
    while (table[at] !== 0 && prints[(table[at] as number) - 1] !== print) at = (at + 1) & mask
    const first = table[at] as number
    if (first === 0) table[at] = name + 1
    else byPrint.set(print, [...(byPrint.get(print) ?? [first - 1]), name])
  }
  const sharers = new Map<number, readonly number[]>()
  for (const names of byPrint.values()) for (const name of names) sharers.set(name, names)
  return sharers
}
