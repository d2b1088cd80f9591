// Where the other revisions of a series may be: what may be a patch, by its sender and title, by its
// change-id, by its thread. Whether it belongs, #mail decides.

import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import { rowColumns, rowTables, type SqlRow, toRow } from './find-mail.ts'
import { parentHeaders } from './mail-writer.ts'
import type { MessageRow, ThreadedRow } from './stored-message.ts'
import { parseAncestors } from './threads.ts'

/** A message whose subject begins as a patch's does. */
export interface PatchRow extends MessageRow {
  readonly parentId: string | undefined
  readonly parentFrom: ThreadedRow['parentFrom']
}

interface SqlPatchRow extends SqlRow {
  readonly ancestors: string
  readonly parentFrom: number
}

/** What is in the index of a migration, letter by letter: else SQLite would not use it. */
const isPrefixed = `substr(Message.subject, 1, 1) = '['`
const titleOf = (subject: string) =>
  `lower(trim(substr(${subject}, length(rtrim(${subject}, replace(${subject}, ']', ''))) + 1)))`

const patchesMax = 2_000
/** What one sender sent under one title: more is a habit, no series. */
const sameTitleMax = 100

/** Where a patch is to be looked for. */
export type PatchPlace = Pick<PatchRow, 'messageId' | 'threadId'>

/** Most of what is found was found before: what else there is to know of a patch is read with its thread. */
function listPlaces(
  store: Store,
  where: string,
  values: Readonly<Record<string, string | number>>,
): readonly PatchPlace[] {
  return toStatement<[Readonly<Record<string, string | number>>], PatchPlace>(
    store,
    `SELECT MailName.messageId, MailName.threadId
     FROM Message JOIN MailName ON MailName.id = Message.nameId
     WHERE ${isPrefixed} AND ${where} LIMIT @limit`,
  ).all(values)
}

const listIdOf = '(SELECT id FROM MailList WHERE name = @list)'

/** Those of a thread, oldest first. */
export function listPatchesOfThread(store: Store, threadId: number): readonly PatchRow[] {
  const rows = toStatement<[number, number], SqlPatchRow>(
    store,
    `SELECT ${rowColumns}, Message.ancestors, Message.parentFrom FROM ${rowTables}
     WHERE ${isPrefixed} AND MailName.threadId = ? ORDER BY +Message.sentMs, Message.id LIMIT ?`,
  ).all(threadId, patchesMax)
  // Nearly all answer the same one, their cover letter.
  const nameById = new Map<number, string | undefined>()
  const findName = (id: number) => {
    if (!nameById.has(id)) nameById.set(id, readName(store, id))
    return nameById.get(id)
  }
  return rows.map(({ ancestors, parentFrom, ...row }) => {
    const parent = parseAncestors(ancestors).at(-1)
    return {
      ...toRow(row),
      parentId: parent === undefined ? undefined : findName(parent),
      parentFrom: parentHeaders[parentFrom - 1],
    }
  })
}

function readName(store: Store, id: number): string | undefined {
  return toStatement<[number], { readonly messageId: string }>(
    store,
    'SELECT messageId FROM MailName WHERE id = ?',
  ).get(id)?.messageId
}

/** Those by the same sender under the same title, whatever the prefix, on the same list. */
export function listPatchesLike(
  store: Store,
  { list, fromAddress, subject }: Pick<MessageRow, 'list' | 'fromAddress' | 'subject'>,
): readonly PatchPlace[] {
  // Without a title everything without one would be like it.
  if (subject.trimEnd().endsWith(']')) return []
  return listPlaces(
    store,
    `Message.listId = ${listIdOf} AND lower(Message.fromAddress) = lower(@fromAddress)
     AND ${titleOf('Message.subject')} = ${titleOf('@subject')}`,
    { list, fromAddress, subject, limit: sameTitleMax },
  )
}

/** Those with a change-id, on one list. */
export function listPatchesOfChange(
  store: Store,
  { list, changeId }: Pick<MessageRow, 'list' | 'changeId'>,
): readonly PatchPlace[] {
  const where = `Message.changeId = @changeId AND Message.changeId <> '' AND +Message.listId = ${listIdOf}`
  return listPlaces(store, where, { changeId, list, limit: patchesMax })
}

/** Those a sender sent to a list from one moment to another. */
export function listPatchesBetween(
  store: Store,
  {
    list,
    fromAddress,
    fromMs,
    toMs,
  }: Pick<MessageRow, 'list' | 'fromAddress'> & { readonly fromMs: number; readonly toMs: number },
): readonly PatchPlace[] {
  return listPlaces(
    store,
    `Message.listId = ${listIdOf} AND Message.sentMs BETWEEN @fromMs AND @toMs
     AND +lower(Message.fromAddress) = lower(@fromAddress)`,
    { list, fromMs, toMs, fromAddress, limit: patchesMax },
  )
}
