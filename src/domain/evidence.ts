// How far a quotation has been compared with what it quotes.

import type { MessageId } from './message-id.ts'

export const evidenceMarks = ['verified', 'read', 'edited', 'retold', 'unchecked'] as const
export type EvidenceMark = (typeof evidenceMarks)[number]

/** What each mark promises, in the words the page uses. */
export const evidenceMeanings: Record<EvidenceMark, string> = {
  verified: 'compared by machine with the message in the archive',
  read: 'compared by eye with a copy of the source',
  edited: 'the words differ from the message; the page shows how',
  retold: 'known only from a secondary source',
  unchecked: 'not yet compared with the source',
}

export const evidenceSigns: Record<EvidenceMark, string> = {
  verified: '✓',
  read: '✓',
  edited: '≈',
  retold: '❝',
  unchecked: '○',
}

/** What a machine found when it compared a quotation with the message it cites. */
export interface QuoteVerdict {
  readonly found: 'verified' | 'edited'
  readonly messageId: MessageId
  /** The first and the last line, from 1, in the text of the message as its page shows it. */
  readonly lines: LineRange
  /** The day on which it was compared, e.g. `2026-11-25`. */
  readonly on: string
  /** The quotation word by word beside the message, where they differ. */
  readonly changes?: readonly WordChange[]
  /** The list in this site's archive that holds the message; absent where none does. */
  readonly heldOn?: string
}

export type LineRange = readonly [first: number, last: number]

/** Words that both have, only the message has, or only the quotation has. */
export interface WordChange {
  readonly in: 'both' | 'message' | 'quote'
  readonly words: string
}
