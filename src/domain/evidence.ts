// How far a quotation has been compared with what it quotes.

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
