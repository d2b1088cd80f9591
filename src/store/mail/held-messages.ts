// What entries ask of the archive: which of the messages they name it holds, and in which state.

import { createHash } from 'node:crypto'
import type { MessageMention } from '#domain'
import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'

export interface HeldMessage {
  readonly id: number
  readonly list: string
  readonly messageId: string
  readonly threadId: number
  /** 40 hexadecimal digits of the SHA-256 over what its author wrote. */
  readonly digest: string
}

const heldColumns = `
  Message.id, MailList.name AS list, MailName.messageId, MailName.threadId,
  lower(hex(Message.digest)) AS digest
  FROM MailName JOIN Message ON Message.nameId = MailName.id
  JOIN MailList ON MailList.id = Message.listId`

/** The messages of a name on every list, in the order of the lists. */
export function findHeldMessages(store: Store, messageId: string): readonly HeldMessage[] {
  return toStatement<[string], HeldMessage>(
    store,
    `SELECT ${heldColumns} WHERE MailName.messageId = ? ORDER BY MailList.name, Message.id`,
  ).all(messageId)
}

/** A digest of all messages that have these names; empty if none is there. */
export function digestHeldMessages(store: Store, messageIds: Iterable<string>): string {
  const hash = createHash('sha256')
  let count = 0
  for (const messageId of [...new Set(messageIds)].sort()) {
    for (const { list, digest } of findHeldMessages(store, messageId)) {
      hash.update(`${messageId} ${list} ${digest}\n`)
      count += 1
    }
  }
  return count === 0 ? '' : hash.digest('hex')
}

/** Every Message-ID that an entry names. */
export function listMentionedIds(store: Store): readonly string[] {
  return toStatement<[], string>(store, 'SELECT DISTINCT messageId FROM MessageMention')
    .pluck()
    .all()
}

/** Those of the names that entries say something of: one question for a whole thread. */
export function listMentionedAmong(
  store: Store,
  messageIds: readonly string[],
): ReadonlySet<string> {
  const rows = toStatement<[string], string>(
    store,
    `SELECT DISTINCT messageId FROM MessageMention
     WHERE messageId IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(JSON.stringify(messageIds))
  return new Set(rows)
}

/** What entries say of a message, positions by the place of their words. */
export function listMentionsOf(store: Store, messageId: string): readonly MessageMention[] {
  return toStatement<[string], string>(
    store,
    'SELECT document FROM MessageMention WHERE messageId = ? ORDER BY threadSlug, anchor',
  )
    .pluck()
    .all(messageId)
    .map((document) => JSON.parse(document) as MessageMention)
    .sort((a, b) => (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0))
}

/**
 * Where editors hang messages, by Message-ID: what they answer. Every one of the entries that name a
 * message of the thread, for either end may lie in another thread.
 */
export function listCorrections(store: Store, threadId: number): ReadonlyMap<string, string> {
  const rows = toStatement<[number], { messageId: string; answers: string }>(
    store,
    `SELECT messageId, json_extract(document, '$.answers') AS answers FROM MessageMention
     WHERE answers IS NOT NULL AND threadSlug IN (
       SELECT threadSlug FROM MailName JOIN MessageMention USING (messageId) WHERE threadId = ?)
     ORDER BY threadSlug DESC`,
  ).all(threadId)
  return new Map(rows.map(({ messageId, answers }) => [messageId, answers]))
}
