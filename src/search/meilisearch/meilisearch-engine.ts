// Search by Meilisearch: instant, forgiving with prose, exact with identifiers. A server that fails
// costs the one request that noticed; it is asked again by itself, not at a reader's cost.

import { MeilisearchApiError, type MultiSearchQuery } from 'meilisearch'
import {
  type EngineAnswer,
  hitMarkStart,
  type SearchDocument,
  type SearchFacet,
  type SearchRequest,
  searchFacets,
} from '#domain'
import { dropStopWords } from '../drop-stop-words.ts'
import {
  type AnswerLimits,
  type EngineHealth,
  EngineStarting,
  EngineTooSlow,
  type SearchEngine,
} from '../engine.ts'
import { listMarkedTerms } from '../mark-text.ts'
import { hasWords, isOfCode } from '../query.ts'
import { toHit } from '../to-hit.ts'
import { countMarked, listReplaced, listUnseen, marking, toMarkedTerms } from './find-marked.ts'
import { toServerUnusable } from './greet-server.ts'
import { indexOf } from './index-name.ts'
import { createClient, type ServerAddress } from './server-address.ts'
import { documentAttributes, exactAttributes } from './settings.ts'
import { type Found, type FoundAll, toCounts, totalOf } from './to-answer.ts'
import { attributeOf, listChosen, toSelectionFilters } from './to-filter.ts'
import { type AskedWords, toWords } from './to-words.ts'

export interface MeilisearchEngineOptions {
  /** Where it is now, with a key that may search, or why there is none. Asked often. */
  readonly findServer: () => FoundServer
  /** The digest of the edition that is to be searched; another edition's index is never asked. */
  readonly findDigest: () => string | undefined
  readonly indexPrefix: string
}

export type FoundServer =
  | { readonly state: 'ready'; readonly address: ServerAddress }
  | Exclude<EngineHealth, { readonly state: 'ready' }>

export interface MeilisearchEngine extends SearchEngine {
  /**
   * Changes whenever searches begin or cease to be answered here, and never comes back to what it
   * was: an answer kept under it was true for as long as it is the same.
   */
  readonly epoch: () => number
}

const timeoutMs = 2_000
/** How long a failed server is left alone before it is asked, in the background, how it is. */
const askAgainMinMs = 250
const askAgainMaxMs = 5_000

/** What is known of one index on one server. */
interface Target {
  readonly address: ServerAddress
  readonly index: string
  fault: { readonly reason: string; readonly isStarting: boolean } | undefined
  failures: number
  askAgainAt: number
  isAsking: boolean
}

const indexIsBuilding = 'The index of this edition is being built'
const nothingIndexed = { state: 'absent', reason: 'Nothing is indexed yet' } as const

function isSame(a: ServerAddress, b: ServerAddress): boolean {
  return a.url === b.url && a.key === b.key
}

