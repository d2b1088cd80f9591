// A reader's query as a tree. It knows nothing of any engine's syntax, and every node knows its place
// in the text, so that whoever cannot answer a part can point at it.

import type { SearchFacet } from './search-request.ts'

/** Where it stands in the text: offsets in UTF-16 code units, the end excluded. */
export interface QueryPlace {
  readonly start: number
  readonly end: number
}

export const textFields = ['subject', 'body', 'subject-and-body', 'quoted', 'unquoted'] as const

/** What only archived mail has: headers, and the parts of diffs. */
export const mailFields = [
  'from',
  'to',
  'cc',
  'to-and-cc',
  'addresses',
  'attachments',
  'files',
  'functions',
  'removed',
  'added',
  'context',
  'old-blobs',
  'new-blobs',
  'blobs',
] as const
export type MailField = (typeof mailFields)[number]

/**
 * The part of a document or mail in which words are looked for.
 * `subject` is its title and the subjects of its mails; `quoted` are the words of others, `unquoted`
 * ours; `body` is both.
 */
export type TextField = (typeof textFields)[number] | MailField

export function isMailField(field: TextField | undefined): field is MailField {
  return mailFields.some((known) => known === field)
}

/** A word as it was typed; to an index it may be several, e.g. `x86-64`, which then stand in a row. */
export interface WordNode {
  readonly kind: 'word'
  readonly text: string
  /** Whether it is only the beginning of a word: `word*`, or the last word while somebody types. */
  readonly isPrefix: boolean
  /** Everywhere if absent. */
  readonly field?: TextField
  readonly place: QueryPlace
}

/** Words in a row, exactly as they stand between the quotation marks. */
export interface PhraseNode {
  readonly kind: 'phrase'
  readonly text: string
  /** Whether its last word is only the beginning of one. */
  readonly isPrefix: boolean
  readonly field?: TextField
  readonly place: QueryPlace
}

/** The document has one of these values of the facet; none if there is no value. */
export interface FacetNode {
  readonly kind: 'facet'
  readonly facet: SearchFacet
  readonly values: readonly string[]
  /** What a mail is asked instead: words of its headers, as they were typed. */
  readonly header?: {
    readonly field: MailField
    readonly text: string
    /** Whether it is only the beginning of a word. */
    readonly isPrefix: boolean
  }
  readonly place: QueryPlace
}

/**
 * The document is or rests on this message or commit, or on one whose name begins so; a mail also has
 * the patch with this id, which nothing else has.
 */
export interface NameNode {
  readonly kind: 'name'
  readonly of: 'message' | 'commit' | 'patch'
  readonly value: string
  readonly isPrefix: boolean
  readonly place: QueryPlace
}

/**
 * Both ends belong to it; an end that is absent is open. `date` is in milliseconds since the epoch
 * and matches what can have happened in the range: `2014-10` can be `2014-10-02`. `received` is when a
 * mail reached its list, which nothing else has.
 */
export interface RangeNode {
  readonly kind: 'range'
  readonly of: 'date' | 'received' | 'year'
  readonly from?: number
  readonly to?: number
  readonly place: QueryPlace
}

/** At least two children. */
export interface GroupNode {
  readonly kind: 'and' | 'or'
  readonly children: readonly QueryNode[]
  readonly place: QueryPlace
}

export interface NotNode {
  readonly kind: 'not'
  readonly child: QueryNode
  readonly place: QueryPlace
}

/** It is in a thread in which something matches: another mail, another part of the same entry. */
export interface ThreadNode {
  readonly kind: 'thread'
  readonly child: QueryNode
  readonly place: QueryPlace
}

export type QueryLeaf = WordNode | PhraseNode | FacetNode | NameNode | RangeNode
export type QueryNode = QueryLeaf | GroupNode | NotNode | ThreadNode

/** The parts of a query that must all match; none where everything is asked for. */
export function listDemands(query: QueryNode | undefined): readonly QueryNode[] {
  if (query === undefined) return []
  return query.kind === 'and' ? query.children : [query]
}
