// Counts what scanning fingerprints would count, without scanning: where an entry stands in the
// array is known, and few fingerprints are shared.

import { type Counters, createTally, type Tally } from './counters.ts'
import { countSpills, type Layout } from './layout.ts'
import { fingerprintNames } from './name-hash.ts'
import { countFingerprintLines } from './other-directories.ts'
import { countCompared } from './probe-cache.ts'
import type { Workload } from './workload.ts'

export interface FlatCounts {
  readonly create: Counters
  readonly lookup: Counters
  readonly remove: Counters
  readonly visitsByAttempt: Int32Array
}

/** Yields between its parts. */
export function* countFlat(
  { names, attempts, removals, lengths }: Workload,
  layout: Layout,
): Generator<undefined, FlatCounts, void> {
  const size = attempts.length
  const nameAt = new Int32Array(size)
  const placeByName = new Int32Array(names.count).fill(-1)
  const prints = fingerprintNames(names)
  yield
  const sharers = findSharers(prints)
  yield
  const isShared = new Uint8Array(names.count)
  for (const name of sharers.keys()) isShared[name] = 1
  const visitsByAttempt = new Int32Array(size)
  let count = 0

  /** A call that finds its own name compares that too; how long those names are is known. */
  function toTally(found: Int32Array): Tally {
    const tally = { ...createTally(), operations: size }
    found.forEach((times, length) => {
      compare(tally, { bytes: length, times })
    })
    return tally
  }

  function compare(
    tally: Tally,
    { bytes, times }: { readonly bytes: number; readonly times: number },
  ): void {
    tally.comparisons += times
    tally.bytes += times * bytes
    tally.loads += times
    tally.lines += times * (1 + countSpills(layout, bytes))
  }

  function scan(tally: Tally, name: number): number {
    const place = placeByName[name] as number
    const visits = place === -1 ? count : place + 1
    tally.visits += visits
    if (visits > tally.longest) tally.longest = visits
    tally.lines += countFingerprintLines(visits)
    if (isShared[name] === 1) compareSharers(tally, name, visits)
    return visits
  }

  function compareSharers(tally: Tally, name: number, visits: number): void {
    for (const other of sharers.get(name) as readonly number[]) {
      const place = placeByName[other] as number
      if (place !== -1 && place < visits && other !== name) {
        compare(tally, { bytes: countCompared(names, name, other), times: 1 })
      }
    }
  }

  const create = toTally(lengths.again)
  const lookup = toTally(lengths.all)
  const remove = toTally(lengths.once)
  for (let attempt = 0; attempt < size; attempt += 1) {
    const name = attempts[attempt] as number
    visitsByAttempt[attempt] = scan(create, name)
    if (placeByName[name] !== -1) continue
    placeByName[name] = count
    nameAt[count] = name
    count += 1
  }
  yield
  for (let attempt = 0; attempt < size; attempt += 1) scan(lookup, attempts[attempt] as number)
  yield
  for (let time = 0; time < size; time += 1) {
    const name = attempts[removals[time] as number] as number
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
function findSharers(prints: Int32Array): ReadonlyMap<number, readonly number[]> {
  const count = prints.length
  // A table of names by their fingerprints, at least half of it empty.
  const mask = 2 * (1 << (32 - Math.clz32(count))) - 1
  const table = new Int32Array(mask + 1)
  const byPrint = new Map<number, number[]>()
  for (let name = 0; name < count; name += 1) {
    const print = prints[name] as number
    let at = (print ^ (print >>> 15)) & mask
    while (table[at] !== 0 && prints[(table[at] as number) - 1] !== print) at = (at + 1) & mask
    const first = table[at] as number
    if (first === 0) table[at] = name + 1
    else byPrint.set(print, [...(byPrint.get(print) ?? [first - 1]), name])
  }
  const sharers = new Map<number, readonly number[]>()
  for (const sharing of byPrint.values()) for (const name of sharing) sharers.set(name, sharing)
  return sharers
}
