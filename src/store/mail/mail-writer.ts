// Writing mail in batches. A batch is one transaction with the position up to which its source was
// read, so that whoever is killed goes on exactly where the store ends.

import type { Store } from '../open-store.ts'
import { blockBytesMin, compressBlock, readBlock, toDocumentBytes } from './blocks.ts'
import { toIndexedMail } from './indexed-mail.ts'
import { createPatchNamer } from './patch-ids.ts'
import { type MessageToStore, mailTextFields } from './stored-message.ts'
import { createMailNames, rejoinThreads } from './threads.ts'

export interface Arrival {
  /** What it is called in its source. */
  readonly key: Uint8Array
  readonly message: MessageToStore
}

/** What became of an arrival. `reused` is new, but its name was taken by another message. */
export type ArrivalOutcome = 'added' | 'duplicate' | 'reused'

export interface MailBatch {
  readonly arrivals: readonly Arrival[]
  /** Keys the source no longer has. */
  readonly departed: readonly Uint8Array[]
  /** How far the source was read with this batch. */
  readonly position: string
  /** After the last batch of a source that was read whole: also removes what it did not show. */
  readonly removesUnseen: boolean
}

export interface MailWriter {
  /** Whether the source's message of this key is in the store. */
  readonly isKnown: (key: Uint8Array) => boolean
  /** Remembers that the source still has this key; returns whether it was not seen before. */
  readonly see: (key: Uint8Array) => boolean
  /** Writes all of a batch or nothing; the outcomes are in the order of its arrivals. */
  readonly write: (batch: MailBatch) => {
    readonly outcomes: readonly ArrivalOutcome[]
    readonly removed: number
  }
}

/** How far a source was read before; `undefined` if never. */
export function findSourcePosition(
  { sqlite }: Store,
  { list, place }: { readonly list: string; readonly place: string },
): string | undefined {
  const position = sqlite
    .prepare<[string, string], string>(
      `SELECT position FROM MailSource JOIN MailList ON MailList.id = listId
       WHERE name = ? AND place = ?`,
    )
    .pluck()
    .get(list, place)
  return position === '' ? undefined : position
}

/** Opens a source of a list for writing, making both where they are new. */
export function openMailWriter(
  store: Store,
  { list, place }: { readonly list: string; readonly place: string },
): MailWriter {
  const { sqlite } = store
  const listId = toListId(store, list)
  sqlite
    .prepare(`INSERT OR IGNORE INTO MailSource (listId, place, position) VALUES (?, ?, '')`)
    .run(listId, place)
  const source = sqlite
    .prepare<[number, string], { id: number }>(
      'SELECT id FROM MailSource WHERE listId = ? AND place = ?',
    )
    .get(listId, place)
  if (source === undefined) throw new RangeError(`Unexpected absence of ${place}`)
  // In a temporary table, because a source may have millions of keys.
  sqlite.exec(`
    CREATE TEMP TABLE IF NOT EXISTS SeenKey (key BLOB PRIMARY KEY) WITHOUT ROWID;
    DELETE FROM SeenKey;
  `)
  const findOrigin = sqlite
    .prepare<[number, Uint8Array], number>(
      'SELECT messageId FROM MailOrigin WHERE sourceId = ? AND key = ?',
    )
    .pluck()
  const insertSeen = sqlite.prepare<[Uint8Array]>('INSERT OR IGNORE INTO SeenKey (key) VALUES (?)')
  const listUnseen = sqlite
    .prepare<[number], Buffer>(
      'SELECT key FROM MailOrigin WHERE sourceId = ? AND key NOT IN (SELECT key FROM SeenKey)',
    )
    .pluck()
  const setPosition = sqlite.prepare<[string, number]>(
    'UPDATE MailSource SET position = ? WHERE id = ?',
  )
  const add = createAdder(store, { listId, sourceId: source.id })
  const remove = (keys: readonly Uint8Array[]) =>
    removeOrigins(store, { sourceId: source.id, keys })
  const countChange = () =>
    sqlite.prepare('UPDATE MailList SET changes = changes + 1 WHERE id = ?').run(listId)
  return {
    isKnown: (key) => findOrigin.get(source.id, key) !== undefined,
    see: (key) => insertSeen.run(key).changes > 0,
    write: ({ arrivals, departed, position, removesUnseen }) =>
      sqlite
        .transaction(() => {
          const outcomes = add(arrivals)
          for (const { key } of arrivals) insertSeen.run(key)
          const removed = remove(departed) + (removesUnseen ? remove(listUnseen.all(source.id)) : 0)
          setPosition.run(position, source.id)
          if (removed > 0 || outcomes.some((outcome) => outcome !== 'duplicate')) countChange()
          return { outcomes, removed }
        })
        .immediate(),
  }
}

