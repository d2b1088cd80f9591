// What a run gives: plain values, the same in every mode.

import type { Counters } from './counters.ts'
import type { CacheCounts } from './probe-cache.ts'
import type { Reading } from './read-directory.ts'

export interface DirectoryModel {
  /** Registrations. */
  readonly registrations: number
  /** Of these, names that were there already. */
  readonly duplicates: number
  readonly names: {
    readonly first: string
    readonly last: string
    readonly shortest: number
    readonly longest: number
  }
  /** One per chosen structure, in the order of the parameter. */
  readonly structures: readonly StructureModel[]
}

export interface StructureModel {
  readonly id: string
  /** Entries linked when all are registered. */
  readonly entries: number
  readonly create: Counters
  readonly lookup?: Counters
  readonly remove?: Counters
  /** Visits of all registrations up to so many. */
  readonly curve: readonly (readonly [n: number, visits: number])[]
  readonly memory: Memory
  readonly shape: Shape
  readonly cache: CacheCounts | null
  readonly reading?: Reading
  /** Seconds after the cost model; parts add up to the total. */
  readonly seconds: Seconds
  /** The longest that one call holds the lock, ns. */
  readonly lockHold: { readonly create: number; readonly remove: number | null }
}

export interface Memory {
  /** Bytes asked for, of all entries. */
  readonly requested: number
  /** Bytes that the slab takes for them. */
  readonly slab: number
  /** Bucket heads, or fingerprints. */
  readonly index: number
}

export interface Shape {
  /** Lists with nodes in them, and how many have each length: [length, lists]. */
  readonly chains: readonly (readonly [length: number, lists: number])[]
  readonly longestChain: number
  readonly emptyBuckets: number
  readonly treeHeight: number
  readonly blackHeight: number
}

export interface Seconds {
  readonly fixed: number
  readonly naming: number
  readonly visits: number
  readonly allocation: number
  readonly total: number
  /** Of removing all: the part of /proc alone. */
  readonly removal: number | null
}

/** Numbers of entries at which a curve has a point: 1, 2, 5, 10, … and the last. */
export function listCurveSizes(n: number): readonly number[] {
  const sizes: number[] = []
  for (let power = 1; power <= n; power *= 10) {
    for (const step of [power, power * 2, power * 5]) if (step < n) sizes.push(step)
  }
  return [...sizes, n]
}
