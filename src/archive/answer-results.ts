// What a search of one list found: as a page, a feed, or mail to take away.

import { toMboxrd } from '#mail'
import { listMessages, listThreadIds, readMessageRaw, summarizeThreads } from '#store'
import { type ResultsRoute, toResultsUrl } from './addresses.ts'
import { answerMissing } from './answer-missing.ts'
import { drawNestedResults } from './draw-nested-results.ts'
import { drawProblem, drawResults } from './draw-results.ts'
import {
  type ArchiveAnswer,
  type Asking,
  feedMessages,
  toFeed,
  toGzip,
  toPage,
} from './to-answer.ts'

/** Messages among which threads are looked for. */
const threadedMax = 2_000

export async function answerResults(asking: Asking, route: ResultsRoute): Promise<ArchiveAnswer> {
  const { store, find, signal } = asking
  const { list, offset, limit } = route
  if (find === undefined) return answerMissing(asking, {})
  // A file is taken away by POST; whoever follows a link to it sees what would be in it.
  const shown: ResultsRoute = route.as === 'mbox.gz' ? { ...route, as: 'messages' } : route
  const isByThread = shown.as === 'threads'
  const answer = await find(
    isByThread ? { ...shown, offset: 0, limit: threadedMax } : shown,
    signal,
  )
  const page = { title: `${list}: ${route.text}`, list, hasFinder: true }
  if (answer.kind === 'wrong') {
    return { ...toPage(asking, { ...page, body: drawProblem(shown, answer.message) }), status: 400 }
  }
  const { ids, total, notes } = answer
  if (shown.as === 'atom') {
    return toFeed(asking, {
      title: page.title,
      url: toResultsUrl(shown),
      pageUrl: toResultsUrl({ ...shown, as: 'messages', offset: 0 }),
      messages: listMessages(store, ids).slice(0, feedMessages),
    })
  }
  const nested = shown.as === 'nested' ? drawNestedResults(asking, ids) : undefined
  const threadIds = isByThread ? listThreadIds(store, ids) : []
  const body = drawResults({
    route: shown,
    total: isByThread ? threadIds.length : total,
    isTotalExact: !isByThread || total <= threadedMax,
    messages: isByThread || nested !== undefined ? [] : listMessages(store, ids),
    ...(nested !== undefined && { nested }),
    topics: summarizeThreads(store, threadIds.slice(offset, offset + limit)),
    notes,
  })
  const feedUrl = toResultsUrl({ ...shown, as: 'atom', offset: 0 })
  // As public-inbox has it: nothing found is a page that is not there.
  return { ...toPage(asking, { ...page, body, feedUrl }), status: total === 0 ? 404 : 200 }
}

/** So much can be taken away at once; the rest by narrower queries. */
const takenMax = 1_000
const takenBytesMax = 32 * 1024 * 1024

export async function answerResultsMbox(
  asking: Asking,
  route: ResultsRoute,
): Promise<ArchiveAnswer> {
  const { store, find, signal } = asking
  if (find === undefined) return answerMissing(asking, {})
  const answer = await find({ ...route, offset: 0, limit: takenMax }, signal)
  if (answer.kind === 'wrong' || answer.total === 0) return await answerResults(asking, route)
  const messages: Buffer[] = []
  let bytes = 0
  for (const id of answer.ids) {
    const message = toMboxrd(readMessageRaw(store, id))
    bytes += message.length
    if (bytes > takenBytesMax && messages.length > 0) break
    messages.push(message)
  }
  const name = `${route.list}-results.mbox.gz`
  return await toGzip(Buffer.concat(messages), name)
}
