// The questions pages about mail ask.

import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import { type BlockPlace, readBlock, readDocument, readRaw } from './blocks.ts'
import { parentHeaders } from './mail-writer.ts'
import type { MessageDocument, MessageRow, ThreadedRow } from './stored-message.ts'
import { parseAncestors } from './threads.ts'

export interface ListSummary {
  readonly name: string
  readonly messages: number
  readonly threads: number
  readonly firstMs: number | null
  readonly lastMs: number | null
}

/** What changes with every import, for caches. Costs some microseconds. */
export function findMailEdition(store: Store): number {
  return (
    toStatement<[], number>(store, 'SELECT coalesce(sum(changes), 0) FROM MailList')
      .pluck()
      .get() ?? 0
  )
}

/** Every list with mail, by name. */
export function listMailLists(store: Store): readonly ListSummary[] {
  return toStatement<[], ListSummary>(
    store,
    `SELECT MailList.name, count(Message.id) AS messages,
              count(DISTINCT MailName.threadId) AS threads,
              min(sentMs) AS firstMs, max(sentMs) AS lastMs
       FROM MailList LEFT JOIN Message ON Message.listId = MailList.id
       LEFT JOIN MailName ON MailName.id = Message.nameId
       GROUP BY MailList.id ORDER BY MailList.name`,
  ).all()
}

/** The names of lists that have mail. */
export function listMailListNames(store: Store): readonly string[] {
  return toStatement<[], { readonly name: string }>(
    store,
    `SELECT name FROM MailList
     WHERE EXISTS (SELECT 1 FROM Message WHERE listId = MailList.id) ORDER BY name`,
  )
    .all()
    .map(({ name }) => name)
}

export function hasMailList(store: Store, list: string): boolean {
  return (
    toStatement<[string], unknown>(store, 'SELECT 1 FROM MailList WHERE name = ?').get(list) !==
    undefined
  )
}

/** What the store's other questions about messages begin with. */
export const rowColumns = `
  Message.id, MailList.name AS list, MailName.messageId, Message.subject, Message.fromName,
  Message.fromAddress, Message.sentMs, Message.receivedMs, Message.hasDiff, Message.changeId,
  MailName.threadId`
export const rowTables = `
  Message JOIN MailName ON MailName.id = Message.nameId JOIN MailList ON MailList.id = Message.listId`

export interface SqlRow extends Omit<MessageRow, 'hasDiff'> {
  readonly hasDiff: number
}

export function toRow(row: SqlRow): MessageRow {
  return { ...row, hasDiff: row.hasDiff === 1 }
}

// A plus sign keeps SQLite from walking through all messages of a list where a few are found by name.

/** The messages of a name, on one list or on all, oldest first: more than one if the name was reused. */
export function findMessages(
  store: Store,
  { list, messageId }: { readonly list?: string | undefined; readonly messageId: string },
): readonly MessageRow[] {
  const where = list === undefined ? '' : 'AND +MailList.name = ?'
  return toStatement<unknown[], SqlRow>(
    store,
    `SELECT ${rowColumns} FROM ${rowTables} WHERE MailName.messageId = ? ${where}
       ORDER BY +Message.sentMs, Message.id`,
  )
    .all(messageId, ...(list === undefined ? [] : [list]))
    .map(toRow)
}

/** Messages by their numbers in the store, in the order given; those that have gone are left out. */
export function listMessages(store: Store, ids: readonly number[]): readonly MessageRow[] {
  const find = toStatement<[number], SqlRow>(
    store,
    `SELECT ${rowColumns} FROM ${rowTables} WHERE Message.id = ?`,
  )
  return ids.flatMap((id) => {
    const row = find.get(id)
    return row === undefined ? [] : toRow(row)
  })
}

/** The threads of messages, each once, in the order of its first message here. */
export function listThreadIds(store: Store, ids: readonly number[]): readonly number[] {
  const find = toStatement<[number], { readonly threadId: number }>(
    store,
    `SELECT threadId FROM Message JOIN MailName ON MailName.id = Message.nameId
     WHERE Message.id = ?`,
  )
  return [...new Set(ids.flatMap((id) => find.get(id)?.threadId ?? []))]
}

/** Message-IDs that begin like this, for addresses that were cut off. */
export function listMessageIdsLike(
  store: Store,
  {
    list,
    prefix,
    limit,
  }: { readonly list?: string | undefined; readonly prefix: string; readonly limit: number },
): readonly { readonly list: string; readonly messageId: string }[] {
  // Between the text and the text with the last character behind it: an index can do that, LIKE cannot.
  return toStatement<unknown[], { list: string; messageId: string }>(
    store,
    `SELECT MailList.name AS list, MailName.messageId FROM MailName
       JOIN MailList ON MailList.id = MailName.listId
       WHERE MailName.messageId >= ? AND MailName.messageId < ?
         AND EXISTS (SELECT 1 FROM Message WHERE nameId = MailName.id)
         ${list === undefined ? '' : 'AND MailList.name = ?'}
       ORDER BY MailName.messageId LIMIT ?`,
  ).all(prefix, `${prefix}\u{10FFFF}`, ...(list === undefined ? [] : [list]), limit)
}

/** Whether anything on the list refers to this name, although nobody has the message. */
export function findGhost(
  store: Store,
  { list, messageId }: { readonly list: string; readonly messageId: string },
): { readonly threadId: number } | undefined {
  return toStatement<[string, string], { threadId: number }>(
    store,
    `SELECT MailName.threadId FROM MailName JOIN MailList ON MailList.id = MailName.listId
       WHERE MailList.name = ? AND MailName.messageId = ?`,
  ).get(list, messageId)
}

const placeColumns = 'blockId, rawAt, rawBytes, documentBytes'

