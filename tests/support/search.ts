// Searching in tests: whole small documents, queries as text, and trees in a form that reads easily.

import type { QueryNode, SearchDocument, SearchRequest } from '#domain'
import { parseQuery } from '#search'
import { findDocuments, type Store } from '#store'

/** The moment it is in tests, for dates such as `last.week`. */
export const nowMs = Date.UTC(2026, 10, 25, 12)

export function aSearchDocument(overrides: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id: 'section-x--y--1',
    kind: 'section',
    title: 'A section',
    text: '',
    quote: '',
    names: '',
    subjects: '',
    url: '/threads/x#y',
    thread: 'x',
    threadTitle: 'A thread',
    person: '',
    personName: '',
    stance: '',
    outcome: '',
    date: '',
    until: '',
    topics: [],
    lists: [],
    subsystems: [],
    simulations: [],
    messageIds: [],
    commits: [],
    ...overrides,
  }
}

/** The tree of a query that must be right. */
export function toQuery(text: string, { isTyping = false } = {}): QueryNode {
  const { query, problem } = parseQuery(text, { isTyping, nowMs })
  if (query === undefined)
    throw new Error(problem?.message ?? `Unexpected query without a term: ${text}`)
  return query
}

export function aRequest(text: string, overrides: Partial<SearchRequest> = {}): SearchRequest {
  return {
    ...(text !== '' && { query: toQuery(text) }),
    selection: {},
    order: 'relevance',
    offset: 0,
    limit: 100,
    ...overrides,
  }
}

/** The documents with these words, as the store finds them. */
export function findInStore(store: Store, text: string): readonly SearchDocument[] {
  return findDocuments(store, { ...aRequest(text), deadline: Number.POSITIVE_INFINITY }).documents
}

/** A tree on one line, e.g. `and(stack not(rc7) stance=opposes)`; places are left out. */
export function drawQuery(node: QueryNode | undefined): string {
  if (node === undefined) return '—'
  switch (node.kind) {
    case 'word':
    case 'phrase': {
      const text = node.kind === 'phrase' ? `"${node.text}"` : node.text
      return `${node.field === undefined ? '' : `${node.field}~`}${text}${node.isPrefix ? '*' : ''}`
    }
    case 'facet':
      return `${node.facet}=${node.values.join('|')}`
    case 'name':
      return `${node.of}=${node.value}${node.isPrefix ? '*' : ''}`
    case 'range': {
      const show = (end: number | undefined) =>
        end === undefined ? '' : node.of === 'year' ? String(end) : new Date(end).toISOString()
      return `${node.of}=${show(node.from)}..${show(node.to)}`
    }
    case 'not':
    case 'thread':
      return `${node.kind}(${drawQuery(node.child)})`
    default:
      return `${node.kind}(${node.children.map(drawQuery).join(' ')})`
  }
}
