// What a search found, whole: each message below the nearest one above it in its thread that was
// found as well.

import { listMessages } from '#store'
import { drawThreadMessages } from './answer-thread.ts'
import type { MailNode } from './draw-skeleton.ts'
import type { Html } from './html.ts'
import { readThread } from './read-thread.ts'
import type { Asking } from './to-answer.ts'

/** Threads in the order of their first message here; only so much as fits on a page. */
export function drawNestedResults(
  asking: Asking,
  ids: readonly number[],
): { readonly drawn: Html; readonly isCut: boolean } {
  const rows = listMessages(asking.store, ids)
  const found = new Set(ids)
  const nodes = [...new Set(rows.map(({ threadId }) => threadId))].flatMap((threadId) => {
    const row = rows.find((one) => one.threadId === threadId)
    return row === undefined ? [] : keepFound(readThread(asking.store, [row]), found)
  })
  return drawThreadMessages(asking, nodes, { kind: 'nested', isOnlyNew: false, messageId: '' })
}

/** Nodes in the order they are read, as deep as they are among those that were found. */
export function keepFound(
  nodes: readonly MailNode[],
  found: ReadonlySet<number>,
): readonly MailNode[] {
  const kept: MailNode[] = []
  /** How deep those above are in their thread. */
  let above: number[] = []
  for (const node of nodes) {
    const messages = node.messages.filter(({ id }) => found.has(id))
    above = above.filter((depth) => depth < node.depth)
    if (messages.length === 0) continue
    kept.push({ ...node, messages, depth: above.length })
    above.push(node.depth)
  }
  return kept
}
