// A reader's question, from the words typed to hits: reads it, finds out what its names mean, sends it
// to the first engine that is well and can answer it exactly, and to the next one when that fails.

import {
  type EngineAnswer,
  type FacetSelection,
  type FacetValue,
  isMailField,
  listDemands,
  noFacetCounts,
  outcomeStates,
  type QueryNode,
  type SearchFacet,
  type SearchHit,
  type SearchOrder,
  type SearchRequest,
  searchFacets,
  stances,
  type WordReplacement,
} from '#domain'
import {
  listSearchNames,
  type NamedFacet,
  QuestionTooLarge,
  type SearchNames,
  type Store,
} from '#store'
import { type AnswerLimits, EngineStarting, EngineTooSlow, type SearchEngine } from './engine.ts'
import { explainQuery } from './explain-query.ts'
import { addFacets, mergeByDate, takeTurns } from './join-answers.ts'
import type { MailSearch } from './mail/mail-search.ts'
import { parseQuery, type QueryProblem } from './parse-query.ts'
import { hasWords } from './query.ts'
import { resolveQuery, type SearchNote } from './resolve-query.ts'
import { sqliteNames } from './sqlite-engine.ts'

export const hitsPerPage = 20
/** For programs, which may ask for more at once. */
export const hitsPerPageMax = 100
/** Who turns this many pages wants another query, and deep pages cost as much as all before them. */
export const pageMax = 50

/** How long all engines together may take. */
const answerTimeoutMs = 2_000
/** What is kept for the next engine when one fails slowly. */
const engineTimeoutMs = 800

export interface SearchQuestion {
  readonly text: string
  readonly selection?: FacetSelection
  readonly order?: SearchOrder
  /** From 1. */
  readonly page?: number
  readonly perPage?: number
  /** Whether the reader goes on typing. */
  readonly isTyping?: boolean
  /** Whether facets are counted, which costs time; yes if absent. */
  readonly withFacets?: boolean
  /** Whether of each thread only what comes first is a hit; no if absent. */
  readonly byThread?: boolean
}

export interface SearchAnswer {
  readonly question: Required<SearchQuestion>
  readonly hits: readonly SearchHit[]
  readonly total: number
  readonly isTotalExact: boolean
  readonly pages: number
  /**
   * With their labels; values that were chosen are there even where they would show nothing. Without a
   * value where the question does without them.
   */
  readonly facets: Readonly<Record<SearchFacet, readonly FacetValue[]>>
  /** Who answered; absent where no engine had to be asked. */
  readonly engine?: { readonly name: string; readonly label: string }
  /** Why an engine that could have answered did not, one sentence each. */
  readonly passedOver: readonly string[]
  /** The lists whose mail has hits, most first. */
  readonly mailLists: readonly string[]
  readonly tookMs: number
  /** How the query was read, in words. */
  readonly explanation: string
  readonly notes: readonly SearchNote[]
  /** What was looked for instead of words that stand nowhere, and the query written so. */
  readonly corrected?: { readonly text: string; readonly words: readonly WordReplacement[] }
  readonly isLoose: boolean
  /** What is wrong with the query; then there are no hits. */
  readonly problem?: QueryProblem
}

export interface Search {
  readonly answer: (question: SearchQuestion, signal?: AbortSignal) => Promise<SearchAnswer>
  readonly names: () => SearchNames
}

export interface SearchParts {
  readonly store: () => Store
  /** In the order in which they are asked. */
  readonly engines: readonly SearchEngine[]
  /** Finds archived mail, if any is to be found. */
  readonly mail?: MailSearch
  readonly now: () => number
  readonly log: (line: string) => void
}

/** No engine answered. */
export class NoEngineAnswered extends Error {
  override name = 'NoEngineAnswered'
}

export function createSearch(parts: SearchParts): Search {
  return {
    answer: (question, signal = new AbortController().signal) => answer(parts, question, signal),
    names: () => listSearchNames(parts.store()),
  }
}

