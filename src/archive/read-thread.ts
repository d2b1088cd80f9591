// A thread as it is shown: hung by headers, or where editors hung it.

import { buildThreadTree } from '#mail'
import {
  findMessages,
  listCorrections,
  listThreadMessages,
  type MessageRow,
  type Store,
  type ThreadedRow,
} from '#store'
import type { MailNode } from './draw-skeleton.ts'

/** A thread as editors hang its messages: with the threads they move to, and what moves here. */
export function readThread(store: Store, [first]: readonly MessageRow[]): readonly MailNode[] {
  if (first === undefined) return []
  const rows = listThreadMessages(store, first.threadId)
  const corrections = listCorrections(store, first.threadId)
  if (corrections.size === 0) return buildThreadTree(rows)
  const own = new Set(rows.map(({ messageId }) => messageId))
  const elsewhere = new Set(
    [...corrections].flatMap(([moved, answered]) => {
      if (own.has(moved) === own.has(answered)) return []
      const messageId = own.has(moved) ? answered : moved
      const [row] = findMessages(store, { list: first.list, messageId })
      return row?.threadId ?? []
    }),
  )
  const all = [...rows, ...[...elsewhere].flatMap((id) => listThreadMessages(store, id))]
  const corrected = all.map((row): ThreadedRow => {
    const answers = corrections.get(row.messageId)
    return answers === undefined ? row : { ...row, references: [answers], parentFrom: 'entry' }
  })
  return splitTrees(buildThreadTree(corrected))
    .filter((tree) => tree.some(({ messageId }) => own.has(messageId)))
    .flat()
}

/** Nodes in the order they are read, a list for each root. */
function splitTrees(nodes: readonly MailNode[]): readonly (readonly MailNode[])[] {
  const trees: MailNode[][] = []
  for (const node of nodes) {
    if (node.depth === 0) trees.push([])
    trees.at(-1)?.push(node)
  }
  return trees
}

/** Its messages, without its ghosts. */
export function listRows(nodes: readonly MailNode[]): readonly ThreadedRow[] {
  return nodes.flatMap(({ messages }) => messages)
}

export function byDate(rows: readonly ThreadedRow[]): readonly ThreadedRow[] {
  return [...rows].sort((a, b) => a.sentMs - b.sentMs || a.id - b.id)
}