function toListId({ sqlite }: Store, name: string): number {
  sqlite.prepare('INSERT OR IGNORE INTO MailList (name) VALUES (?)').run(name)
  const id = sqlite
    .prepare<[string], number>('SELECT id FROM MailList WHERE name = ?')
    .pluck()
    .get(name)
  if (id === undefined) throw new RangeError(`Unexpected absence of the list ${name}`)
  return id
}

interface RowInBlock {
  readonly id: number
  readonly rawAt: number
  readonly rawBytes: number
  readonly documentBytes: number
}

function createAdder(
  store: Store,
  { listId, sourceId }: { listId: number; sourceId: number },
): (arrivals: readonly Arrival[]) => readonly ArrivalOutcome[] {
  const { sqlite } = store
  const names = createMailNames(store, listId)
  const patches = createPatchNamer(store)
  const listSameName = sqlite.prepare<[number, string], { id: number; digest: Buffer }>(
    `SELECT Message.id, digest FROM Message JOIN MailName ON MailName.id = nameId
     WHERE MailName.listId = ? AND messageId = ?`,
  )
  const insertOrigin = sqlite.prepare<[number, Uint8Array, number]>(
    'INSERT OR IGNORE INTO MailOrigin (sourceId, key, messageId) VALUES (?, ?, ?)',
  )
  const insertMessage = sqlite.prepare(
    `INSERT INTO Message (listId, nameId, subject, fromName, fromAddress, sentMs, receivedMs, ancestors,
       parentFrom, hasDiff, changeId, digest, blockId, rawAt, rawBytes, documentBytes)
     VALUES (@listId, @nameId, @subject, @fromName, @fromAddress, @sentMs, @receivedMs, @ancestors,
       @parentFrom, @hasDiff, @changeId, @digest, 0, 0, 0, 0)`,
  )
  const insertText = sqlite.prepare(
    `INSERT INTO MessageText (rowid, ${mailTextFields.map((field) => `"${field}"`).join(', ')})
     VALUES (?, ${mailTextFields.map(() => '?').join(', ')})`,
  )

  const insert = (message: MessageToStore): number => {
    const { nameId, ancestors } = names.connect(message.messageId, message.references)
    const { lastInsertRowid } = insertMessage.run({
      listId,
      nameId,
      subject: message.subject,
      fromName: message.fromName,
      fromAddress: message.fromAddress,
      sentMs: message.sentMs,
      receivedMs: message.receivedMs ?? null,
      ancestors: ancestors.join(' '),
      parentFrom:
        message.parentFrom === undefined ? 0 : parentHeaders.indexOf(message.parentFrom) + 1,
      hasDiff: message.hasDiff ? 1 : 0,
      changeId: message.changeId,
      digest: message.digest,
    })
    insertText.run(
      lastInsertRowid,
      ...mailTextFields.map((field) => toIndexedMail(message.text[field])),
    )
    return Number(lastInsertRowid)
  }

  return (arrivals) => {
    const blocks = createBlockWriter(store)
    const outcomes = arrivals.map(({ key, message }): ArrivalOutcome => {
      const sameName = listSameName.all(listId, message.messageId)
      const same = sameName.find(({ digest }) => digest.equals(message.digest))
      if (same !== undefined) {
        insertOrigin.run(sourceId, key, same.id)
        return 'duplicate'
      }
      const id = insert(message)
      patches.add(id, message.patchIds)
      insertOrigin.run(sourceId, key, id)
      blocks.add(id, [message.raw, toDocumentBytes(message.document, message.raw)])
      return sameName.length > 0 ? 'reused' : 'added'
    })
    blocks.close()
    return outcomes
  }
}

/** The values of `parentFrom` from 1. */
export const parentHeaders = ['references', 'in-reply-to'] as const

