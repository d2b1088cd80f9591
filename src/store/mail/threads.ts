// Which names are connected. A thread is everything that any reference joins, ghosts included; its
// shape is made by #mail from the messages when it is shown.

import { LRUCache } from 'lru-cache'
import type { Store } from '../open-store.ts'

export interface MailNames {
  /** The rows of a message and of what it refers to, joined in one thread. */
  readonly connect: (
    messageId: string,
    references: readonly string[],
  ) => { readonly nameId: number; readonly ancestors: readonly number[] }
}

interface NameRow {
  readonly id: number
  readonly threadId: number
}

/** Names kept at hand: long threads name the same messages again and again. */
const keptNamesMax = 20_000

/** Names of one list, for writing. */
export function createMailNames({ sqlite }: Store, listId: number): MailNames {
  const find = sqlite.prepare<[number, string], NameRow>(
    'SELECT id, threadId FROM MailName WHERE listId = ? AND messageId = ?',
  )
  const insert = sqlite.prepare<[number, string, number]>(
    'INSERT INTO MailName (listId, messageId, threadId) VALUES (?, ?, ?)',
  )
  const beginThread = sqlite.prepare<[number]>('UPDATE MailName SET threadId = id WHERE id = ?')
  const move = sqlite.prepare<[number, number]>(
    'UPDATE MailName SET threadId = ? WHERE threadId = ?',
  )
  const kept = new LRUCache<string, NameRow>({ max: keptNamesMax })
  const findName = (messageId: string): NameRow | undefined => {
    const known = kept.get(messageId)
    if (known !== undefined) return known
    const found = find.get(listId, messageId)
    if (found !== undefined) kept.set(toOwn(messageId), found)
    return found
  }
  const insertName = (messageId: string, thread: number | undefined): NameRow => {
    const id = Number(insert.run(listId, messageId, thread ?? 0).lastInsertRowid)
    if (thread === undefined) beginThread.run(id)
    const row = { id, threadId: thread ?? id }
    kept.set(toOwn(messageId), row)
    return row
  }
  const join = (threads: ReadonlySet<number>): number | undefined => {
    if (threads.size === 0) return undefined
    const first = Math.min(...threads)
    for (const thread of threads) if (thread !== first) move.run(first, thread)
    if (threads.size > 1) kept.clear()
    return first
  }
  return {
    connect: (messageId, references) => {
      const found = [...references, messageId].map(findName)
      let thread = join(new Set(found.flatMap((row) => row?.threadId ?? [])))
      const toId = (id: string, row: NameRow | undefined): number => {
        // A message may be named twice in one chain.
        const name = row ?? findName(id) ?? insertName(id, thread)
        thread ??= name.threadId
        return name.id
      }
      const ancestors = references.map((id, at) => toId(id, found[at]))
      return { nameId: toId(messageId, found.at(-1)), ancestors }
    },
  }
}

/** A copy: a name cut out of a header would keep all of that header in memory. */
function toOwn(text: string): string {
  return Buffer.from(text).toString()
}

/** Takes threads apart and joins anew what still is connected; names nobody mentions any more go. */
export function rejoinThreads(store: Store, threadIds: ReadonlySet<number>): void {
  const { sqlite } = store
  const listNames = sqlite
    .prepare<[number], number>('SELECT id FROM MailName WHERE threadId = ?')
    .pluck()
  const listMessages = sqlite.prepare<[number], { nameId: number; ancestors: string }>(
    'SELECT nameId, ancestors FROM Message WHERE nameId = ?',
  )
  const remove = sqlite.prepare<[number]>('DELETE FROM MailName WHERE id = ?')
  const setThread = sqlite.prepare<[number, number]>(
    'UPDATE MailName SET threadId = ? WHERE id = ?',
  )
  for (const threadId of threadIds) {
    const names = listNames.all(threadId)
    const rootById = new Map(names.map((id) => [id, id]))
    const mentioned = new Set<number>()
    for (const id of names) {
      for (const { nameId, ancestors } of listMessages.all(id)) {
        const connected = [nameId, ...parseAncestors(ancestors)]
        for (const other of connected) mentioned.add(other)
        joinIn(rootById, connected)
      }
    }
    for (const id of names) {
      if (mentioned.has(id)) setThread.run(findRoot(rootById, id), id)
      else remove.run(id)
    }
  }
}

function joinIn(rootById: Map<number, number>, ids: readonly number[]): void {
  const roots = ids.map((id) => findRoot(rootById, id))
  const first = Math.min(...roots)
  for (const root of roots) rootById.set(root, first)
}

function findRoot(rootById: Map<number, number>, id: number): number {
  let root = id
  for (
    let next = rootById.get(root);
    next !== undefined && next !== root;
    next = rootById.get(root)
  ) {
    root = next
  }
  for (let at = id; at !== root; ) {
    const next = rootById.get(at) ?? root
    rootById.set(at, root)
    at = next
  }
  return root
}

/** `12 15 40` → ids. */
export function parseAncestors(ancestors: string): readonly number[] {
  return ancestors === '' ? [] : ancestors.split(' ').map(Number)
}
