// Two revisions of a series as `git range-diff` compares them: pairs of patches, and what changed in
// the changes.

import { type DiffBudget, diffLines, type LineHunk } from './diff-lines.ts'
import { pairingSteps, pairPatches } from './pair-patches.ts'
import { type Patch, toComparedLines } from './read-patch.ts'

export interface RangeHunk {
  /** Where it is, e.g. `Commit message`, `fs/proc/generic.c: proc_match()`. */
  readonly heading: string
  /** Each with the outer mark, ` `, `+` or `-`, before a line of the patch. */
  readonly lines: readonly string[]
}

/** Places are those in the lists that were compared. */
export type RangePair =
  | { readonly kind: 'removed'; readonly oldAt: number }
  | { readonly kind: 'added'; readonly newAt: number }
  | { readonly kind: 'same'; readonly oldAt: number; readonly newAt: number }
  | {
      readonly kind: 'changed'
      readonly oldAt: number
      readonly newAt: number
      /** `undefined` where too much differs to be shown. */
      readonly hunks: readonly RangeHunk[] | undefined
    }

export interface RangeDiff {
  /** In the order of the new revision; what it dropped, where it stood. */
  readonly pairs: readonly RangePair[]
  readonly isBounded: boolean
}

const shownSteps = 4_000_000
const shownChangesMax = 4_000

/** Compares two revisions. */
export function toRangeDiff(before: readonly Patch[], after: readonly Patch[]): RangeDiff {
  const { newAt, isBounded } = pairPatches(before, after, { steps: pairingSteps })
  const budget = { steps: shownSteps }
  const pairs = listInOrder(newAt, after.length).map((pair) =>
    pair.kind === 'same' ? comparePair(pair, { before, after, budget }) : pair,
  )
  const isCut = [...before, ...after].some((patch) => patch.isCut)
  return { pairs, isBounded: isBounded || isCut }
}

/** Git's order: that of the new revision, and what was dropped after all that stood before it. */
function listInOrder(newAt: readonly number[], newCount: number): readonly RangePair[] {
  const oldAtByNew = new Map(newAt.map((at, oldAt) => [at, oldAt]))
  const shown = new Set<number>()
  const pairs: RangePair[] = []
  let next = 0
  const passOld = () => {
    for (; next < newAt.length && (newAt[next] === -1 || shown.has(next)); next += 1) {
      if (newAt[next] === -1) pairs.push({ kind: 'removed', oldAt: next })
    }
  }
  for (let at = 0; at < newCount; at += 1) {
    passOld()
    const oldAt = oldAtByNew.get(at)
    if (oldAt === undefined) pairs.push({ kind: 'added', newAt: at })
    else {
      pairs.push({ kind: 'same', oldAt, newAt: at })
      shown.add(oldAt)
    }
  }
  passOld()
  return pairs
}

interface Comparing {
  readonly before: readonly Patch[]
  readonly after: readonly Patch[]
  readonly budget: DiffBudget
}

function comparePair(
  pair: Extract<RangePair, { readonly kind: 'same' }>,
  { before, after, budget }: Comparing,
): RangePair {
  const old = before[pair.oldAt]
  const fresh = after[pair.newAt]
  if (old === undefined || fresh === undefined) return pair
  const oldLines = toComparedLines(old)
  const newLines = toComparedLines(fresh)
  if (oldLines.join('\n') === newLines.join('\n')) return pair
  const hunks = diffLines(oldLines, newLines, { budget, changesMax: shownChangesMax })
  return { ...pair, kind: 'changed', hunks: hunks?.map((hunk) => toRangeHunk(hunk, oldLines)) }
}

/** As git names the place: the last heading of the patch above the hunk. */
function toRangeHunk({ oldAt, lines }: LineHunk, oldLines: readonly string[]): RangeHunk {
  for (let at = oldAt - 1; at >= 0; at -= 1) {
    const line = oldLines[at] ?? ''
    const heading = /^ ## (.*) ##$/u.exec(line)?.[1] ?? /^.?@@ (.*)$/u.exec(line)?.[1]
    if (heading !== undefined) return { heading, lines }
  }
  return { heading: '', lines }
}

/** A revision as the text names it. */
export interface RangeSide {
  /** e.g. `v2`. */
  readonly name: string
  readonly patches: readonly { readonly index: number; readonly title: string }[]
}

/** As git prints it, a pair by its old title, with names of revisions where git has commits. */
export function toRangeDiffText(
  { pairs }: Pick<RangeDiff, 'pairs'>,
  { old, fresh }: { readonly old: RangeSide; readonly fresh: RangeSide },
): string {
  const highest = Math.max(...[...old.patches, ...fresh.patches].map(({ index }) => index), 0)
  const width = String(highest + 1).length
  const side = ({ name, patches }: RangeSide, at: number | undefined) => {
    const patch = at === undefined ? undefined : patches[at]
    const number = patch === undefined ? '-' : String(patch.index)
    return `${number.padStart(width)}:  ${patch === undefined ? '-'.repeat(name.length) : name}`
  }
  const lines = pairs.flatMap((pair) => {
    const { oldAt, newAt } = toPlaces(pair)
    const { title = '' } =
      (oldAt === undefined ? fresh.patches[newAt ?? 0] : old.patches[oldAt]) ?? {}
    const head = `${side(old, oldAt)} ${rangeMarks[pair.kind]} ${side(fresh, newAt)} ${title}`
    return [head, ...(pair.kind === 'changed' ? toHunkLines(pair.hunks) : [])]
  })
  return lines.map((line) => `${line}\n`).join('')
}

/** Git's marks. */
export const rangeMarks: Readonly<Record<RangePair['kind'], string>> = {
  same: '=',
  changed: '!',
  removed: '<',
  added: '>',
}

/** Where a pair is in both lists. */
export function toPlaces(pair: RangePair): {
  readonly oldAt: number | undefined
  readonly newAt: number | undefined
} {
  return {
    oldAt: pair.kind === 'added' ? undefined : pair.oldAt,
    newAt: pair.kind === 'removed' ? undefined : pair.newAt,
  }
}

function toHunkLines(hunks: readonly RangeHunk[] | undefined): readonly string[] {
  if (hunks === undefined) return ['    (too much differs to be shown)']
  return hunks.flatMap(({ heading, lines }) =>
    [`@@ ${heading}`.trimEnd(), ...lines].map((line) => `    ${line}`),
  )
}
