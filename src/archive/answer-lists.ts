// Pages of lists: which there are, the topics of one, its newest messages, its help.

import {
  findMessages,
  listMailLists,
  listNewestMessages,
  listNewestThreads,
  type Store,
  summarizeThreads,
} from '#store'
import { type MailRoute, mailUrls, type OfKind } from './addresses.ts'
import { drawHelp } from './draw-help.ts'
import { drawLists, drawNewest, drawTopics } from './draw-lists.ts'
import {
  type ArchiveAnswer,
  type Asking,
  feedMessages,
  toFeed,
  toPage,
  toText,
} from './to-answer.ts'

export function answerLists(asking: Asking): ArchiveAnswer {
  return toPage(asking, { title: 'Mail', body: drawLists(listMailLists(asking.store)) })
}

const topicsPerPage = 50
/** The newest messages among which a page of topics is looked for. */
const messagesPerPage = 300
const newestShown = 100

export function answerList(
  asking: Asking,
  { list, beforeMs }: { list: string; beforeMs: number | undefined },
): ArchiveAnswer {
  const { store } = asking
  const messages = listNewestMessages(store, { list, beforeMs, limit: messagesPerPage })
  const threadIds = [...new Set(messages.map(({ threadId }) => threadId))].slice(0, topicsPerPage)
  // The page ends above the first message of a thread it does not show.
  const shown = new Set(threadIds)
  const next = messages.find(({ threadId }) => !shown.has(threadId)) ?? messages.at(-1)
  const isLast = messages.length < messagesPerPage && shown.size < topicsPerPage
  const body = drawTopics({
    list,
    topics: summarizeThreads(store, threadIds),
    olderMs: isLast ? undefined : next?.sentMs,
    isNewest: beforeMs === undefined,
  })
  return toPage(asking, { title: list, list, body, feedUrl: mailUrls.newFeed(list) })
}

export function answerNew(
  asking: Asking,
  { list, as }: { list: string; as: 'html' | 'atom' },
): ArchiveAnswer {
  const limit = as === 'atom' ? feedMessages : newestShown
  const messages = listNewestMessages(asking.store, { list, limit })
  if (as === 'html') {
    const body = drawNewest(list, messages)
    return toPage(asking, {
      title: `${list}: newest messages`,
      list,
      body,
      feedUrl: mailUrls.newFeed(list),
    })
  }
  return toFeed(asking, {
    title: list,
    url: mailUrls.newFeed(list),
    pageUrl: mailUrls.list(list),
    messages,
  })
}

/** Topics by their first message or by their last, a page and a feed of their first messages. */
export function answerTopics(
  asking: Asking,
  { list, by, as }: OfKind<MailRoute, 'topics'>,
): ArchiveAnswer {
  const { store } = asking
  const limit = as === 'atom' ? feedMessages : topicsPerPage
  const threadIds =
    by === 'new' ? listNewestThreads(store, { list, limit }) : listActiveThreads(store, list)
  const topics = summarizeThreads(store, threadIds.slice(0, limit))
  const title = `${list}: ${by === 'new' ? 'newest topics' : 'most recently active topics'}`
  if (as === 'atom') {
    return toFeed(asking, {
      title,
      url: mailUrls.topics(list, by, 'atom'),
      pageUrl: mailUrls.topics(list, by, 'html'),
      messages: topics.flatMap(({ messageId }) =>
        findMessages(store, { list, messageId }).slice(0, 1),
      ),
    })
  }
  const order =
    by === 'new' ? 'Topics by their first message' : 'Topics by their most recent message'
  const datedBy = by === 'new' ? 'first' : 'last'
  const body = drawTopics({ list, topics, olderMs: undefined, isNewest: false, order, datedBy })
  return toPage(asking, { title, list, body, feedUrl: mailUrls.topics(list, by, 'atom') })
}

function listActiveThreads(store: Store, list: string): readonly number[] {
  const messages = listNewestMessages(store, { list, limit: messagesPerPage })
  return [...new Set(messages.map(({ threadId }) => threadId))]
}

export function answerHelp({ terms }: Asking, { list }: { list: string }): ArchiveAnswer {
  return toText(Buffer.from(drawHelp(list, terms)))
}
