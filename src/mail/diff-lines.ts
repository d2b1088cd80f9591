// The difference of two texts line by line, in hunks of three lines of context, within a budget:
// comparing what has nothing in common costs the square of its length.

import { structuredPatch } from 'diff'

export interface LineHunk {
  /** The place of its first line in the old text, from 0. */
  readonly oldAt: number
  /** Each with ` `, `+` or `-` before it. */
  readonly lines: readonly string[]
}

/** What may still be spent, in steps of the comparison; some ten million a second. */
export interface DiffBudget {
  steps: number
}

const contextLines = 3

/** `undefined` if more than `changesMax` lines differ, or the budget does not reach. */
export function diffLines(
  before: readonly string[],
  after: readonly string[],
  { budget, changesMax }: { readonly budget: DiffBudget; readonly changesMax: number },
): readonly LineHunk[] | undefined {
  const affordable = Math.floor(Math.sqrt(Math.max(0, 2 * budget.steps)))
  const maxEditLength = Math.min(changesMax, affordable)
  const patch = structuredPatch('', '', toText(before), toText(after), '', '', {
    context: contextLines,
    maxEditLength,
  })
  if (patch === undefined) {
    budget.steps -= maxEditLength ** 2 / 2
    return undefined
  }
  const hunks = patch.hunks.map(({ oldStart, lines }) => ({ oldAt: oldStart - 1, lines }))
  const changes = hunks.reduce((sum, { lines }) => sum + countChanges(lines), 0)
  budget.steps -= changes ** 2 / 2 + before.length + after.length
  return hunks
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

function countChanges(lines: readonly string[]): number {
  return lines.filter((line) => !line.startsWith(' ')).length
}
