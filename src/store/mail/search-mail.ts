// Which messages match. The question is a tree of conditions; text is answered by FTS5, lists and dates
// by arrays of numbers, the rest by indices. No FTS5 syntax crosses the door.

import { type FacetCount, splitWords } from '#domain'
import type { Store } from '../open-store.ts'
import { keepFirstOfThreads } from '../search/first-of-threads.ts'
import { toStatement } from '../statement.ts'
import { type MailColumns, readMailColumns, readMailThreads } from './mail-columns.ts'
import { type MailTextField, mailTextFields } from './stored-message.ts'
import { type TextTerm, toFts5 } from './text-term.ts'

export type MailCondition =
  /** Words in a row in one of the fields; everywhere if there is no field. */
  | { readonly kind: 'text'; readonly fields: readonly MailTextField[]; readonly term: TextTerm }
  | { readonly kind: 'list'; readonly name: string }
  /** A Message-ID, or its beginning. */
  | { readonly kind: 'message-id'; readonly value: string; readonly isPrefix: boolean }
  /** What git calls a patch in it, or the beginning of that. */
  | { readonly kind: 'patch-id'; readonly value: string; readonly isPrefix: boolean }
  | {
      readonly kind: 'date'
      /** The sender's date, or the last server's. */
      readonly of: 'sent' | 'received'
      readonly fromMs?: number
      /** Belongs to the range. */
      readonly toMs?: number
    }
  | { readonly kind: 'change-id'; readonly value: string }
  | { readonly kind: 'has-diff' }
  /** In a thread with a message that matches. */
  | { readonly kind: 'thread'; readonly condition: MailCondition }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly MailCondition[] }
  | { readonly kind: 'not'; readonly condition: MailCondition }

export type MailOrder = 'newest' | 'oldest' | 'relevance'

export interface MailQuestion {
  readonly order: MailOrder
  readonly offset: number
  readonly limit: number
  /** Only messages of these lists and years, all of them if absent. */
  readonly lists?: readonly string[]
  readonly years?: readonly number[]
  /** Whether of each thread only what comes first is given, and threads are counted; no if absent. */
  readonly byThread?: boolean
  /** By relevance, a message whose subject is just this comes first. */
  readonly subject?: string
}

export interface MailAnswer {
  /** The messages of the page, in order, and when each was sent. */
  readonly ids: readonly number[]
  readonly sentMs: readonly number[]
  /** By message, where they are by thread: how many others of its thread match. */
  readonly others: readonly number[]
  readonly total: number
  /** How many there would be with each list or year chosen, the other choice as it is; most first. */
  readonly lists: readonly FacetCount[]
  readonly years: readonly FacetCount[]
}

/** How many messages there are. Costs a few microseconds. */
export function countMessages(store: Store): number {
  return readMailColumns(store).messages
}

interface Clause {
  readonly sql: string
  readonly values: readonly unknown[]
}

/** How deep conditions may nest; SQLite refuses more than a thousand levels itself. */
const depthMax = 100

/** The messages that match, in order, and how many there are in all. */
export function searchMail(
  store: Store,
  condition: MailCondition,
  question: MailQuestion,
): MailAnswer {
  // One state of the store, although messages may be coming in.
  return store.sqlite.transaction(() => search(store, condition, question))()
}

