// What is asked of every message that matches, as arrays of numbers by id: when, on which list. They are
// read once and go on with every import, so that ordering and counting ask SQLite nothing.

import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import { findMailEdition } from './find-mail.ts'

export interface MailColumns {
  readonly messages: number
  /** One more than the highest id. */
  readonly size: number
  /** By id; NaN where there is no message. */
  readonly sentMs: Float64Array
  /** The sender's date where no server gave one. */
  readonly receivedMs: Float64Array
  readonly listIds: Uint32Array
  readonly years: Uint16Array
  /** 1 where the subject says that it is a reply. */
  readonly replies: Uint8Array
  readonly listNames: ReadonlyMap<number, string>
}

interface Kept {
  readonly edition: number
  readonly columns: MailColumns
}

interface KeptThreads {
  readonly edition: number
  readonly threads: Uint32Array
}

const threadsByConnection = new WeakMap<Store['sqlite'], KeptThreads>()

/** The thread of each message by id. Any import may join threads, so all are read again after it. */
export function readMailThreads(store: Store, { size }: MailColumns): Uint32Array {
  const edition = findMailEdition(store)
  const known = threadsByConnection.get(store.sqlite)
  if (known?.edition === edition) return known.threads
  const rows = toStatement<[], { readonly id: number; readonly threadId: number }>(
    store,
    'SELECT Message.id, threadId FROM Message JOIN MailName ON MailName.id = Message.nameId',
  ).all()
  const threads = new Uint32Array(size)
  for (const { id, threadId } of rows) threads[id] = threadId
  threadsByConnection.set(store.sqlite, { edition, threads })
  return threads
}

const keptByConnection = new WeakMap<Store['sqlite'], Kept>()

/** The columns of all mail that the store holds now. */
export function readMailColumns(store: Store): MailColumns {
  const edition = findMailEdition(store)
  const known = keptByConnection.get(store.sqlite)
  if (known?.edition === edition) return known.columns
  // Messages only come at the end; where one of those known has gone, all are read again.
  const isGrown =
    known !== undefined && countUpTo(store, known.columns.size - 1) === known.columns.messages
  const columns = readFrom(store, isGrown ? known.columns : undefined)
  keptByConnection.set(store.sqlite, { edition, columns })
  return columns
}

function countUpTo(store: Store, id: number): number {
  return (
    toStatement<[number], { readonly messages: number }>(
      store,
      'SELECT count(*) AS messages FROM Message WHERE id <= ?',
    ).get(id)?.messages ?? 0
  )
}

interface Row {
  readonly id: number
  readonly listId: number
  readonly sentMs: number
  readonly receivedMs: number | null
  readonly isReply: number
}

function readFrom(store: Store, before: MailColumns | undefined): MailColumns {
  const rows = toStatement<[number], Row>(
    store,
    `SELECT id, listId, sentMs, receivedMs, subject LIKE 're:%' AS isReply
     FROM Message WHERE id >= ? ORDER BY id`,
  ).all(before?.size ?? 0)
  const lists = toStatement<[], { readonly id: number; readonly name: string }>(
    store,
    'SELECT id, name FROM MailList',
  ).all()
  const size = (rows.at(-1)?.id ?? (before?.size ?? 0) - 1) + 1
  const columns = {
    messages: (before?.messages ?? 0) + rows.length,
    size,
    sentMs: new Float64Array(size).fill(Number.NaN),
    receivedMs: new Float64Array(size).fill(Number.NaN),
    listIds: new Uint32Array(size),
    years: new Uint16Array(size),
    replies: new Uint8Array(size),
    listNames: new Map(lists.map(({ id, name }) => [id, name])),
  }
  if (before !== undefined) {
    columns.sentMs.set(before.sentMs)
    columns.receivedMs.set(before.receivedMs)
    columns.listIds.set(before.listIds)
    columns.years.set(before.years)
    columns.replies.set(before.replies)
  }
  for (const { id, listId, sentMs, receivedMs, isReply } of rows) {
    columns.sentMs[id] = sentMs
    columns.receivedMs[id] = receivedMs ?? sentMs
    columns.listIds[id] = listId
    columns.replies[id] = isReply
    columns.years[id] = new Date(sentMs).getUTCFullYear()
  }
  return columns
}
