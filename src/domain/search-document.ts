// What search finds: small documents, each of which lands on one anchor of one page.

import type { OutcomeState, Stance } from './stance.ts'

export const documentKinds = ['entry', 'section', 'position', 'person', 'topic'] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface SearchDocument {
  /** Unique: letters, digits, `-` and `_` only, because Meilisearch allows no others. */
  readonly id: string
  readonly kind: DocumentKind
  readonly title: string
  /** The words of ours: claim, prose, summary. */
  readonly text: string
  /** The words of others: the quote of a position. */
  readonly quote: string
  /** Other names: aliases, subjects, commit ids, Message-IDs, separated by spaces or new lines. */
  readonly names: string
  /** Path and anchor, e.g. `/threads/x86-64-16k-stacks#position-kim-rfc`. */
  readonly url: string
  /** The thread it belongs to, or empty. */
  readonly thread: string
  readonly threadTitle: string
  readonly person: string
  readonly personName: string
  readonly stance: Stance | ''
  readonly outcome: OutcomeState | ''
  /** The first day it can mean, `YYYY-MM-DD`, or empty. */
  readonly date: string
  readonly topics: readonly string[]
  readonly lists: readonly string[]
}
