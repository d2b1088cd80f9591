// What search finds: small documents, each of which lands on one anchor of one page.

import type { PartialDate } from './partial-date.ts'
import type { OutcomeState, Stance } from './stance.ts'

export const documentKinds = [
  'entry',
  'section',
  'position',
  'quote',
  'figure',
  'retelling',
  'revision',
  'follow-up',
  'message',
  'person',
  'topic',
  'simulation',
] as const
/** `section` is one paragraph of an entry's text; `message` a mail as an entry lists it. */
export type DocumentKind = (typeof documentKinds)[number]

/** What somebody said, as against pages and what is told about them. */
export function isSaid(kind: DocumentKind | undefined): boolean {
  return kind === 'position' || kind === 'quote'
}

export interface SearchDocument {
  /** Unique: letters, digits, `-` and `_` only, because Meilisearch allows no others. */
  readonly id: string
  readonly kind: DocumentKind
  readonly title: string
  /** The words of ours: claim, prose, summary, the cells of a figure. */
  readonly text: string
  /** The words of others: the quote of a position, a quotation, what a retelling says. */
  readonly quote: string
  /** Other names people search for: aliases, roles, releases, one on each line. */
  readonly names: string
  /** The subjects of the mails it rests on, one on each line. */
  readonly subjects: string
  /** Path and anchor, e.g. `/threads/x86-64-16k-stacks#position-kim-rfc`. */
  readonly url: string
  /** The thread it belongs to, or empty. */
  readonly thread: string
  readonly threadTitle: string
  /** Who said or wrote it, or empty. */
  readonly person: string
  readonly personName: string
  readonly stance: Stance | ''
  readonly outcome: OutcomeState | ''
  /** As precise as the source gives it, e.g. `before 2014-10`; empty where nothing has a date. */
  readonly date: PartialDate | ''
  /** The end of what took a while, such as a discussion; empty where it is not known or one day. */
  readonly until: PartialDate | ''
  readonly topics: readonly string[]
  readonly lists: readonly string[]
  readonly subsystems: readonly string[]
  /** The simulations that can be run there. */
  readonly simulations: readonly string[]
  /** The mails it is or rests on. */
  readonly messageIds: readonly string[]
  /** 12 to 40 hexadecimal digits each. */
  readonly commits: readonly string[]
}