export function createMeilisearchEngine(options: MeilisearchEngineOptions): MeilisearchEngine {
  let target: Target | undefined
  let epoch = 0

  /** The index that searches go to now, or why there is none. */
  const findTarget = (): Target | Exclude<EngineHealth, { readonly state: 'ready' }> => {
    const server = options.findServer()
    const digest = options.findDigest()
    if (server.state !== 'ready' || digest === undefined) {
      if (target !== undefined) epoch += 1
      target = undefined
      return server.state === 'ready' ? nothingIndexed : server
    }
    const index = indexOf(options.indexPrefix, digest)
    if (target?.index !== index || !isSame(target.address, server.address)) {
      const { address } = server
      target = { address, index, fault: undefined, failures: 0, askAgainAt: 0, isAsking: false }
      epoch += 1
    }
    return target
  }

  const noteFailure = (failed: Target, error: unknown) => {
    const isStarting = isMissingIndex(error)
    const reason = isStarting ? indexIsBuilding : toServerUnusable(error, failed.address).message
    if (failed.fault === undefined) epoch += 1
    failed.fault = { reason, isStarting }
    failed.failures += 1
    const pauseMs = Math.min(askAgainMinMs * 2 ** (failed.failures - 1), askAgainMaxMs)
    failed.askAgainAt = performance.now() + pauseMs
  }

  /** Asks in the background, with a search that costs nothing, whether all is well again. */
  const askAgain = (failed: Target) => {
    if (failed.isAsking || performance.now() < failed.askAgainAt) return
    failed.isAsking = true
    const query = { indexUid: failed.index, q: '', limit: 0 }
    searchAll(failed.address, [query], {
      signal: new AbortController().signal,
      deadline: performance.now() + timeoutMs,
    })
      .then(() => {
        failed.fault = undefined
        failed.failures = 0
        epoch += 1
      })
      .catch((error: unknown) => noteFailure(failed, error))
      .finally(() => {
        failed.isAsking = false
      })
  }

  const health = (): EngineHealth => {
    const found = findTarget()
    if ('state' in found) return found
    if (found.fault === undefined) return { state: 'ready' }
    askAgain(found)
    const { isStarting, reason } = found.fault
    return { state: isStarting ? 'starting' : 'failing', reason }
  }

  return {
    name: 'meilisearch',
    label: 'Meilisearch',
    canAnswer: (request) => request.byThread !== true && toWords(request.query) !== undefined,
    health,
    epoch: () => {
      health()
      return epoch
    },
    answer: async (request, limits) => {
      const found = findTarget()
      const asked = toWords(request.query)
      limits.signal.throwIfAborted()
      if ('state' in found || asked === undefined) {
        throw new RangeError('Unexpected request, expected one that this engine can answer now')
      }
      // Time that others took says nothing of the server.
      if (performance.now() >= limits.deadline) {
        throw new EngineTooSlow('The deadline passed before Meilisearch was asked')
      }
      try {
        return await answer(found, request, { asked, limits })
      } catch (error) {
        limits.signal.throwIfAborted()
        noteFailure(found, error)
        if (isMissingIndex(error)) throw new EngineStarting(indexIsBuilding, { cause: error })
        if (isTimeout(error)) throw new EngineTooSlow('Meilisearch took too long', { cause: error })
        throw toServerUnusable(error, found.address)
      }
    },
  }
}

/**
 * Where nothing has the words as they are written, names may be spelled otherwise too; where that finds
 * nothing either, some of the words are enough, and the answer says so.
 */
async function answer(
  target: Target,
  request: SearchRequest,
  { asked, limits }: { readonly asked: AskedWords; readonly limits: AnswerLimits },
): Promise<EngineAnswer> {
  const asking = { target, request, limits, filters: asked.filters }
  const first = await ask({ ...asking, text: asked.text, isExact: asked.isExact })
  const isFound = totalOf(first.main) > 0
  if (isFound || asked.words.length === 0) return await present(first, asking, asked)
  const text = asked.forgivingText
  if (text !== asked.text || asked.isExact) {
    const found = await ask({ ...asking, text })
    if (totalOf(found.main) > 0) return await present(found, { ...asking, text }, asked)
  }
  if (asked.words.length > 1) {
    const some = { ...asking, text, isLoose: true }
    const found = await ask(some)
    if (totalOf(found.main) > 0) return await present(found, some, asked)
  }
  return await present(first, asking, asked)
}

interface Asking {
  readonly target: Target
  readonly request: SearchRequest
  readonly limits: AnswerLimits
  readonly filters: readonly string[]
  readonly text?: string
  readonly isExact?: boolean
  /** Whether some of the words are enough. */
  readonly isLoose?: boolean
}

