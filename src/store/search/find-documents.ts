// Answers a request exactly: any tree of words, fields, facets, names and ranges, with facets counted,
// in one consistent state of the store.
//
// - What FTS5 can say it says: it finds rows and ranks them. The rest of the tree is a question about
//   each row, answered from arrays of numbers.
// - A word that stands in very many documents tells little about any: then titles and names decide, and
//   after them the date.
// - Everything is bounded: when the deadline passes, the rows seen so far are ranked, and the total is
//   at least so many.

import {
  type DocumentKind,
  type EngineAnswer,
  type FacetCount,
  isSaid,
  listDemands,
  noFacetCounts,
  type QueryNode,
  type SearchDocument,
  type SearchFacet,
  type SearchRequest,
  searchFacets,
} from '#domain'
import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import { keepFirstOfThreads, tallyThreads } from './first-of-threads.ts'
import { toWhole } from './index-tokens.ts'
import {
  type FacetColumn,
  type FacetRows,
  readSearchColumns,
  type SearchColumns,
} from './search-columns.ts'
import { joinFts5, toFts5 } from './to-fts5.ts'

export interface DocumentRequest extends SearchRequest {
  /** The query as one name, if it may be one: who or what is called exactly so comes first. */
  readonly wholeName?: string
  /** Whether, by relevance, what somebody said comes before everything else. */
  readonly saidFirst?: boolean
  /** When to stop, in milliseconds of `performance.now()`. */
  readonly deadline: number
}

export interface FoundDocuments {
  readonly documents: readonly SearchDocument[]
  /** By document, where they are by thread: how many others of its thread match. */
  readonly others: readonly number[]
  readonly total: number
  readonly isTotalExact: boolean
  readonly facets: EngineAnswer['facets']
}

// A title or a name says more than prose, the words of a claim or quotation more than their mails'
// subjects, and a part of an identifier less than anything; `whole` is a name and nothing else.
const columnWeights = 'bm25(SearchText, 8.0, 5.0, 3.0, 3.0, 3.0, 1.0, 14.0)'

// Among equally good matches, what tells most about it: the page before the sentence, the sentence
// before the mail it is about. `saidFirst` comes before all of this.
const kindWeights: Readonly<Record<string, number>> = {
  person: 1.5,
  topic: 1.5,
  simulation: 1.4,
  entry: 1.3,
  position: 1.15,
  quote: 1.1,
  figure: 1.05,
  'follow-up': 1.05,
  section: 1,
  revision: 0.9,
  retelling: 0.9,
  message: 0.75,
}

/** From so many matches on they are kept: what stands nearly everywhere is asked again and again. */
const frequentMin = 2_000

/** How many rows are looked at between two looks at the clock. */
const rowsPerLook = 512

/** Rows that match, each with how well: more is better. */
interface Matches {
  readonly rows: Uint32Array
  readonly scores: Float64Array
  readonly isComplete: boolean
}

/** Finds the documents of one page, and what there is on all of them. */
export function findDocuments(store: Store, request: DocumentRequest): FoundDocuments {
  return store.sqlite.transaction(() => {
    const columns = readSearchColumns(store)
    if (columns === undefined)
      return { documents: [], others: [], total: 0, isTotalExact: true, facets: noFacetCounts() }
    const matches = listMatches({ store, columns, deadline: request.deadline }, request)
    return toAnswer(store, columns, matches, request)
  })()
}

interface Context {
  readonly store: Store
  readonly columns: SearchColumns
  readonly deadline: number
}

type RowTest = (row: number) => boolean