async function answer(
  parts: SearchParts,
  given: SearchQuestion,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const started = performance.now()
  const question = complete(given)
  const nothing = toNothing(question)
  const { text } = question
  const parsed = parseQuery(text, { isTyping: question.isTyping, nowMs: parts.now() })
  if (parsed.problem !== undefined) return { ...nothing, problem: parsed.problem }
  if (question.page > pageMax) {
    const message = `Unexpected page ${question.page}, expected at most ${pageMax}; more words find less`
    return { ...nothing, problem: { message, place: { start: 0, end: text.length } } }
  }
  const isAsking = parsed.query !== undefined || Object.keys(question.selection).length > 0
  if (!isAsking) return nothing

  const names = listSearchNames(parts.store())
  const { query, notes, isImpossible } = resolveQuery(parsed.query, {
    text,
    names,
    isTyping: question.isTyping,
  })
  const explanation = explainQuery(query ?? parsed.query, names)
  const tookMs = () => performance.now() - started
  if (isImpossible) return { ...nothing, notes, explanation, tookMs: tookMs() }

  const request: SearchRequest = {
    ...(query !== undefined && { query }),
    selection: question.selection,
    order: question.order,
    offset: (question.page - 1) * question.perPage,
    limit: question.perPage,
    withFacets: question.withFacets,
    byThread: question.byThread,
  }
  const asked =
    parts.mail !== undefined && names.hasMail
      ? askBoth({ ...parts, mail: parts.mail }, request, signal)
      : ask(parts, request, signal)
  const answered = await asked.catch(toTooLarge)
  if (answered instanceof QuestionTooLarge) {
    const problem = { message: answered.message, place: { start: 0, end: text.length } }
    return { ...nothing, notes, explanation, tookMs: tookMs(), problem }
  }
  const { engine, given: found, passedOver } = answered
  return {
    question,
    hits: found.hits,
    total: found.total,
    isTotalExact: found.isTotalExact,
    pages: Math.min(pageMax, Math.ceil(found.total / question.perPage)),
    facets: question.withFacets
      ? labelFacets(found.facets, question.selection, names)
      : nothing.facets,
    engine: { name: engine.name, label: engine.label },
    passedOver,
    mailLists: answered.mailLists ?? [],
    tookMs: tookMs(),
    explanation,
    notes,
    ...(found.replaced.length > 0 && {
      corrected: { text: rewrite(question.text, found.replaced), words: found.replaced },
    }),
    isLoose: found.isLoose,
  }
}

function complete(given: SearchQuestion): Required<SearchQuestion> {
  const selection = Object.fromEntries(
    Object.entries(given.selection ?? {}).filter(([, values]) => values.length > 0),
  )
  return {
    text: given.text,
    selection,
    order: given.order ?? 'relevance',
    page: toCount(given.page, { fallback: 1, most: Number.MAX_SAFE_INTEGER }),
    perPage: toCount(given.perPage, { fallback: hitsPerPage, most: hitsPerPageMax }),
    isTyping: given.isTyping ?? false,
    withFacets: given.withFacets ?? true,
    byThread: given.byThread ?? false,
  }
}

function toCount(
  given: number | undefined,
  { fallback, most }: { readonly fallback: number; readonly most: number },
): number {
  const count = Math.trunc(given ?? fallback)
  return count >= 1 ? Math.min(count, most) : fallback
}

function toNothing(question: Required<SearchQuestion>): SearchAnswer {
  return {
    question,
    hits: [],
    total: 0,
    isTotalExact: true,
    pages: 0,
    facets: noFacetCounts(),
    passedOver: [],
    mailLists: [],
    tookMs: 0,
    explanation: '',
    notes: [],
    isLoose: false,
  }
}

/** A question that is too large is the reader's to change; any other failure is thrown on. */
function toTooLarge(error: unknown): QuestionTooLarge {
  const cause = error instanceof NoEngineAnswered ? error.cause : error
  if (cause instanceof QuestionTooLarge) return cause
  throw error
}

/** An answer, who gave it, and who could not. */
interface Given {
  readonly engine: Pick<SearchEngine, 'name' | 'label'>
  readonly given: EngineAnswer
  readonly passedOver: readonly string[]
  /** The lists whose mail is in it, most first. */
  readonly mailLists?: readonly string[]
}

