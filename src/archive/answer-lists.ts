// Pages of lists: which there are, the topics of one, its newest messages, its help.

import { findMessages, listMailLists, listNewestMessages, readMessageDocument } from '#store'
import { type MailRoute, mailUrls, type OfKind } from './addresses.ts'
import { drawLists, drawNewest, drawTopics } from './draw-lists.ts'
import { drawText, textTitles, writeText } from './draw-texts.ts'
import { listTopics } from './list-topics.ts'
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

const newestShown = 100

/** Threads by their last message. */
export function answerList(asking: Asking, { list, at }: OfKind<MailRoute, 'list'>): ArchiveAnswer {
  const page = listTopics(asking.store, { list, by: 'active', at })
  const body = drawTopics({ list, ...page, url: mailUrls.list(list), at })
  const feedUrl = mailUrls.newFeed(list)
  return toPage(asking, { title: list, list, body, feedUrl, hasFinder: true })
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
  { list, by, as, at }: OfKind<MailRoute, 'topics'>,
): ArchiveAnswer {
  const { store } = asking
  const page = listTopics(store, { list, by, at })
  const title = `${list}: ${by === 'new' ? 'newest topics' : 'most recently active topics'}`
  const url = mailUrls.topics(list, by, 'html')
  const feedUrl = mailUrls.topics(list, by, 'atom')
  if (as === 'atom') {
    const topics = page.topics.slice(0, feedMessages)
    const messages = topics.flatMap(({ messageId }) =>
      findMessages(store, { list, messageId }).slice(0, 1),
    )
    return toFeed(asking, { title, url: feedUrl, pageUrl: url, messages })
  }
  const order =
    by === 'new' ? 'Topics by their first message' : 'Topics by their most recent message'
  const body = drawTopics({ list, ...page, url, at, order })
  return toPage(asking, { title, list, body, feedUrl, hasFinder: true })
}

export function answerText(asking: Asking, route: OfKind<MailRoute, 'text'>): ArchiveAnswer {
  const { store, siteUrl, terms } = asking
  const { list, name } = route
  const [newest] = listNewestMessages(store, { list, limit: 1 })
  const listId = newest && toListId(readMessageDocument(store, newest.id).listIds[0] ?? '')
  const text = writeText(name, { list, siteUrl, terms, listId })
  return route.as === 'raw'
    ? toText(Buffer.from(text))
    : toPage(asking, { title: `${list}: ${textTitles[name]}`, list, body: drawText(route, text) })
}

/** e.g. `Linux MM <linux-mm.kvack.org>` (RFC 2919). */
function toListId(header: string): string | undefined {
  return /<?([\w.-]+\.[\w.-]+)>?\s*$/u.exec(header)?.[1]
}
