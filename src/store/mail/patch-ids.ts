// By which names git knows the patches in messages. Who sends the same patch again sends the same name.

import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import type { MessageRow } from './stored-message.ts'

/** Keeps the patch ids of one message; part of the transaction that writes it. */
export function createPatchNamer({ sqlite }: Store): {
  readonly add: (messageId: number, patchIds: readonly string[]) => void
  readonly remove: (messageId: number) => void
} {
  const insert = sqlite.prepare<[string, number]>(
    'INSERT OR IGNORE INTO MessagePatch (patchId, messageId) VALUES (?, ?)',
  )
  const remove = sqlite.prepare<[number]>('DELETE FROM MessagePatch WHERE messageId = ?')
  const forget = sqlite.prepare<[number]>('DELETE FROM PatchToName WHERE messageId = ?')
  return {
    add: (messageId, patchIds) => {
      for (const patchId of patchIds) insert.run(patchId, messageId)
    },
    remove: (messageId) => {
      remove.run(messageId)
      forget.run(messageId)
    },
  }
}

/** Messages with a patch that came before patch ids were kept, some at a time; none once they are named. */
export function listPatchesToName(store: Store, limit: number): readonly number[] {
  return toStatement<[number], number>(store, 'SELECT messageId FROM PatchToName LIMIT ?')
    .pluck()
    .all(limit)
}

/** Keeps the patch ids of such messages, whether they have some or not. */
export function namePatches(
  store: Store,
  named: readonly { readonly id: number; readonly patchIds: readonly string[] }[],
): void {
  const namer = createPatchNamer(store)
  store.sqlite
    .transaction(() => {
      for (const { id, patchIds } of named) {
        namer.remove(id)
        namer.add(id, patchIds)
      }
      // Searches answer otherwise now, so that what was kept of them is no longer right.
      store.sqlite.exec('UPDATE MailList SET changes = changes + 1')
    })
    .immediate()
}

/** What else was sent of a message's patches, oldest first, on every list; the message itself left out. */
export function listSamePatches(
  store: Store,
  { messageId, limit }: { readonly messageId: string; readonly limit: number },
): readonly Pick<MessageRow, 'list' | 'messageId' | 'subject' | 'sentMs'>[] {
  return toStatement<
    [{ messageId: string; limit: number }],
    Pick<MessageRow, 'list' | 'messageId' | 'subject' | 'sentMs'>
  >(
    store,
    `SELECT DISTINCT MailList.name AS list, MailName.messageId, Message.subject, Message.sentMs
     FROM MailName AS OwnName
     JOIN Message AS Own ON Own.nameId = OwnName.id
     JOIN MessagePatch AS OwnPatch ON OwnPatch.messageId = Own.id
     JOIN MessagePatch ON MessagePatch.patchId = OwnPatch.patchId
     JOIN Message ON Message.id = MessagePatch.messageId
     JOIN MailName ON MailName.id = Message.nameId
     JOIN MailList ON MailList.id = Message.listId
     WHERE OwnName.messageId = @messageId AND MailName.messageId <> @messageId
     ORDER BY Message.sentMs, Message.id LIMIT @limit`,
  ).all({ messageId, limit })
}
