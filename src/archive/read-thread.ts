// A thread as it is shown: hung by headers, or where editors hung it.

import { LRUCache } from 'lru-cache'
import { buildThreadTree } from '#mail'
import {
  findEdition,
  findMailEdition,
  findMessages,
  listCorrections,
  listThreadMessages,
  type MessageRow,
  type Store,
  type ThreadedRow,
} from '#store'
import type { MailNode } from './draw-skeleton.ts'

/** Threads read lately, by their number, while nothing was taken in and no entry changed. */
interface KeptThreads {
  readonly edition: string
  readonly nodesByThread: LRUCache<number, readonly MailNode[]>
}

/** Messages and ghosts; with what is found for them they take some kilobytes each at most. */
const keptNodesMax = 10_000

const keptByStore = new WeakMap<Store['sqlite'], KeptThreads>()

/**
 * The thread of the first of these messages. Whoever reads one message of a thread goes on to the
 * next, and its tree and series are more than half of what that page costs.
 */
export function readThread(store: Store, [first]: readonly MessageRow[]): readonly MailNode[] {
  if (first === undefined) return []
  const { nodesByThread } = toKept(store)
  const kept = nodesByThread.get(first.threadId)
  if (kept !== undefined) return kept
  const nodes = makeThread(store, first)
  nodesByThread.set(first.threadId, nodes)
  return nodes
}

function toKept(store: Store): KeptThreads {
  // Read before the thread is, so that what comes in meanwhile is at worst read twice.
  const edition = `${findMailEdition(store)} ${findEdition(store)?.digest}`
  const known = keptByStore.get(store.sqlite)
  if (known?.edition === edition) return known
  const kept: KeptThreads = {
    edition,
    nodesByThread: new LRUCache({
      maxSize: keptNodesMax,
      sizeCalculation: (nodes) => nodes.length + 1,
    }),
  }
  keptByStore.set(store.sqlite, kept)
  return kept
}

/** A thread as editors hang its messages: with the threads they move to, and what moves here. */
function makeThread(store: Store, first: MessageRow): readonly MailNode[] {
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
