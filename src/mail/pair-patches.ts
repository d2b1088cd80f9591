// Which patch of one revision became which of another, as `git range-diff` finds it.
//
//   1. Patches with the same diff are a pair, in their order.
//   2. The others are paired so that the sum of costs is least. A pair costs the lines of the
//      difference between its diffs; a patch without a partner costs six tenths of its own lines.

import { assign } from './assign.ts'
import { type DiffBudget, diffLines } from './diff-lines.ts'
import type { Patch } from './read-patch.ts'

export interface Pairing {
  /** For each old patch the place of the new one it became, or -1. */
  readonly newAt: readonly number[]
  /** Whether there was more to compare than is compared; then pairs may be missing. */
  readonly isBounded: boolean
}

/** Patches of a revision that are paired; the longest series of real lists have some two hundred. */
export const pairedMax = 250
const creationShare = 0.6
/** Where a pair costs as much as both alone it is a pair, as git decides. */
const evenShare = 0.5

/** Pairs the patches of two revisions. */
export function pairPatches(
  before: readonly Patch[],
  after: readonly Patch[],
  budget: DiffBudget = { steps: pairingSteps },
): Pairing {
  const newAt = before.map(() => -1)
  pairSame(before, after, newAt)
  const taken = new Set(newAt)
  const old = toOpen(before, (at) => newAt[at] === -1)
  const fresh = toOpen(after, (at) => !taken.has(at))
  const { costs, isBounded } = toCosts(old, fresh, budget)
  for (const [row, column] of assign(costs, fresh.length).entries()) {
    // What saves nothing is no pair.
    if (column < 0 || (costs[row]?.[column] ?? 0) >= 0) continue
    newAt[old[row]?.at ?? 0] = fresh[column]?.at ?? -1
  }
  const isLong = before.length > pairedMax || after.length > pairedMax
  return { newAt, isBounded: isBounded || isLong }
}

/** Some tenths of a second. */
export const pairingSteps = 4_000_000

function pairSame(before: readonly Patch[], after: readonly Patch[], newAt: number[]): void {
  const placesByDiff = new Map<string, number[]>()
  for (const [at, { diff }] of after.entries()) {
    const key = diff.join('\n')
    placesByDiff.set(key, [...(placesByDiff.get(key) ?? []), at])
  }
  for (const [at, { diff }] of before.entries()) {
    newAt[at] = placesByDiff.get(diff.join('\n'))?.shift() ?? -1
  }
}

interface Open {
  readonly at: number
  readonly diff: readonly string[]
  readonly creation: number
  readonly countByLine: ReadonlyMap<string, number>
}

function toOpen(patches: readonly Patch[], isOpen: (at: number) => boolean): readonly Open[] {
  return patches.slice(0, pairedMax).flatMap(({ diff }, at) => {
    if (!isOpen(at)) return []
    const countByLine = new Map<string, number>()
    for (const line of diff) countByLine.set(line, (countByLine.get(line) ?? 0) + 1)
    // Empty lines between files are no lines of the diff.
    const lines = diff.length - (countByLine.get('') ?? 0)
    return [{ at, diff, creation: Math.floor(lines * creationShare), countByLine }]
  })
}

/**
 * What each pair costs more than its patches without partners: below zero where pairing pays. The
 * pairs that look nearest are compared first, so that a budget which does not reach leaves out the
 * least likely.
 */
function toCosts(
  old: readonly Open[],
  fresh: readonly Open[],
  budget: DiffBudget,
): { readonly costs: readonly Float64Array[]; readonly isBounded: boolean } {
  const costs = old.map(() => new Float64Array(fresh.length))
  const likely = listLikely(old, fresh, budget).sort((x, y) => x.least - y.least)
  for (const { a, b, row, column, least, changesMax } of likely) {
    if (budget.steps < least ** 2 / 2) return { costs, isBounded: true }
    const hunks = diffLines(a.diff, b.diff, { budget, changesMax })
    const cost = hunks?.reduce((sum, { lines }) => sum + lines.length + 1, 0)
    const costsOfRow = costs[row]
    if (costsOfRow !== undefined && cost !== undefined)
      costsOfRow[column] = Math.min(0, cost - a.creation - b.creation - evenShare)
  }
  return { costs, isBounded: budget.steps < 0 }
}

interface Likely {
  readonly a: Open
  readonly b: Open
  readonly row: number
  readonly column: number
  /** So many lines differ at least, and so many may. */
  readonly least: number
  readonly changesMax: number
}

/** Looking up a line takes some tenths of a step of comparing. */
const lookUpSteps = 0.3

function listLikely(old: readonly Open[], fresh: readonly Open[], budget: DiffBudget): Likely[] {
  return old.flatMap((a, row) =>
    fresh.flatMap((b, column) => {
      const changesMax = a.creation + b.creation
      if (Math.abs(a.diff.length - b.diff.length) > changesMax || budget.steps < 0) return []
      budget.steps -= lookUpSteps * Math.min(a.countByLine.size, b.countByLine.size)
      const least = countOwn(a, b)
      return least > changesMax ? [] : [{ a, b, row, column, least, changesMax }]
    }),
  )
}

/** Lines that only one of both has: no difference can be smaller. */
function countOwn(a: Open, b: Open): number {
  const [few, many] = a.countByLine.size < b.countByLine.size ? [a, b] : [b, a]
  let common = 0
  for (const [line, count] of few.countByLine)
    common += Math.min(count, many.countByLine.get(line) ?? 0)
  return a.diff.length + b.diff.length - 2 * common
}
