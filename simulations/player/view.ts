// What a view is: a picture of a result with the numbers behind it. The same drawing serves the
// server, which has no script, and the player.

import type { ReactNode } from 'react'
import type {
  AnyScenario,
  AnyScenarioCore,
  AnyScenarioWords,
  Mode,
  Result,
  Table,
  Value,
} from '../engine/index.ts'

export type Values = Readonly<Record<string, Value>>

/** A run that a view needs beside the one on the page; small, because the server does it too. */
export interface SideRun {
  readonly values: Values
  readonly mode: Mode
}

export interface Drawn {
  readonly values: Values
  readonly result: Result
  /** Results of the side runs, by their names; missing while they are computed. */
  readonly others: Readonly<Record<string, Result>>
}

export interface View {
  readonly id: string
  readonly title: string
  /** What to look at, one or two sentences with the numbers of this result. */
  readonly takeaway: (drawn: Drawn) => ReactNode
  readonly sideRuns?: (values: Values) => Readonly<Record<string, SideRun>>
  /** Draws without state. Nothing if there is nothing to draw for these values. */
  readonly draw: (drawn: Drawn) => ReactNode
  /** The numbers behind the picture. */
  readonly table: (drawn: Drawn) => Table | undefined
  /** Parts that rest on something nobody stated. */
  readonly inference?: string | ((values: Values) => string | undefined)
}

/** A number somebody can guess before running. */
export interface Guessable {
  readonly id: string
  /** e.g. `Entries that the list visits while all are created` */
  readonly asks: string
  readonly unit?: string
  readonly min: number
  readonly max: number
  readonly answer: (drawn: Drawn) => number | undefined
}

/** Where a number comes from; numbers on the page link here. */
export interface Formula {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly source: string
  readonly href?: string
  readonly isInference?: true
}

/** A scenario as readers meet it, apart from its pictures. */
export interface Face {
  readonly words: AnyScenarioWords
  /**
   * Given where a run takes a few milliseconds: the page then does it itself, so that what is dragged
   * moves with the hand.
   */
  readonly core?: AnyScenarioCore
  readonly guesses: readonly Guessable[]
  /** Keys of its own views, beside those of every player. */
  readonly keys?: readonly (readonly [key: string, meaning: string])[]
}

/** As a server draws it: with all that the player need not carry. */
export interface StillFace extends Face {
  readonly scenario: AnyScenario
  readonly views: readonly View[]
  /** The result in one small picture, for the margin of a position; the view's own if left out. */
  readonly sketch?: (drawn: Drawn) => ReactNode
  readonly formulas: readonly Formula[]
}

/** The view that a preset opens, or the first. */
export function findView({ views }: Pick<StillFace, 'views'>, id: string | undefined): View {
  const view = views.find((candidate) => candidate.id === id) ?? views[0]
  if (view === undefined) throw new RangeError('Unexpected face without views, expected one')
  return view
}
