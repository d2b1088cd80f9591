// Search of archived mail, always by SQLite: which messages match, in order; then, of those that are
// shown, the line that matched.

import {
  type EngineAnswer,
  type FacetSelection,
  listDemands,
  noFacetCounts,
  type QueryNode,
  type SearchHit,
  type SearchRequest,
  searchFacets,
} from '#domain'
import { listMessages, readMessageDocument, type Store, searchMail } from '#store'
import { dropStopWords } from '../drop-stop-words.ts'
import { type AnswerLimits, requireTime } from '../engine.ts'
import { listMarkedTerms } from '../mark-text.ts'
import { hasWords } from '../query.ts'
import { toMailCondition } from './to-mail-condition.ts'
import { toMailHit } from './to-mail-hit.ts'

export interface MailSearch {
  /** Costs little however many match: nothing is read but numbers. */
  readonly find: (request: SearchRequest, limits: AnswerLimits) => Promise<FoundMail>
  readonly show: (
    mail: { readonly ids: readonly number[]; readonly query: QueryNode | undefined },
    limits: AnswerLimits,
  ) => Promise<readonly SearchHit[]>
}

export interface FoundMail {
  /** The first ones in order, as many as were asked for, and when each was sent. */
  readonly ids: readonly number[]
  readonly sentMs: readonly number[]
  /** By message, where they are by thread: how many others of its thread match. */
  readonly others: readonly number[]
  readonly total: number
  readonly facets: EngineAnswer['facets']
}

/** @param store gives the open store; it may be another one each time */
export function createMailSearch(store: () => Store): MailSearch {
  return {
    find: async (request, limits) => {
      requireTime(limits)
      return find(store(), request)
    },
    show: async ({ ids, query }, limits) => {
      requireTime(limits)
      return show(store(), ids, query)
    },
  }
}

function find(store: Store, request: SearchRequest): FoundMail {
  const { query, selection, order, offset, limit, byThread = false } = request
  if (isOfEntriesOnly(selection)) return nothingFound()
  const { list, year } = selection
  const isRanked = order === 'relevance' && hasWords(query)
  const found = searchMail(store, toMailCondition(query), {
    order: order === 'relevance' && !isRanked ? 'newest' : order,
    offset,
    limit,
    byThread,
    ...(isChosen(list) && { lists: list }),
    ...(isChosen(year) && { years: year.map(Number) }),
    ...(isRanked && toSubject(query)),
  })
  const kind = found.total === 0 ? [] : [{ value: 'message', count: found.total }]
  if (isChosen(selection.kind) && !selection.kind.includes('message')) {
    return { ...nothingFound(), facets: { ...noFacetCounts(), kind } }
  }
  const { ids, sentMs, others, total, lists, years } = found
  return {
    ids,
    sentMs,
    others,
    total,
    facets: { ...noFacetCounts(), kind, list: lists, year: years },
  }
}

/** The words of a query that is nothing but words, or words of a subject. */
function toSubject(query: QueryNode | undefined): { readonly subject?: string } {
  const demands = listDemands(query)
  const texts = demands.flatMap((child) =>
    (child.kind === 'word' || child.kind === 'phrase') &&
    (child.field === undefined || child.field === 'subject')
      ? child.text
      : [],
  )
  return texts.length === 0 || texts.length < demands.length ? {} : { subject: texts.join(' ') }
}

const facetsOfMail = ['kind', 'list', 'year']

/** Whether something is chosen that mail does not have. */
function isOfEntriesOnly(selection: FacetSelection): boolean {
  return searchFacets.some((facet) => isChosen(selection[facet]) && !facetsOfMail.includes(facet))
}

function isChosen(values: readonly string[] | undefined): values is readonly string[] {
  return values !== undefined && values.length > 0
}

function nothingFound(): FoundMail {
  return { ids: [], sentMs: [], others: [], total: 0, facets: noFacetCounts() }
}

function show(
  store: Store,
  ids: readonly number[],
  query: QueryNode | undefined,
): readonly SearchHit[] {
  const terms = listMarkedTerms(query && dropStopWords(query))
  return listMessages(store, ids).map((message) =>
    toMailHit(message, readMessageDocument(store, message.id), terms),
  )
}
