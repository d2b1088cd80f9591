// What a parser did with a paste: which lines it used, what it mended, what it left aside, with line
// numbers, so that a reader can see that nothing was guessed behind their back.

import type { SourceLine } from './source-lines.ts'

export interface Remark {
  readonly line: number
  readonly text: string
}

export interface Reading {
  readonly linesUsed: number
  readonly linesIgnored: number
  /** The first of them, `remarksMax` at most. */
  readonly ignored: readonly Remark[]
  readonly repairsCount: number
  readonly repairs: readonly Remark[]
}

/** How many remarks of a kind are kept; the rest are counted. */
export const remarksMax = 20

const shownLengthMax = 80

export interface Notebook {
  use(count?: number): void
  ignore(line: SourceLine): void
  repair(line: number, text: string): void
  toReading(): Reading
}

/** Collects remarks while a parser reads. */
export function createNotebook(): Notebook {
  const ignored: Remark[] = []
  const repairs: Remark[] = []
  let linesUsed = 0
  let linesIgnored = 0
  let repairsCount = 0
  return {
    use(count = 1) {
      linesUsed += count
    },
    ignore({ number, text }) {
      // An empty line carries nothing that could be missed.
      if (text.trim() === '') return
      linesIgnored++
      if (ignored.length < remarksMax) {
        ignored.push({ line: number, text: text.trim().slice(0, shownLengthMax) })
      }
    },
    repair(line, text) {
      repairsCount++
      if (repairs.length < remarksMax) repairs.push({ line, text })
    },
    toReading: () => ({ linesUsed, linesIgnored, ignored, repairsCount, repairs }),
  }
}
