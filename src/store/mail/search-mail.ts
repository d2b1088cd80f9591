// Which messages match. The question is a tree of conditions; text is answered by FTS5, the rest by
// indices. No FTS5 syntax crosses the door.

import type { Store } from '../open-store.ts'
import { type MailTextField, type MessageRow, mailTextFields } from './stored-message.ts'
import { type TextTerm, toFts5 } from './text-term.ts'

export type MailCondition =
  /** Words in a row in one of the fields; everywhere if there is no field. */
  | { readonly kind: 'text'; readonly fields: readonly MailTextField[]; readonly term: TextTerm }
  | { readonly kind: 'list'; readonly name: string }
  /** A Message-ID, or its beginning. */
  | { readonly kind: 'message-id'; readonly value: string; readonly isPrefix: boolean }
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

export interface MailAnswer {
  readonly messages: readonly MessageRow[]
  readonly total: number
}

interface Clause {
  readonly sql: string
  readonly values: readonly unknown[]
}

/** How deep conditions may nest; SQLite refuses more than a thousand levels itself. */
const depthMax = 100

/** The messages that match, in order, and how many there are in all. */
export function searchMail(
  { sqlite }: Store,
  condition: MailCondition,
  {
    order,
    offset,
    limit,
  }: { readonly order: MailOrder; readonly offset: number; readonly limit: number },
): MailAnswer {
  const clause = toClause(condition, 0)
  const ranked = order === 'relevance' ? toRanked(condition) : undefined
  const ordering =
    ranked === undefined
      ? order === 'oldest'
        ? 'Message.sentMs, Message.id'
        : 'Message.sentMs DESC, Message.id DESC'
      : 'ranked.score IS NULL, ranked.score, Message.sentMs DESC, Message.id DESC'
  const rows = sqlite
    .prepare<unknown[], Omit<MessageRow, 'hasDiff'> & { hasDiff: number }>(
      `SELECT Message.id, MailList.name AS list, MailName.messageId, Message.subject,
              Message.fromName, Message.fromAddress, Message.sentMs, Message.receivedMs,
              Message.hasDiff, Message.changeId, MailName.threadId
       FROM Message JOIN MailName ON MailName.id = Message.nameId
       JOIN MailList ON MailList.id = Message.listId
       ${ranked === undefined ? '' : `LEFT JOIN (${ranked.sql}) AS ranked ON ranked.id = Message.id`}
       WHERE ${clause.sql} ORDER BY ${ordering} LIMIT ? OFFSET ?`,
    )
    .all(...(ranked?.values ?? []), ...clause.values, limit, offset)
  const total = sqlite
    .prepare<unknown[], number>(
      `SELECT count(*) FROM Message JOIN MailName ON MailName.id = Message.nameId
       WHERE ${clause.sql}`,
    )
    .pluck()
    .get(...clause.values)
  return {
    messages: rows.map((row) => ({ ...row, hasDiff: row.hasDiff === 1 })),
    total: total ?? 0,
  }
}

function toClause(condition: MailCondition, depth: number): Clause {
  if (depth > depthMax) throw new RangeError(`Unexpected depth of more than ${depthMax} conditions`)
  const match = toMatch(condition, depth)
  if (match !== undefined) {
    return {
      sql: 'Message.id IN (SELECT rowid FROM MessageText WHERE MessageText MATCH ?)',
      values: [match],
    }
  }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return joinClauses(condition, depth)
    case 'not': {
      const { sql, values } = toClause(condition.condition, depth + 1)
      return { sql: `NOT (${sql})`, values }
    }
    case 'thread': {
      const { sql, values } = toClause(condition.condition, depth + 1)
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
  { kind, conditions }: { kind: 'and' | 'or'; conditions: readonly MailCondition[] },
  depth: number,
): Clause {
  if (conditions.length === 0) return { sql: kind === 'and' ? 'TRUE' : 'FALSE', values: [] }
  const clauses = conditions.map((child) => toClause(child, depth + 1))
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
      return leaf.isPrefix
        ? {
            sql: 'MailName.messageId >= ? AND MailName.messageId < ?',
            values: [leaf.value, `${leaf.value}\u{10FFFF}`],
          }
        : { sql: 'MailName.messageId = ?', values: [leaf.value] }
    case 'date':
      return toDateClause(leaf)
    case 'change-id':
      return { sql: 'Message.changeId = ?', values: [leaf.value] }
    case 'has-diff':
      return { sql: 'Message.hasDiff = 1', values: [] }
  }
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
function toMatch(condition: MailCondition, depth: number): string | undefined {
  if (depth > depthMax) return undefined
  switch (condition.kind) {
    case 'text':
      return hasWords(condition.term) ? toTextMatch(condition) : undefined
    case 'and':
    case 'or': {
      const parts = condition.conditions.map((child) => toMatch(child, depth + 1))
      if (parts.length === 0 || parts.includes(undefined)) return undefined
      return `(${parts.join(condition.kind === 'and' ? ' AND ' : ' OR ')})`
    }
    default:
      return undefined
  }
}

function toTextMatch({ fields, term }: Extract<MailCondition, { readonly kind: 'text' }>): string {
  const columns = mailTextFields.filter((field) => fields.includes(field))
  return columns.length === 0
    ? toFts5(term)
    : `{${columns.map((name) => `"${name}"`).join(' ')}} : ${toFts5(term)}`
}

/** Whether FTS5 keeps anything of the words; an empty phrase matches nothing, but breaks an AND. */
function hasWords({ words }: TextTerm): boolean {
  return /[\p{L}\p{N}\p{Co}_]/u.test(words.join(' '))
}

// Subject and author first, then what was written; quotes and context say least about a message.
const weights = '10, 6, 1, 1, 3, 4, 1, 5, 3, 2, 2, 0.5, 1, 1'

/** How well the texts of a condition are met, wherever they stand in it. */
function toRanked(condition: MailCondition): Clause | undefined {
  const matches = listMatches(condition, 0)
  if (matches.length === 0) return undefined
  return {
    sql: `SELECT rowid AS id, bm25(MessageText, ${weights}) AS score FROM MessageText
          WHERE MessageText MATCH ?`,
    values: [matches.join(' OR ')],
  }
}

function listMatches(condition: MailCondition, depth: number): readonly string[] {
  if (depth > depthMax) return []
  switch (condition.kind) {
    case 'text':
      return hasWords(condition.term) ? [toTextMatch(condition)] : []
    case 'and':
    case 'or':
      return condition.conditions.flatMap((child) => listMatches(child, depth + 1))
    default:
      return []
  }
}