function listMatches(context: Context, { query, wholeName }: DocumentRequest): Matches {
  const demands = listDemands(query)
  const texts = demands.map((child) => toFts5(child))
  const said = joinFts5(
    'and',
    texts.filter((text) => text !== undefined),
  )
  const others = demands.filter((_, index) => texts[index] === undefined)
  const inverse = said?.isNegated === true ? [readRows(context, said.match)] : []
  const tests = [
    ...others.map((child) => toRowTest(context, child)),
    ...inverse.map(({ has }) => ({ test: (row: number) => !has(row), scoreOf: undefined })),
  ]
  const isMatch: RowTest | undefined =
    tests.length === 0 ? undefined : (row) => tests.every(({ test }) => test(row))
  const scorers = tests.flatMap(({ scoreOf }) => scoreOf ?? [])
  const scoreOf =
    scorers.length === 0
      ? undefined
      : (row: number) => scorers.reduce((sum, score) => sum + score(row), 0)
  if (said !== undefined && !said.isNegated) {
    const whole = wholeName === undefined ? '' : toWhole(wholeName)
    const match = whole === '' ? said.match : `(${said.match} OR "${whole}")`
    return readMatches(context, match, isMatch, scoreOf)
  }
  const named = others.find((child) => child.kind === 'name')
  const candidates =
    named === undefined
      ? everyRow(context.columns.documents)
      : Uint32Array.from(readNamed(context, named)).sort()
  const rows = isMatch === undefined ? candidates : candidates.filter(isMatch)
  const scores = new Float64Array(rows.length)
  if (scoreOf !== undefined) for (const [at, row] of rows.entries()) scores[at] = scoreOf(row)
  return { rows, scores, isComplete: true }
}

function everyRow(documents: number): Uint32Array {
  return Uint32Array.from({ length: documents }, (_, row) => row)
}

/** Up to so many matches are all ranked by everything they say; SQLite ranks some 900 in a millisecond. */
const rankedMax = 600

/** Where to look for what ranks: everywhere, then only where a match says most. */
const rankedColumns = ['', '{title names whole} : ', '{whole} : '] as const

function readMatches(
  context: Context,
  match: string,
  isMatch: RowTest | undefined,
  scoreOf: ((row: number) => number) | undefined,
): Matches {
  const { deadline } = context
  const { rowByRowid } = context.columns
  const rowids = listRowids(context, match)
  const rows = new Uint32Array(rowids.length)
  let found = 0
  let seen = 0
  for (const rowid of rowids) {
    seen += 1
    if (seen % rowsPerLook === 0 && performance.now() > deadline) break
    const row = rowByRowid[rowid] ?? 0
    if (isMatch !== undefined && !isMatch(row)) continue
    rows[found] = row
    found += 1
  }
  const isComplete = seen === rowids.length
  const rankByRow = isComplete
    ? readRanks(context, match, rowids.length)
    : new Map<number, number>()
  const scores = new Float64Array(found)
  for (let at = 0; at < found; at += 1) {
    const row = rows[at] ?? 0
    // FTS5 ranks by negative numbers, the best being the least.
    scores[at] = (scoreOf?.(row) ?? 0) - (rankByRow.get(row) ?? 0)
  }
  return { rows: rows.subarray(0, found), scores, isComplete }
}

/** The rowids that match, in order. */
function listRowids({ store, columns }: Context, match: string): Uint32Array {
  const kept = columns.frequent.get(match)
  if (kept !== undefined) return kept
  // All at once as one text takes half the time of fetching one number after the other.
  const found = toStatement<[string], { readonly rowids: string }>(
    store,
    'SELECT json_group_array(rowid) AS rowids FROM SearchText WHERE SearchText MATCH ?',
  ).get(match)
  const rowids = Uint32Array.from(JSON.parse(found?.rowids ?? '[]') as number[])
  if (rowids.length >= frequentMin) columns.frequent.set(match, rowids)
  return rowids
}

function readRanks(
  { store, columns: { rowByRowid } }: Context,
  match: string,
  matches: number,
): ReadonlyMap<number, number> {
  const where = rankedColumns.find(
    (columns) =>
      (columns === '' ? matches : countUpToRanked(store, `${columns}(${match})`)) <= rankedMax,
  )
  if (where === undefined) return new Map()
  return readRankByRow(store, rowByRowid, `${where}(${match})`)
}

/** How many match; one more than are ranked where there are more. */
function countUpToRanked(store: Store, match: string): number {
  const counted = toStatement<[string, number], { readonly matches: number }>(
    store,
    `SELECT count(*) AS matches FROM
       (SELECT 1 FROM SearchText WHERE SearchText MATCH ? LIMIT ?)`,
  ).get(match, rankedMax + 1)
  return counted?.matches ?? 0
}