/** The first engine that is well and can; when it fails, the next one. */
async function ask(
  { engines, log }: SearchParts,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<Given> {
  const passedOver: string[] = []
  const end = performance.now() + answerTimeoutMs
  const able = engines.filter((engine) => engine.canAnswer(request))
  let failure: unknown
  for (const [index, engine] of able.entries()) {
    const health = engine.health()
    if (health.state !== 'ready') {
      if (health.state !== 'absent') passedOver.push(`${engine.label} ${stateWords[health.state]}`)
      continue
    }
    const isLast = index === able.length - 1
    const deadline = isLast ? end : Math.min(end, performance.now() + engineTimeoutMs)
    try {
      const given = await answerInTime((within) => engine.answer(request, within), {
        name: engine.name,
        limits: { signal, deadline },
      })
      return { engine, given, passedOver }
    } catch (error) {
      // Whoever asked has gone; no other engine need be troubled.
      if (signal.aborted) throw error
      failure = error
      passedOver.push(`${engine.label} ${toFailureWords(error)}`)
      log(`search: ${toLogLine(engine.name, error)}`)
    }
  }
  throw new NoEngineAnswered('Unexpected failure of every search engine, expected one to answer', {
    cause: failure,
  })
}

/** Entries and mail in one row. Where mail cannot be searched in time, the entries are the answer. */
async function askBoth(
  parts: SearchParts & { readonly mail: MailSearch },
  request: SearchRequest,
  signal: AbortSignal,
): Promise<Given> {
  const { mail, log } = parts
  const { query, offset, limit } = request
  const limits = { signal, deadline: performance.now() + answerTimeoutMs }
  const isRanked = request.order === 'relevance' && hasWords(query)
  const end = offset + limit
  // Taking turns, at most half of what comes before a page is of one kind.
  const first = isRanked ? { offset: Math.floor(offset / 2), limit } : { offset: 0, limit: end }
  const askDocuments = async (range: Pick<SearchRequest, 'offset' | 'limit'>): Promise<Given> =>
    isOfMailOnly(query)
      ? { engine: sqliteNames, given: nothingGiven(), passedOver: [] }
      : await ask(parts, { ...request, ...range }, signal)
  const passedOver: string[] = []
  const askMail = async <Answer>(asking: (limits: AnswerLimits) => Promise<Answer>) => {
    try {
      return await answerInTime(asking, { name: 'mail', limits })
    } catch (error) {
      signal.throwIfAborted()
      passedOver.push(`The search of mail ${toFailureWords(error)}`)
      log(`search: ${toLogLine('mail', error)}`)
      return undefined
    }
  }
  const withoutMail = async (asked: Given): Promise<Given> => {
    // Behind the first page, others were asked for than are shown.
    const alone = offset === 0 ? asked : await askDocuments({ offset, limit })
    return { ...alone, passedOver: [...alone.passedOver, ...passedOver] }
  }
  const [asked, found] = await Promise.all([
    askDocuments(first),
    askMail((within) => mail.find({ ...request, offset: 0, limit: end }, within)),
  ])
  if (found === undefined) return await withoutMail(asked)
  // Mail that has the words as they were typed is better than entries that have others.
  const isOff = asked.given.isLoose || asked.given.replaced.length > 0
  const given = isOff && found.total > 0 ? nothingGiven() : asked.given
  const turns = isRanked
    ? takeTurns({
        documents: given.total,
        mail: found.total,
        begins: isOfMailOnly(query) ? 'mail' : 'documents',
        from: offset,
        to: end,
      })
    : mergeByDate({
        documents: given.hits,
        sentMs: found.sentMs,
        order: request.order === 'oldest' ? 'oldest' : 'newest',
        from: offset,
        to: end,
      })
  const wanted = turns.filter(({ of }) => of === 'documents').map(({ at }) => at)
  const hits = await readHits(given.hits, wanted, { first, askDocuments })
  const ids = turns.flatMap(({ of, at }) => (of === 'mail' ? (found.ids[at] ?? []) : []))
  const shown = await askMail((within) => mail.show({ ids, query }, within))
  if (shown === undefined) return await withoutMail(asked)
  const othersById = new Map(found.ids.map((id, at) => [id, found.others[at] ?? 0]))
  const hitById = new Map(
    ids.map((id, at) => {
      const hit = shown[at]
      if (hit === undefined || request.byThread !== true) return [id, hit]
      return [id, { ...hit, others: othersById.get(id) ?? 0 }]
    }),
  )
  return {
    engine: asked.engine,
    given: {
      ...given,
      hits: turns.flatMap(({ of, at }) =>
        of === 'documents' ? (hits.get(at) ?? []) : (hitById.get(found.ids[at] ?? -1) ?? []),
      ),
      total: given.total + found.total,
      facets: addFacets(given.facets, found.facets),
    },
    passedOver: asked.passedOver,
    mailLists: found.total === 0 ? [] : found.facets.list.map(({ value }) => value),
  }
}

/** The documents at these places of the whole row, asked for again where others were given. */
async function readHits(
  given: EngineAnswer['hits'],
  wanted: readonly number[],
  {
    first,
    askDocuments,
  }: {
    readonly first: { readonly offset: number }
    readonly askDocuments: (range: { offset: number; limit: number }) => Promise<Given>
  },
): Promise<ReadonlyMap<number, SearchHit>> {
  const toPlaces = (hits: EngineAnswer['hits'], offset: number) =>
    new Map(hits.map((hit, index) => [offset + index, hit]))
  const known = toPlaces(given, first.offset)
  const [start = 0] = wanted
  if (wanted.every((place) => known.has(place))) return known
  const again = await askDocuments({ offset: start, limit: (wanted.at(-1) ?? start) - start + 1 })
  return toPlaces(again.given.hits, start)
}

/** Whether it asks for something that no entry has. */
function isOfMailOnly(query: QueryNode | undefined): boolean {
  const demands = listDemands(query)
  return demands.some(
    (child) =>
      ((child.kind === 'word' || child.kind === 'phrase') && isMailField(child.field)) ||
      (child.kind === 'range' && child.of === 'received') ||
      (child.kind === 'name' && child.of === 'patch') ||
      (child.kind === 'thread' && isOfMailOnly(child.child)) ||
      (child.kind === 'facet' && child.header !== undefined && child.values.length === 0),
  )
}

function nothingGiven(): EngineAnswer {
  return {
    hits: [],
    total: 0,
    isTotalExact: true,
    facets: noFacetCounts(),
    replaced: [],
    isLoose: false,
  }
}

const stateWords = { starting: 'is starting', failing: 'is out of order' } as const

/** Why it gave no answer, for readers. */
function toFailureWords(error: unknown): string {
  if (error instanceof EngineStarting) return stateWords.starting
  return error instanceof EngineTooSlow ? 'took too long' : 'did not answer'
}

/** The same for the operator. */
function toLogLine(name: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `${name} ${error instanceof EngineStarting ? stateWords.starting : 'failed'}: ${reason}`
}

/** Whoever does not keep the deadline is left behind by it. */
async function answerInTime<Answer>(
  ask: (limits: AnswerLimits) => Promise<Answer>,
  { name, limits: { signal, deadline } }: { readonly name: string; readonly limits: AnswerLimits },
): Promise<Answer> {
  const leftMs = Math.max(0, deadline - performance.now())
  const stop = new AbortController()
  const timer = setTimeout(
    () => stop.abort(new EngineTooSlow(`Unexpected silence of ${name}, expected an answer`)),
    leftMs,
  )
  const stopped = AbortSignal.any([signal, stop.signal])
  try {
    return await Promise.race([
      ask({ signal: stopped, deadline }),
      new Promise<never>((_, reject) => {
        stopped.addEventListener('abort', () => reject(stopped.reason), { once: true })
      }),
    ])
  } finally {
    clearTimeout(timer)
  }
}

/** The text with each word replaced at its place, from the last to the first so that places stay right. */
function rewrite(text: string, replaced: readonly WordReplacement[]): string {
  const sorted = replaced.toSorted((a, b) => b.place.start - a.place.start)
  return sorted.reduce((rest, { place, from, to }) => {
    // A word may stand behind its prefix: `s:stak`.
    const at = rest.indexOf(from, place.start)
    return at === -1 || at > place.end
      ? rest
      : rest.slice(0, at) + to + rest.slice(at + from.length)
  }, text)
}

const fixedOrders: Partial<Record<SearchFacet, readonly string[]>> = {
  outcome: outcomeStates,
  stance: stances,
}

/** Values shown of one facet. */
const facetValuesMax = 50

function labelFacets(
  counts: EngineAnswer['facets'],
  selection: FacetSelection,
  names: SearchNames,
): SearchAnswer['facets'] {
  return Object.fromEntries(
    searchFacets.map((facet) => {
      const known = facet in names ? names[facet as NamedFacet] : []
      const labelOf = (value: string) => known.find((name) => name.value === value)?.label ?? value
      const found = counts[facet].slice(0, facetValuesMax)
      // A chosen value stays there even where it would show nothing, so that it can be removed.
      const missing = (selection[facet] ?? []).filter(
        (value) => !found.some((count) => count.value === value),
      )
      const values = [...found, ...missing.map((value) => ({ value, count: 0 }))].map((count) => ({
        ...count,
        label: labelOf(count.value),
      }))
      return [facet, sortValues(facet, values)]
    }),
  ) as unknown as SearchAnswer['facets']
}

function sortValues(facet: SearchFacet, values: readonly FacetValue[]): readonly FacetValue[] {
  const fixed = fixedOrders[facet]
  if (fixed !== undefined) {
    return values.toSorted((a, b) => fixed.indexOf(a.value) - fixed.indexOf(b.value))
  }
  if (facet === 'year') return values.toSorted((a, b) => Number(b.value) - Number(a.value))
  return values
}