function search(
  store: Store,
  condition: MailCondition,
  { order, offset, limit, lists, years, subject, byThread = false }: MailQuestion,
): MailAnswer {
  const columns = readMailColumns(store)
  const matches = listMatches(store, columns, condition)
  const isOnList = toChoice(lists, (id) => columns.listNames.get(columns.listIds[id] ?? 0) ?? '')
  const isInYear = toChoice(years, (id) => columns.years[id] ?? 0)
  const onList = matches.filter(isOnList)
  const kept = onList.filter(isInYear)
  const compare = toComparison(columns, {
    order,
    scoreById: order === 'relevance' ? readScores(store, condition, matches.length) : new Map(),
  })
  const threads = byThread ? readMailThreads(store, columns) : undefined
  const grouped = threads && keepFirstOfThreads(kept, (id) => threads[id] ?? 0, compare)
  const counted = grouped?.first ?? kept
  const first = selectFirst(counted, compare, Math.max(offset + limit, namedMax))
  const isNamed = order === 'relevance' && subject !== undefined
  const named = isNamed
    ? listNamed(store, columns, { ids: selectFirst(kept, compare, namedMax), subject })
    : []
  // Of a thread what is named stands for it.
  const toPlace = (id: number) => threads?.[id] ?? id
  const places = new Map(named.toReversed().map((id) => [toPlace(id), id]))
  const leading = named.filter((id) => places.get(toPlace(id)) === id)
  const rest = named.length === 0 ? first : first.filter((id) => !places.has(toPlace(id)))
  const ids = [...leading, ...rest].slice(offset, offset + limit)
  return {
    ids,
    sentMs: ids.map((id) => columns.sentMs[id] ?? 0),
    others: grouped === undefined ? [] : ids.map(grouped.countOthers),
    total: counted.length,
    lists: countValues(
      years === undefined ? matches : matches.filter(isInYear),
      { values: columns.listIds, threads },
      (list) => columns.listNames.get(list) ?? '',
    ),
    years: countValues(onList, { values: columns.years, threads }, String),
  }
}

/** Among so many of the best a subject is looked for that is just what was asked. */
const namedMax = 100

/** Those with exactly this subject, whatever stands in brackets before it; replies last. */
function listNamed(
  store: Store,
  { replies }: MailColumns,
  { ids, subject }: { readonly ids: readonly number[]; readonly subject: string },
): readonly number[] {
  const wanted = toLine(subject)
  if (wanted === '') return []
  const find = toStatement<[number], { readonly subject: string }>(
    store,
    'SELECT subject FROM Message WHERE id = ?',
  )
  const named = ids.filter((id) => toLine(find.get(id)?.subject ?? '') === wanted)
  return named.sort((a, b) => (replies[a] ?? 0) - (replies[b] ?? 0))
}

/** Its words, without `Re:` and tags: `Re: [PATCH v3 1/2] mm: do it` is `mm do it`. */
function toLine(subject: string): string {
  return splitWords(subject.replace(/^(?:re: *|\[[^\]]*\] *)+/iu, ''))
    .map(({ word }) => word)
    .join(' ')
}

function toChoice<Value>(
  chosen: readonly Value[] | undefined,
  toValue: (id: number) => Value,
): (id: number) => boolean {
  if (chosen === undefined) return () => true
  const wanted = new Set(chosen)
  return (id) => wanted.has(toValue(id))
}

