// The patches of a series through all its revisions: a row for each patch, a cell for each revision.

import type { DiffBudget } from './diff-lines.ts'
import { pairingSteps, pairPatches } from './pair-patches.ts'
import { isTrailerLine } from './parse-trailers.ts'
import type { Patch } from './read-patch.ts'

/** How a patch differs from what it was in the revision that had it last; `rewritten` kept its title only. */
export type PatchChange = 'new' | 'same' | 'trailers' | 'message' | 'changed' | 'rewritten'

export interface PatchCell {
  /** The place in its revision. */
  readonly at: number
  readonly change: PatchChange
  readonly isRetitled: boolean
  /** Whether it stands before what it stood behind, or the other way round. */
  readonly isMoved: boolean
}

export interface PatchRows {
  /** By the last revision that has them, in its order. */
  readonly rows: readonly (readonly (PatchCell | undefined)[])[]
  readonly isBounded: boolean
}

interface Row {
  readonly cells: (PatchCell | undefined)[]
  latest: Patch
}

/**
 * Follows patches from revision to revision; one that was dropped may come back. Who reads them knows
 * them by their titles: where too little is the same to be a pair, the same title is the same row.
 */
export function followPatches(revisions: readonly (readonly Patch[])[]): PatchRows {
  const rows: Row[] = []
  const budget: DiffBudget = { steps: pairingSteps }
  let isBounded = false
  for (const [revision, patches] of revisions.entries()) {
    const known = rows.map(({ latest }) => latest)
    const pairing = pairPatches(known, patches, budget)
    isBounded ||= pairing.isBounded
    const byTitle = pairByTitle(known, patches, pairing.newAt)
    const newAt = pairing.newAt.map((at, row) => (at === -1 ? (byTitle.get(row) ?? -1) : at))
    const rewritten = new Set(byTitle.values())
    const rowAt = new Map(newAt.map((at, row) => [at, rows[row]]))
    const moved = findMoved(newAt, rows, revision - 1)
    for (const [at, patch] of patches.entries()) {
      const row = rowAt.get(at)
      if (row === undefined) rows.push(startRow(patch, { revision, at }))
      else {
        row.cells[revision] = {
          at,
          change: rewritten.has(at) ? 'rewritten' : compare(row.latest, patch),
          isRetitled: row.latest.title !== patch.title,
          isMoved: moved.has(at),
        }
        row.latest = patch
      }
    }
  }
  return { rows: sortRows(rows, revisions.length), isBounded }
}

/** For each known patch without a partner the place of the first one without that has its title. */
function pairByTitle(
  known: readonly Patch[],
  patches: readonly Patch[],
  newAt: readonly number[],
): ReadonlyMap<number, number> {
  const taken = new Set(newAt)
  const pairs = new Map<number, number>()
  for (const [row, { title }] of known.entries()) {
    if (newAt[row] !== -1) continue
    const at = patches.findIndex((patch, place) => !taken.has(place) && patch.title === title)
    if (at < 0) continue
    taken.add(at)
    pairs.set(row, at)
  }
  return pairs
}

function startRow(latest: Patch, { revision, at }: { revision: number; at: number }): Row {
  const cells: Row['cells'] = []
  cells[revision] = { at, change: 'new', isRetitled: false, isMoved: false }
  return { cells, latest }
}

function compare(before: Patch, after: Patch): PatchChange {
  if (before.diff.join('\n') !== after.diff.join('\n')) return 'changed'
  const isSame = ({ author, message }: Patch) =>
    author === before.author && message.join('\n') === before.message.join('\n')
  if (isSame(after)) return 'same'
  const toWords = ({ message }: Patch) =>
    message.filter((line) => line !== '' && !isTrailerLine(line)).join('\n')
  return toWords(before) === toWords(after) ? 'trailers' : 'message'
}

/** The fewest patches whose moving explains the order, by their new places. */
function findMoved(
  newAt: readonly number[],
  rows: readonly Row[],
  previous: number,
): ReadonlySet<number> {
  const places = newAt
    .map((at, row) => ({ at, from: rows[row]?.cells[previous]?.at }))
    .filter(({ at, from }) => at >= 0 && from !== undefined)
    .sort((a, b) => (a.from ?? 0) - (b.from ?? 0))
    .map(({ at }) => at)
  const stayed = new Set(findLongestRise(places))
  return new Set(places.filter((at) => !stayed.has(at)))
}

/** The longest subsequence that rises; among several the one that ends first. */
function findLongestRise(values: readonly number[]): readonly number[] {
  const best: { length: number; before: number }[] = []
  for (const [at, value] of values.entries()) {
    let length = 1
    let before = -1
    for (let earlier = 0; earlier < at; earlier += 1) {
      const reached = best[earlier]?.length ?? 0
      if ((values[earlier] ?? 0) < value && reached >= length) {
        length = reached + 1
        before = earlier
      }
    }
    best.push({ length, before })
  }
  let end = 0
  for (const [at, { length }] of best.entries()) if (length > (best[end]?.length ?? 0)) end = at
  const rise: number[] = []
  for (let at = values.length === 0 ? -1 : end; at >= 0; at = best[at]?.before ?? -1)
    rise.push(values[at] ?? 0)
  return rise.reverse()
}

function sortRows(rows: readonly Row[], revisions: number): PatchRows['rows'] {
  const toLast = ({ cells }: Row) => cells.findLastIndex((cell) => cell !== undefined)
  return [...rows]
    .sort((a, b) => {
      const last = toLast(a)
      return toLast(b) - last || (a.cells[last]?.at ?? 0) - (b.cells[last]?.at ?? 0)
    })
    .map(({ cells }) => Array.from({ length: revisions }, (_, at) => cells[at]))
}