/** Collects messages until a block is full. */
function createBlockWriter({ sqlite }: Store) {
  const insertBlock = sqlite.prepare<[Uint8Array]>('INSERT INTO MailBlock (bytes) VALUES (?)')
  const place = sqlite.prepare<[number | bigint, number, number, number, number]>(
    'UPDATE Message SET blockId = ?, rawAt = ?, rawBytes = ?, documentBytes = ? WHERE id = ?',
  )
  let pieces: Uint8Array[] = []
  let rows: RowInBlock[] = []
  let bytes = 0
  const close = () => {
    if (rows.length === 0) return
    const { lastInsertRowid } = insertBlock.run(compressBlock(Buffer.concat(pieces)))
    for (const { id, rawAt, rawBytes, documentBytes } of rows) {
      place.run(lastInsertRowid, rawAt, rawBytes, documentBytes, id)
    }
    pieces = []
    rows = []
    bytes = 0
  }
  return {
    add: (id: number, [raw, document]: readonly [Uint8Array, Uint8Array]) => {
      rows.push({ id, rawAt: bytes, rawBytes: raw.length, documentBytes: document.length })
      pieces.push(raw, document)
      bytes += raw.length + document.length
      if (bytes >= blockBytesMin) close()
    },
    close,
  }
}

/** Forgets origins; removes the messages that have none left. Returns how many went. */
function removeOrigins(
  store: Store,
  { sourceId, keys }: { sourceId: number; keys: readonly Uint8Array[] },
): number {
  const { sqlite } = store
  const findOrigin = sqlite
    .prepare<[number, Uint8Array], number>(
      'SELECT messageId FROM MailOrigin WHERE sourceId = ? AND key = ?',
    )
    .pluck()
  const removeOrigin = sqlite.prepare<[number, Uint8Array]>(
    'DELETE FROM MailOrigin WHERE sourceId = ? AND key = ?',
  )
  const hasOrigin = sqlite
    .prepare<[number], number>('SELECT 1 FROM MailOrigin WHERE messageId = ? LIMIT 1')
    .pluck()
  const gone = new Set<number>()
  for (const key of keys) {
    const id = findOrigin.get(sourceId, key)
    if (id === undefined) continue
    removeOrigin.run(sourceId, key)
    if (hasOrigin.get(id) === undefined) gone.add(id)
  }
  removeMessages(store, gone)
  return gone.size
}

function removeMessages(store: Store, ids: ReadonlySet<number>): void {
  const { sqlite } = store
  const find = sqlite.prepare<[number], { blockId: number; threadId: number; ancestors: string }>(
    `SELECT blockId, MailName.threadId, ancestors
     FROM Message JOIN MailName ON MailName.id = nameId WHERE Message.id = ?`,
  )
  const removeText = sqlite.prepare<[number]>('DELETE FROM MessageText WHERE rowid = ?')
  const removeMessage = sqlite.prepare<[number]>('DELETE FROM Message WHERE id = ?')
  const patches = createPatchNamer(store)
  const blocks = new Set<number>()
  const threads = new Set<number>()
  for (const id of ids) {
    const row = find.get(id)
    if (row === undefined) continue
    blocks.add(row.blockId)
    threads.add(row.threadId)
    removeText.run(id)
    removeMessage.run(id)
    patches.remove(id)
  }
  for (const block of blocks) rewriteBlock(store, block)
  rejoinThreads(store, threads)
}

/** Moves what is left of a block to a new one, so that nothing of a removed message stays. */
function rewriteBlock(store: Store, blockId: number): void {
  const { sqlite } = store
  const rows = sqlite
    .prepare<[number], RowInBlock>(
      'SELECT id, rawAt, rawBytes, documentBytes FROM Message WHERE blockId = ? ORDER BY rawAt',
    )
    .all(blockId)
  const bytes = rows.length === 0 ? undefined : readBlock(store, blockId)
  sqlite.prepare('DELETE FROM MailBlock WHERE id = ?').run(blockId)
  if (bytes === undefined) return
  const writer = createBlockWriter(store)
  for (const { id, rawAt, rawBytes, documentBytes } of rows) {
    const documentAt = rawAt + rawBytes
    writer.add(id, [
      bytes.subarray(rawAt, documentAt),
      bytes.subarray(documentAt, documentAt + documentBytes),
    ])
  }
  writer.close()
}