function readRankByRow(store: Store, rowByRowid: Uint32Array, match: string): Map<number, number> {
  const ranks = toStatement<[string], { readonly rowid: number; readonly rank: number }>(
    store,
    `SELECT rowid, ${columnWeights} AS rank FROM SearchText WHERE SearchText MATCH ?`,
  )
  const rankByRow = new Map<number, number>()
  for (const { rowid, rank } of ranks.all(match)) rankByRow.set(rowByRowid[rowid] ?? 0, rank)
  return rankByRow
}

/** A question about one row, and what the row earns by it. */
interface RowQuestion {
  readonly test: RowTest
  readonly scoreOf: ((row: number) => number) | undefined
}

/** Trees are at most `queryDepthMax` deep, so recursion is safe. */
function toRowTest(context: Context, node: QueryNode, options = { withParts: true }): RowQuestion {
  const text = toFts5(node, options)
  if (text !== undefined) {
    const { has, scoreOf } = readRows(context, text.match)
    return text.isNegated
      ? { test: (row) => !has(row), scoreOf: undefined }
      : { test: has, scoreOf }
  }
  switch (node.kind) {
    case 'not': {
      const { test } = toRowTest(context, node.child, { withParts: false })
      return { test: (row) => !test(row), scoreOf: undefined }
    }
    case 'and':
    case 'or': {
      const questions = node.children.map((child) => toRowTest(context, child, options))
      const scorers = questions.flatMap(({ scoreOf }) => scoreOf ?? [])
      return {
        test:
          node.kind === 'and'
            ? (row) => questions.every(({ test }) => test(row))
            : (row) => questions.some(({ test }) => test(row)),
        scoreOf: (row) => scorers.reduce((sum, score) => sum + score(row), 0),
      }
    }
    case 'facet':
      return {
        test: toFacetTest(context.columns.facets[node.facet], node.values),
        scoreOf: undefined,
      }
    case 'range':
      return { test: toRangeTest(context.columns, node), scoreOf: undefined }
    case 'name': {
      const rows = readNamed(context, node)
      // The mail itself comes before what rests on it.
      const { members, values } = context.columns.facets.kind
      const message = values.indexOf('message')
      return {
        test: (row) => rows.has(row),
        scoreOf: (row) => (!rows.has(row) ? 0 : members[row] === message ? 2 : 1),
      }
    }
    case 'thread': {
      const { test } = toRowTest(context, node.child, options)
      return { test: toThreadTest(context.columns, test), scoreOf: undefined }
    }
    default:
      // A field of mail matches nothing; other words were answered above.
      return { test: () => false, scoreOf: undefined }
  }
}

/** The rows that match one part of a tree, and how well. */
function readRows(context: Context, match: string) {
  const { columns, deadline } = context
  const rowids = listRowids(context, match)
  if (performance.now() > deadline) {
    throw new QuestionTooLarge(
      'Unexpected number of matches inside ( ), expected fewer; rarer words are found in time',
    )
  }
  const isFound = new Uint8Array(columns.documents)
  for (const rowid of rowids) isFound[columns.rowByRowid[rowid] ?? 0] = 1
  let rankByRow: ReadonlyMap<number, number> | undefined
  return {
    has: (row: number) => isFound[row] === 1,
    // What is only excluded is never ranked.
    scoreOf: (row: number) => {
      rankByRow ??= readRanks(context, match, rowids.length)
      return -(rankByRow.get(row) ?? 0)
    },
  }
}

/** A part of the query matches so much that the whole cannot be answered in time. */
export class QuestionTooLarge extends Error {
  override name = 'QuestionTooLarge'
}

/** Whether a row is in a thread with one that passes; what is in no thread is not. */
function toThreadTest({ documents, threads }: SearchColumns, test: RowTest): RowTest {
  const passing = new Set<number>()
  for (let row = 0; row < documents; row += 1) {
    const thread = threads[row] ?? 0
    if (thread !== 0 && !passing.has(thread) && test(row)) passing.add(thread)
  }
  return (row) => passing.has(threads[row] ?? 0)
}

function toFacetTest(column: FacetColumn, values: readonly string[]): RowTest {
  const wanted = new Set(values.map((value) => column.values.indexOf(value)))
  wanted.delete(-1)
  if (wanted.size === 0) return () => false
  return toMemberTest(column, wanted)
}

function toMemberTest({ offsets, members }: FacetColumn, wanted: ReadonlySet<number>): RowTest {
  return (row) => {
    const end = offsets[row + 1] ?? 0
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      if (wanted.has(members[at] ?? -1)) return true
    }
    return false
  }
}