/** One call: the hits, and for each facet with a choice the counts as if nothing were chosen in it. */
async function ask(asking: Asking): Promise<FoundAll> {
  const { request, target, limits } = asking
  const { withFacets = true } = request
  const chosen = withFacets ? listChosen(request.selection) : []
  const isFree = (facet: SearchFacet) => !chosen.includes(facet)
  const main: MultiSearchQuery = {
    ...toQuery(asking),
    ...toPage(request),
    attributesToRetrieve: [...documentAttributes],
    ...(withFacets && { facets: searchFacets.filter(isFree).map((facet) => attributeOf[facet]) }),
  }
  const others = chosen.map((facet) => ({
    ...toQuery(asking, facet),
    limit: 0,
    facets: [attributeOf[facet]],
  }))
  const [first, ...rest] = await searchAll(target.address, [main, ...others], limits)
  if (first === undefined) throw new RangeError('Unexpected absence of an answer to a query')
  return {
    main: first,
    others: new Map(chosen.flatMap((facet, at) => (rest[at] ? [[facet, rest[at]]] : []))),
  }
}

function toQuery(
  { target, request, filters, text = '', isExact, isLoose }: Asking,
  except?: SearchFacet,
): MultiSearchQuery {
  return {
    indexUid: target.index,
    q: text,
    matchingStrategy: isLoose ? 'frequency' : 'all',
    filter: [...filters, ...toSelectionFilters(request.selection, except)],
    ...(isExact && { attributesToSearchOn: [...exactAttributes] }),
  }
}

function toPage(request: SearchRequest) {
  return { offset: request.offset, limit: request.limit, ...toSort(request) }
}

/**
 * Marks what was looked for. Where a document shows nothing of it, or a word stands in none, Meilisearch
 * found something else for it, and is asked what: that is dear, and seldom.
 */
async function present(found: FoundAll, asking: Asking, asked: AskedWords): Promise<EngineAnswer> {
  const documents = found.main.hits
  const query = asking.request.query && dropStopWords(asking.request.query)
  const terms = listMarkedTerms(query)
  const hits = documents.map((document) => toHit(document, terms))
  const rest = { ...toCounts(found), isLoose: asking.isLoose ?? false }
  const unseen = listUnseen(asked.words, documents)
  const isAllMarked = hits.every(({ title, excerpt }) =>
    `${title}${excerpt}`.includes(hitMarkStart),
  )
  if (documents.length === 0 || terms.length === 0 || (unseen.length === 0 && isAllMarked)) {
    return { ...rest, hits, replaced: [] }
  }
  const again = {
    ...toQuery(asking),
    ...toPage(asking.request),
    ...marking,
    attributesToRetrieve: ['id'],
  }
  const [shown] = await searchAll(asking.target.address, [again], asking.limits)
  const marked = countMarked((shown?.hits ?? []).map(({ _formatted = {} }) => _formatted))
  const allTerms = [...terms, ...toMarkedTerms(marked)]
  return {
    ...rest,
    hits: documents.map((document) => toHit(document, allTerms)),
    replaced: asking.isLoose ? [] : listReplaced(unseen, marked),
  }
}

function toSort({ order, query }: SearchRequest): { readonly sort?: string[] } {
  if (order === 'oldest') return { sort: ['fromMs:asc'] }
  if (order === 'newest' || !hasWords(query)) return { sort: ['fromMs:desc'] }
  return isOfCode(query) ? { sort: ['saidRank:asc'] } : {}
}

async function searchAll(
  address: ServerAddress,
  queries: MultiSearchQuery[],
  { signal, deadline }: AnswerLimits,
): Promise<readonly Found[]> {
  const remainingMs = Math.max(1, Math.min(deadline - performance.now(), timeoutMs))
  const either = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(remainingMs))])
  const client = createClient(address, { timeoutMs })
  const { results } = await client.multiSearch<{ queries: MultiSearchQuery[] }, SearchDocument>(
    { queries },
    { signal: either },
  )
  return results
}

function isMissingIndex(error: unknown): boolean {
  return error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found'
}

function isTimeout(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError') return true
  }
  return false
}