function findPlace(store: Store, id: number): BlockPlace {
  const place = toStatement<[number], BlockPlace>(
    store,
    `SELECT ${placeColumns} FROM Message WHERE id = ?`,
  ).get(id)
  if (place === undefined)
    throw new RangeError(`Unexpected message ${id}, expected one of the store`)
  return place
}

/** The bytes of a message exactly as they came. */
export function readMessageRaw(store: Store, id: number): Buffer {
  return readRaw(store, findPlace(store, id))
}

/** Messages read at once while a list is read to its end. */
const eachBatch = 200

/** The bytes of all messages of a list, in the order they were taken in. */
export function* eachMessageRaw(store: Store, list: string): Iterable<Buffer> {
  const next = toStatement<[string, number, number], BlockPlace & { readonly id: number }>(
    store,
    `SELECT Message.id, ${placeColumns} FROM Message
     WHERE +Message.listId = (SELECT id FROM MailList WHERE name = ?) AND Message.id > ? ORDER BY Message.id LIMIT ?`,
  )
  // Read past the blocks kept for pages: whoever reads everything reads nothing twice.
  let block: { readonly id: number; readonly bytes: Buffer } | undefined
  let places = next.all(list, 0, eachBatch)
  while (places.length > 0) {
    for (const { blockId, rawAt, rawBytes } of places) {
      if (block?.id !== blockId) block = { id: blockId, bytes: readBlock(store, blockId) }
      yield block.bytes.subarray(rawAt, rawAt + rawBytes)
    }
    places = next.all(list, places.at(-1)?.id ?? 0, eachBatch)
  }
}

/** What a page shows of a message. */
export function readMessageDocument(store: Store, id: number): MessageDocument {
  return readDocument(store, findPlace(store, id))
}

interface SqlThreadedRow extends SqlRow {
  readonly ancestors: string
  readonly parentFrom: number
}

/** More than any thread that can be read; what is beyond is left out, latest first. */
const threadMessagesMax = 5_000

/** All messages of a thread, oldest first, with what #mail needs to make its tree. */
export function listThreadMessages(store: Store, threadId: number): readonly ThreadedRow[] {
  const rows = toStatement<[number, number], SqlThreadedRow>(
    store,
    `SELECT ${rowColumns}, Message.ancestors, Message.parentFrom FROM ${rowTables}
       WHERE MailName.threadId = ? ORDER BY +Message.sentMs, Message.id LIMIT ?`,
  ).all(threadId, threadMessagesMax)
  const names = new Map(
    toStatement<[number], { id: number; messageId: string }>(
      store,
      'SELECT id, messageId FROM MailName WHERE threadId = ?',
    )
      .all(threadId)
      .map(({ id, messageId }) => [id, messageId]),
  )
  return rows.map(({ ancestors, parentFrom, ...row }) => ({
    ...toRow(row),
    dateMs: row.sentMs,
    references: parseAncestors(ancestors).flatMap((id) => names.get(id) ?? []),
    parentFrom: parentHeaders[parentFrom - 1],
  }))
}

/** Messages of one list or of all, newest first. */
export function listNewestMessages(
  store: Store,
  {
    list,
    beforeMs,
    skipped = 0,
    areFirst = false,
    limit,
  }: {
    readonly list?: string | undefined
    readonly beforeMs?: number | undefined
    /** So many of them are left out, the newest. */
    readonly skipped?: number
    /** Only those that begin a thread: what names a parent begins nothing. */
    readonly areFirst?: boolean
    readonly limit: number
  },
): readonly MessageRow[] {
  const conditions = [
    ...(list === undefined ? [] : ['MailList.name = ?']),
    ...(beforeMs === undefined ? [] : ['Message.sentMs <= ?']),
    ...(areFirst ? ["Message.ancestors = ''"] : []),
  ]
  const values = [
    ...(list === undefined ? [] : [list]),
    ...(beforeMs === undefined ? [] : [beforeMs]),
  ]
  return toStatement<unknown[], SqlRow>(
    store,
    `SELECT ${rowColumns} FROM ${rowTables}
       ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY Message.sentMs DESC, Message.id DESC LIMIT ? OFFSET ?`,
  )
    .all(...values, limit, skipped)
    .map(toRow)
}

/** A thread as a line of a list. */
export interface TopicSummaryOfMail {
  readonly threadId: number
  /** Its first message that is there. */
  readonly messageId: string
  readonly subject: string
  readonly fromName: string
  readonly firstMs: number
  readonly lastMs: number
  readonly messages: number
}

/** Threads by their first message, in the order of the ids given. */
export function summarizeThreads(
  store: Store,
  threadIds: readonly number[],
): readonly TopicSummaryOfMail[] {
  const count = toStatement<[number], { lastMs: number | null; messages: number }>(
    store,
    `SELECT max(sentMs) AS lastMs, count(*) AS messages
     FROM MailName JOIN Message ON Message.nameId = MailName.id WHERE MailName.threadId = ?`,
  )
  const findFirst = toStatement<
    [number],
    Pick<TopicSummaryOfMail, 'messageId' | 'subject' | 'fromName' | 'firstMs'>
  >(
    store,
    `SELECT MailName.messageId, Message.subject, Message.sentMs AS firstMs,
            iif(Message.fromName = '', Message.fromAddress, Message.fromName) AS fromName
     FROM MailName JOIN Message ON Message.nameId = MailName.id WHERE MailName.threadId = ?
     ORDER BY +Message.sentMs, Message.id LIMIT 1`,
  )
  return threadIds.flatMap((threadId) => {
    const first = findFirst.get(threadId)
    const { lastMs = null, messages = 0 } = count.get(threadId) ?? {}
    return first === undefined || lastMs === null ? [] : { threadId, ...first, lastMs, messages }
  })
}