function toRangeTest(
  columns: SearchColumns,
  range: Extract<QueryNode, { kind: 'range' }>,
): RowTest {
  const first = range.from ?? Number.NEGATIVE_INFINITY
  const last = range.to ?? Number.POSITIVE_INFINITY
  if (range.of === 'received') return () => false
  if (range.of === 'date') {
    const { from, to } = columns
    // NaN, which stands for no date, is never on the right side of anything.
    return (row) => (to[row] ?? Number.NaN) >= first && (from[row] ?? Number.NaN) <= last
  }
  const column = columns.facets.year
  const wanted = column.values.flatMap((value, index) =>
    Number(value) >= first && Number(value) <= last ? index : [],
  )
  return toMemberTest(column, new Set(wanted))
}

function readNamed(
  { store, columns: { rowByRowid } }: Context,
  { of, value, isPrefix }: Extract<QueryNode, { kind: 'name' }>,
): ReadonlySet<number> {
  // Entries give commits by at least 12 digits: a longer id than an entry's is that commit too.
  const known =
    of === 'commit' && value.length > 12 ? 'OR substr(@value, 1, length(value)) = value' : ''
  const rows = toStatement<[{ of: string; value: string }], { readonly rowid: number }>(
    store,
    `SELECT rowid FROM SearchName WHERE "of" = @of
     AND (${isPrefix ? `(value >= @value AND value < @value || char(0x10FFFF))` : 'value = @value'} ${known})`,
  ).all({ of, value })
  return new Set(rows.map(({ rowid }) => rowByRowid[rowid] ?? 0))
}

function toFacetCounts(
  listCounts: (facet: SearchFacet) => readonly FacetCount[],
): EngineAnswer['facets'] {
  return Object.fromEntries(
    searchFacets.map((facet) => [facet, listCounts(facet)]),
  ) as unknown as EngineAnswer['facets']
}

/** What of the matches the choice of facets leaves. */
interface Kept {
  /** Indices into the matches. */
  readonly matches: Uint32Array
  readonly rows: Uint32Array
  /** Rows that only one facet keeps out still count for that facet: they would come with the value. */
  readonly besides: ReadonlyMap<SearchFacet, readonly number[]>
}

function keepChosen(
  columns: SearchColumns,
  { rows }: Matches,
  { selection }: DocumentRequest,
): Kept {
  const chosen = searchFacets.flatMap((facet) => {
    const values = selection[facet] ?? []
    return values.length === 0 ? [] : { facet, test: toFacetTest(columns.facets[facet], values) }
  })
  const keptMatches = new Uint32Array(rows.length)
  if (chosen.length === 0) {
    for (let at = 0; at < rows.length; at += 1) keptMatches[at] = at
    return { matches: keptMatches, rows, besides: new Map() }
  }
  const keptRows = new Uint32Array(rows.length)
  const besides = new Map<SearchFacet, number[]>(chosen.map(({ facet }) => [facet, []]))
  let kept = 0
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0
    let failed: SearchFacet | undefined
    let failures = 0
    for (const { facet, test } of chosen) {
      if (test(row)) continue
      failed = facet
      failures += 1
    }
    if (failures > 1) continue
    if (failed !== undefined) besides.get(failed)?.push(row)
    else {
      keptMatches[kept] = at
      keptRows[kept] = row
      kept += 1
    }
  }
  return { matches: keptMatches.subarray(0, kept), rows: keptRows.subarray(0, kept), besides }
}

function toAnswer(
  store: Store,
  columns: SearchColumns,
  matches: Matches,
  request: DocumentRequest,
): FoundDocuments {
  const { offset, limit, withFacets = true, byThread = false } = request
  const kept = keepChosen(columns, matches, request)
  const compare = toComparison(matches, columns, request)
  const threadOf = (at: number) => columns.threads[matches.rows[at] ?? 0] ?? 0
  const threads = byThread ? keepFirstOfThreads(kept.matches, threadOf, compare) : undefined
  const counted = threads?.first ?? kept.matches
  const shown = selectFirst(counted, compare, offset + limit).slice(offset)
  return {
    documents: readDocuments(
      store,
      shown.map((at) => columns.rowids[matches.rows[at] ?? 0] ?? 0),
    ),
    others: threads === undefined ? [] : shown.map(threads.countOthers),
    total: counted.length,
    isTotalExact: matches.isComplete,
    facets: withFacets ? countFacets(columns, kept, { byThread }) : noFacetCounts(),
  }
}

