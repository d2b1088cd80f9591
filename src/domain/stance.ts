// The words for what somebody took: where they stood, about what, and how it answers others.

export const stances = [
  'proposes',
  'supports',
  'supports-if',
  'opposes',
  'alternative',
  'asks',
  'informs',
] as const
export type Stance = (typeof stances)[number]

/** What each stance means, for legends, help and the authoring guide. */
export const stanceMeanings: Record<Stance, string> = {
  proposes: 'brings the change to the list',
  supports: 'wants the change as it stands',
  'supports-if': 'wants the change under a condition',
  opposes: 'does not want the change',
  alternative: 'wants the problem solved another way',
  asks: 'asks a question the change must answer',
  informs: 'adds a fact without taking a side',
}

/** The shape beside the colour, so that a stance is told without colour. */
export const stanceShapes: Record<Stance, string> = {
  proposes: '◆',
  supports: '●',
  'supports-if': '◐',
  opposes: '■',
  alternative: '▲',
  asks: '?',
  informs: 'i',
}

export const scopes = ['problem', 'approach', 'detail'] as const
/** What a position is about: whether there is a problem, how to solve it, or one detail of it. */
export type Scope = (typeof scopes)[number]

export const replyKinds = ['supports', 'rebuts', 'answers'] as const
/** How a position takes up an earlier one. */
export type ReplyKind = (typeof replyKinds)[number]

export const outcomeStates = [
  'proposed',
  'under-review',
  'merged',
  'rejected',
  'superseded',
  'stalled',
  'unknown',
] as const
/** What became of the proposal. Unknown is allowed; a guess is not. */
export type OutcomeState = (typeof outcomeStates)[number]
