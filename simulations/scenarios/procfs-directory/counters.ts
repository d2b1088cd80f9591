// What is counted, and exactly how. Every mode counts the same.

export interface Counters {
  /** Calls: one per registration, lookup or removal. */
  readonly operations: number
  /** Nodes looked at. For `flat` fingerprints, for `map` one per call. */
  readonly visits: number
  /** Calls of memcmp or strcmp on a name. */
  readonly comparisons: number
  /** Up to and with the first byte that differs, never more than the shorter name has. */
  readonly bytes: number
  /** Loads through a node while searching or unlinking: next, pprev, left or right, name length, name. */
  readonly loads: number | null
  /** Distinct cache lines per call, added up; bucket heads and fingerprints included. */
  readonly lines: number | null
  readonly rotations: number
  /** Changes of a node's colour. */
  readonly recolors: number
  /** The longest walk of one call. */
  readonly longest: number
}

/** Counters while they run. */
export type Tally = { -readonly [Key in keyof Counters]: number }

export function createTally(): Tally {
  return {
    operations: 0,
    visits: 0,
    comparisons: 0,
    bytes: 0,
    loads: 0,
    lines: 0,
    rotations: 0,
    recolors: 0,
    longest: 0,
  }
}

/** What a structure without nodes in memory cannot be asked. */
export function withoutMemory(tally: Tally): Counters {
  return { ...tally, loads: null, lines: null }
}