function countFacets(
  { facets, facetRows, threads }: SearchColumns,
  kept: Kept,
  { byThread }: { readonly byThread: boolean },
): EngineAnswer['facets'] {
  const { starts } = facetRows
  const count = (rows: ArrayLike<number>) =>
    byThread ? tallyThreads(facetRows, threads, Array.from(rows)) : tally(facetRows, rows)
  const counts = count(kept.rows)
  return toFacetCounts((facet) => {
    const besides = kept.besides.get(facet) ?? []
    // A thread can have some of both, and counts once.
    const all = besides.length === 0 ? counts : count([...kept.rows, ...besides])
    return facets[facet].values
      .map((value, index) => ({ value, count: all[starts[facet] + index] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  })
}

function tally({ offsets, members, starts }: FacetRows, rows: ArrayLike<number>): Uint32Array {
  const counts = new Uint32Array(starts.end)
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    const end = offsets[row + 1] ?? 0
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      const value = members[at] ?? 0
      counts[value] = (counts[value] ?? 0) + 1
    }
  }
  return counts
}

/** Which of two matches comes first, as `sort` wants it. */
type Comparison = (a: number, b: number) => number

function toComparison(
  { rows, scores }: Matches,
  columns: SearchColumns,
  { order, saidFirst = false }: DocumentRequest,
): Comparison {
  const { from } = columns
  // What has no date comes last, whichever end is first; documents in their order among equals.
  const dateOf = (at: number, without: number) => {
    const date = from[rows[at] ?? 0] ?? Number.NaN
    return Number.isNaN(date) ? without : date
  }
  const byPlace: Comparison = (a, b) => (rows[a] ?? 0) - (rows[b] ?? 0)
  const byDate: Comparison =
    order === 'oldest'
      ? (a, b) => dateOf(a, Number.MAX_VALUE) - dateOf(b, Number.MAX_VALUE) || byPlace(a, b)
      : (a, b) => dateOf(b, -Number.MAX_VALUE) - dateOf(a, -Number.MAX_VALUE) || byPlace(a, b)
  if (order !== 'relevance') return byDate
  const { values, members } = columns.facets.kind
  const weights = values.map((kind) => kindWeights[kind] ?? 1)
  const kindOf = (at: number) => members[rows[at] ?? 0] ?? 0
  const weigh = (at: number) => (scores[at] ?? 0) * (weights[kindOf(at)] ?? 1)
  const byWeight: Comparison = (a, b) => weigh(b) - weigh(a) || byDate(a, b)
  if (!saidFirst) return byWeight
  const tiers = values.map((kind) => (isSaid(kind as DocumentKind) ? 0 : 1))
  const tierOf = (at: number) => tiers[kindOf(at)] ?? 1
  return (a, b) => tierOf(a) - tierOf(b) || byWeight(a, b)
}

/** The first `wanted` in order. Sorting all of a hundred thousand to show twenty would be waste. */
function selectFirst(matches: Uint32Array, compare: Comparison, wanted: number): readonly number[] {
  let first: number[] = []
  let last: number | undefined
  // What has gathered is sorted and cut down whenever it is twice too much; from then on only what
  // comes before the last one kept can still be among the first.
  const room = Math.max(2 * wanted, 256)
  for (const match of matches) {
    if (last !== undefined && compare(match, last) > 0) continue
    first.push(match)
    if (first.length < room) continue
    first = first.sort(compare).slice(0, wanted)
    last = first.at(-1)
  }
  return first.sort(compare).slice(0, wanted)
}

function readDocuments(store: Store, rowids: readonly number[]): readonly SearchDocument[] {
  const find = toStatement<[number], { readonly document: string }>(
    store,
    'SELECT document FROM SearchDocument WHERE rowid = ?',
  )
  return rowids.flatMap((rowid) => {
    const found = find.get(rowid)
    return found === undefined ? [] : (JSON.parse(found.document) as SearchDocument)
  })
}