/** How many messages have each value, or, where threads are given, how many threads. */
function countValues(
  ids: Uint32Array,
  {
    values,
    threads,
  }: { readonly values: Uint32Array | Uint16Array; readonly threads: Uint32Array | undefined },
  toName: (value: number) => string,
): readonly FacetCount[] {
  const counts = new Map<number, number>()
  const seen = new Map<number, Set<number>>()
  for (const id of ids) {
    const value = values[id] ?? 0
    if (threads !== undefined) {
      const known = seen.get(value) ?? new Set()
      seen.set(value, known)
      const thread = threads[id] ?? 0
      if (known.has(thread)) continue
      known.add(thread)
    }
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value: toName(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** What must all hold, by who can tell it. */
interface Parts {
  readonly texts: readonly MailCondition[]
  /** Texts that may not be there. */
  readonly without: readonly MailCondition[]
  readonly tests: readonly MailCondition[]
  readonly others: readonly MailCondition[]
}

/** The ids of all messages that match, in order. */
function listMatches(store: Store, columns: MailColumns, condition: MailCondition): Uint32Array {
  const { texts, without, tests, others } = divide(store, condition)
  const match = toMatch(store, { kind: 'and', conditions: texts }, 0)
  let ids = match === undefined ? undefined : readTextIds(store, match)
  if (others.length > 0) {
    const { sql, values } = toClause(store, { kind: 'and', conditions: others }, 0)
    const found = readIds(
      store,
      `SELECT json_group_array(Message.id) AS ids
       FROM Message JOIN MailName ON MailName.id = Message.nameId WHERE ${sql}`,
      values,
    )
    ids = ids === undefined ? found.sort() : ids.filter(toMembership(columns, found))
  }
  ids ??= listAll(columns)
  const unwanted = toMatch(store, { kind: 'or', conditions: without }, 0)
  if (unwanted !== undefined) {
    const isUnwanted = toMembership(columns, readTextIds(store, unwanted))
    ids = ids.filter((id) => !isUnwanted(id))
  }
  return tests.map((test) => toTest(columns, test)).reduce((rest, test) => rest.filter(test), ids)
}

function divide(store: Store, condition: MailCondition): Parts {
  const conditions = condition.kind === 'and' ? condition.conditions : [condition]
  const isTest = ({ kind }: MailCondition) => kind === 'date' || kind === 'list'
  const isText = (child: MailCondition) => toMatch(store, child, 0) !== undefined
  const without = conditions.flatMap((child) =>
    child.kind === 'not' && isText(child.condition) ? child.condition : [],
  )
  return {
    texts: conditions.filter(isText),
    without,
    tests: conditions.filter(isTest),
    others: conditions.filter(
      (child) =>
        !(isTest(child) || isText(child)) &&
        !(child.kind === 'not' && without.includes(child.condition)),
    ),
  }
}

function toMembership({ size }: MailColumns, ids: Uint32Array): (id: number) => boolean {
  const isMember = new Uint8Array(size)
  for (const id of ids) isMember[id] = 1
  return (id) => isMember[id] === 1
}

function readTextIds(store: Store, match: string): Uint32Array {
  const found = toStatement<[string], { readonly ids: string }>(
    store,
    'SELECT json_group_array(rowid) AS ids FROM MessageText WHERE MessageText MATCH ?',
  ).get(match)
  return Uint32Array.from(JSON.parse(found?.ids ?? '[]') as number[])
}

function readIds(store: Store, sql: string, values: readonly unknown[]): Uint32Array {
  // Not kept as a statement: it is another one for every question.
  const found = store.sqlite.prepare<unknown[], { readonly ids: string }>(sql).get(...values)
  return Uint32Array.from(JSON.parse(found?.ids ?? '[]') as number[])
}

function listAll({ size, sentMs }: MailColumns): Uint32Array {
  return Uint32Array.from({ length: size }, (_, id) => id).filter(
    (id) => !Number.isNaN(sentMs[id] ?? Number.NaN),
  )
}

function toTest(columns: MailColumns, condition: MailCondition): (id: number) => boolean {
  if (condition.kind === 'list') {
    const { listIds, listNames } = columns
    return (id) => listNames.get(listIds[id] ?? 0) === condition.name
  }
  if (condition.kind !== 'date') throw new RangeError(`Unexpected test of ${condition.kind}`)
  const dates = condition.of === 'sent' ? columns.sentMs : columns.receivedMs
  const first = condition.fromMs ?? Number.NEGATIVE_INFINITY
  const last = condition.toMs ?? Number.POSITIVE_INFINITY
  return (id) => (dates[id] ?? Number.NaN) >= first && (dates[id] ?? Number.NaN) <= last
}

type Comparison = (a: number, b: number) => number

/** What began a discussion says more about it than what answers, in the same words. */
const replyWeight = 0.7

function toComparison(
  { sentMs, replies }: MailColumns,
  { order, scoreById }: { order: MailOrder; scoreById: ReadonlyMap<number, number> },
): Comparison {
  const dateOf = (id: number) => sentMs[id] ?? 0
  if (order === 'oldest') return (a, b) => dateOf(a) - dateOf(b) || a - b
  const byDate: Comparison = (a, b) => dateOf(b) - dateOf(a) || b - a
  if (scoreById.size === 0) return byDate
  // FTS5 scores by negative numbers, the best being the least.
  const scoreOf = (id: number) => (scoreById.get(id) ?? 0) * (replies[id] === 1 ? replyWeight : 1)
  return (a, b) => scoreOf(a) - scoreOf(b) || byDate(a, b)
}

/** The first `wanted` in order, without sorting the rest. */
function selectFirst(ids: Uint32Array, compare: Comparison, wanted: number): readonly number[] {
  let first: number[] = []
  let last: number | undefined
  const room = Math.max(2 * wanted, 256)
  for (const id of ids) {
    if (last !== undefined && compare(id, last) > 0) continue
    first.push(id)
    if (first.length < room) continue
    first = first.sort(compare).slice(0, wanted)
    last = first.at(-1)
  }
  return first.sort(compare).slice(0, wanted)
}

function toClause(store: Store, condition: MailCondition, depth: number): Clause {
  if (depth > depthMax) throw new RangeError(`Unexpected depth of more than ${depthMax} conditions`)
  const match = toMatch(store, condition, depth)
  if (match !== undefined) {
    return {
      sql: 'Message.id IN (SELECT rowid FROM MessageText WHERE MessageText MATCH ?)',
      values: [match],
    }
  }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return joinClauses(store, condition, depth)
    case 'not': {
      const { sql, values } = toClause(store, condition.condition, depth + 1)
      return { sql: `NOT (${sql})`, values }
    }
    case 'thread': {
      const { sql, values } = toClause(store, condition.condition, depth + 1)
      return {
        sql: `MailName.threadId IN (
                SELECT MailName.threadId FROM Message JOIN MailName ON MailName.id = Message.nameId
                WHERE ${sql})`,
        values,
      }
    }
    default:
      return toLeaf(condition)
  }
}

function joinClauses(
  store: Store,
  { kind, conditions }: { kind: 'and' | 'or'; conditions: readonly MailCondition[] },
  depth: number,
): Clause {
  if (conditions.length === 0) return { sql: kind === 'and' ? 'TRUE' : 'FALSE', values: [] }
  const clauses = conditions.map((child) => toClause(store, child, depth + 1))
  return {
    sql: clauses.map(({ sql }) => `(${sql})`).join(kind === 'and' ? ' AND ' : ' OR '),
    values: clauses.flatMap(({ values }) => values),
  }
}

type Leaf = Exclude<MailCondition, { readonly kind: 'and' | 'or' | 'not' | 'thread' }>

function toLeaf(leaf: Leaf): Clause {
  switch (leaf.kind) {
    case 'text':
      // Words of which the tokenizer keeps nothing, such as `->`: nothing can match them.
      return { sql: 'FALSE', values: [] }
    case 'list':
      return {
        sql: 'Message.listId IN (SELECT id FROM MailList WHERE name = ?)',
        values: [leaf.name],
      }
    case 'message-id':
      return toNameClause('MailName.messageId', leaf)
    case 'patch-id': {
      const { sql, values } = toNameClause('patchId', leaf)
      return { sql: `Message.id IN (SELECT messageId FROM MessagePatch WHERE ${sql})`, values }
    }
    case 'date':
      return toDateClause(leaf)
    case 'change-id':
      return { sql: 'Message.changeId = ?', values: [leaf.value] }
    case 'has-diff':
      return { sql: 'Message.hasDiff = 1', values: [] }
  }
}

function toNameClause(
  column: string,
  { value, isPrefix }: { readonly value: string; readonly isPrefix: boolean },
): Clause {
  return isPrefix
    ? { sql: `${column} >= ? AND ${column} < ?`, values: [value, `${value}\u{10FFFF}`] }
    : { sql: `${column} = ?`, values: [value] }
}

function toDateClause({
  of,
  fromMs,
  toMs,
}: Extract<MailCondition, { readonly kind: 'date' }>): Clause {
  const column = of === 'sent' ? 'Message.sentMs' : 'coalesce(Message.receivedMs, Message.sentMs)'
  const parts = [
    ...(fromMs === undefined ? [] : [{ sql: `${column} >= ?`, values: [fromMs] }]),
    ...(toMs === undefined ? [] : [{ sql: `${column} <= ?`, values: [toMs] }]),
  ]
  if (parts.length === 0) return { sql: 'TRUE', values: [] }
  return {
    sql: parts.map(({ sql }) => sql).join(' AND '),
    values: parts.flatMap(({ values }) => values),
  }
}

/** A condition of text alone as one question to FTS5; `undefined` if something else is in it. */
function toMatch(store: Store, condition: MailCondition, depth: number): string | undefined {
  if (depth > depthMax) return undefined
  switch (condition.kind) {
    case 'text':
      return hasWords(condition.term) ? toTextMatch(store, condition) : undefined
    case 'and':
    case 'or': {
      const parts = condition.conditions.map((child) => toMatch(store, child, depth + 1))
      if (parts.length === 0 || parts.includes(undefined)) return undefined
      return `(${parts.join(condition.kind === 'and' ? ' AND ' : ' OR ')})`
    }
    default:
      return undefined
  }
}

function toTextMatch(
  store: Store,
  { fields, term }: Extract<MailCondition, { readonly kind: 'text' }>,
): string {
  const columns = mailTextFields.filter((field) => fields.includes(field))
  return columns.length === 0
    ? toFts5(store, term)
    : `{${columns.map((name) => `"${name}"`).join(' ')}} : ${toFts5(store, term)}`
}

/** Whether FTS5 keeps anything of the words; an empty phrase matches nothing, but breaks an AND. */
function hasWords({ words }: TextTerm): boolean {
  return /[\p{L}\p{N}\p{Co}_]/u.test(words.join(' '))
}

// Subject and author first, then what was written; quotes and context say least about a message.
const weights = '10, 6, 1, 1, 3, 4, 1, 5, 3, 2, 2, 0.5, 1, 1'

/** Up to so many are scored by everything, beyond by subject and author; SQLite scores some 900 in a millisecond. */
const scoredMax = 1_000
const scoredColumns = ['', '{subject "from"} : '] as const

/** How well the texts of a condition are met, wherever they stand in it. */
function readScores(
  store: Store,
  condition: MailCondition,
  matches: number,
): ReadonlyMap<number, number> {
  const texts = listTexts(store, condition, 0)
  if (texts.length === 0 || matches === 0) return new Map()
  const match = texts.join(' OR ')
  for (const columns of scoredColumns) {
    const within = `${columns}(${match})`
    const counted = toStatement<[string, number], { readonly matches: number }>(
      store,
      `SELECT count(*) AS matches FROM
         (SELECT 1 FROM MessageText WHERE MessageText MATCH ? LIMIT ?)`,
    ).get(within, scoredMax + 1)
    if ((counted?.matches ?? 0) > scoredMax) continue
    const scores = toStatement<[string], { readonly id: number; readonly score: number }>(
      store,
      `SELECT rowid AS id, bm25(MessageText, ${weights}) AS score FROM MessageText
       WHERE MessageText MATCH ?`,
    ).all(within)
    return new Map(scores.map(({ id, score }) => [id, score]))
  }
  return new Map()
}

function listTexts(store: Store, condition: MailCondition, depth: number): readonly string[] {
  if (depth > depthMax) return []
  switch (condition.kind) {
    case 'text':
      return hasWords(condition.term) ? [toTextMatch(store, condition)] : []
    case 'and':
    case 'or':
      return condition.conditions.flatMap((child) => listTexts(store, child, depth + 1))
    default:
      return []
  }
}
