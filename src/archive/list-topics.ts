// A page of topics: going back in time from message to message, each thread where it is met first.

import { listNewestMessages, type MessageRow, type Store, summarizeThreads } from '#store'
import type { Moment } from './addresses.ts'
import type { TopicToDraw } from './draw-lists.ts'

const topicsPerPage = 50
/** The messages among which a page of topics is looked for. */
const messagesPerPage = 300

export interface TopicsPage {
  readonly topics: readonly TopicToDraw[]
  /** Where the next page begins; absent on the last one. */
  readonly older: Moment | undefined
}

export interface TopicsWanted {
  readonly list: string
  /** By the message a thread begins with, or by its last one. */
  readonly by: 'new' | 'active'
  readonly at: Moment
}

export function listTopics(store: Store, { list, by, at }: TopicsWanted): TopicsPage {
  // One more than is read, to know where the next page begins.
  const messages = listNewestMessages(store, {
    list,
    beforeMs: at.beforeMs,
    skipped: at.skipped,
    areFirst: by === 'new',
    limit: messagesPerPage + 1,
  })
  const metByThread = new Map<number, MessageRow>()
  let read = 0
  for (const message of messages.slice(0, messagesPerPage)) {
    if (!metByThread.has(message.threadId)) {
      if (metByThread.size === topicsPerPage) break
      metByThread.set(message.threadId, message)
    }
    read += 1
  }
  const topics = summarizeThreads(store, [...metByThread.keys()]).map((topic) => ({
    ...topic,
    shownMs: metByThread.get(topic.threadId)?.sentMs ?? topic.lastMs,
  }))
  const next = messages[read]
  return { topics, older: next && toMoment(next, { read: messages.slice(0, read), at }) }
}

/** Addresses have seconds: what was read already of the second of the next message is skipped. */
function toMoment(
  next: MessageRow,
  { read, at }: { readonly read: readonly MessageRow[]; readonly at: Moment },
): Moment {
  const toSecond = (ms: number) => Math.floor(ms / 1000)
  const second = toSecond(next.sentMs)
  const within = read.filter(({ sentMs }) => toSecond(sentMs) === second).length
  const isSameSecond = at.beforeMs !== undefined && toSecond(at.beforeMs) === second
  return { beforeMs: next.sentMs, skipped: within + (isSameSecond ? at.skipped : 0) }
}
