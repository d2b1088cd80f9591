// What became of a proposal, in one word, with a shape beside the colour.

import type { OutcomeState } from '#domain'

const words: Record<OutcomeState, string> = {
  proposed: 'Proposed',
  'under-review': 'Under review',
  merged: 'Merged',
  rejected: 'Rejected',
  superseded: 'Superseded',
  stalled: 'Stalled',
  unknown: 'Outcome unknown',
}

export function OutcomeLabel({ state }: { readonly state: OutcomeState }) {
  return <span className={`outcome o-${state}`}>{words[state]}</span>
}

/** The word inside a sentence, e.g. `under review`. */
export function toOutcomeWord(state: OutcomeState): string {
  return words[state].toLowerCase()
}
