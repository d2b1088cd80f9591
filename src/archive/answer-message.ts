// A message: its page, its bytes, what is attached to it, how it differs from another of its name.

import { extractPart, toMboxrd } from '#mail'
import { findMessages, readMessageRaw } from '#store'
import { type MailRoute, type MessageView, mailUrls, type OfKind } from './addresses.ts'
import { answerMissing, toChoice } from './answer-missing.ts'
import { answerRangeDiff, answerSeries, drawOwnSeries } from './answer-series.ts'
import {
  answerThread,
  answerThreadFeed,
  answerThreadMbox,
  answerThreadMboxGz,
} from './answer-thread.ts'
import { drawMessage, drawReply } from './draw-message.ts'
import { drawSeries } from './draw-series.ts'
import { drawSkeleton } from './draw-skeleton.ts'
import { drawWays } from './draw-ways.ts'
import { findSeriesOnce } from './find-series.ts'
import { html } from './html.ts'
import { readThread } from './read-thread.ts'
import {
  type Answered,
  type ArchiveAnswer,
  type Asking,
  toFile,
  toMailText,
  toPage,
  toRedirect,
  toText,
} from './to-answer.ts'
import { toDraw, type Viewing } from './viewing.ts'

export async function answerMessage(
  asking: Asking,
  { list, candidates }: OfKind<MailRoute, 'message'>,
): Promise<ArchiveAnswer> {
  const { store } = asking
  for (const { messageId, view } of candidates) {
    const messages = findMessages(store, { list: list === 'all' ? undefined : list, messageId })
    if (messages.length === 0) continue
    if (list !== 'all') return await answerView(asking, { list, messageId, messages }, view)
    const lists = [...new Set(messages.map((message) => message.list))]
    const [only] = lists
    if (only !== undefined && lists.length === 1)
      return toRedirect(302, mailUrls.message(only, messageId))
    return toChoice(asking, { messageId, lists })
  }
  const [first] = candidates
  return answerMissing(asking, { list, messageId: first?.messageId })
}

const answers: {
  readonly [Kind in MessageView['kind']]: (
    asking: Asking,
    viewing: Viewing,
    view: OfKind<MessageView, Kind>,
  ) => Answered
} = {
  page: answerPage,
  raw: answerRaw,
  nested: answerThread,
  flat: answerThread,
  mbox: answerThreadMbox,
  'mbox.gz': answerThreadMboxGz,
  atom: answerThreadFeed,
  difference: answerDifference,
  series: answerSeries,
  'range-diff': answerRangeDiff,
  attachment: answerAttachment,
  moved: (_, { list, messageId }, { suffix }) =>
    toRedirect(301, mailUrls.message(list, messageId) + suffix),
}

function answerView<Kind extends MessageView['kind']>(
  asking: Asking,
  viewing: Viewing,
  view: OfKind<MessageView, Kind>,
): Answered {
  return answers[view.kind](asking, viewing, view)
}

function answerPage(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const { list, messageId, messages } = viewing
  const nodes = readThread(asking.store, messages)
  const node = nodes.find((other) => other.messageId === messageId)
  const found = findSeriesOnce(asking.store, nodes)
  const series = drawOwnSeries(viewing, { nodes, found })
  const drawn = messages.map((row) =>
    toDraw(asking, { row, node, isAlone: true, isNamed: true, series }),
  )
  // Entries cite a name; where it was used again, the first message is the one they can mean.
  const shown = drawn.map((message, at) =>
    at === 0 ? { ...message, isNumbered: true } : { ...message, mentions: [] },
  )
  const [first] = drawn
  const subject = messages[0]?.subject ?? ''
  const body = html`${drawWays(viewing, nodes)}
${shown.map(drawMessage)}${first === undefined ? undefined : drawReply(first)}
<section class="thread"><h2 id="related">Thread</h2>
${drawSkeleton(nodes, { list, at: messageId, isOnPage: false })}</section>
${drawSeries(found, { list, nodes })}`
  return toPage(asking, {
    title: subject === '' ? messageId : subject,
    list,
    body,
    feedUrl: `${mailUrls.message(list, messageId)}t.atom`,
  })
}

function answerRaw({ store }: Asking, { messages }: Viewing): ArchiveAnswer {
  const body = Buffer.concat(messages.map(({ id }) => toMboxrd(readMessageRaw(store, id))))
  return toMailText(body, messages[0]?.subject ?? '')
}

/** Where a name was used for several messages: what is in one and not in the other. */
function answerDifference(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const { list, messageId, messages } = viewing
  const texts = messages.map(({ id }) =>
    readMessageRaw(asking.store, id).toString('utf8').split('\n'),
  )
  const sets = texts.map((lines) => new Set(lines))
  const parts = texts.map((lines, at) => {
    const others = sets.filter((_, other) => other !== at)
    const own = lines.filter((line) => line.trim() !== '' && !others.every((set) => set.has(line)))
    return html`<h2>Only in message ${at + 1} of ${texts.length}</h2>
<pre class="words" tabindex="0">${own.length === 0 ? '(nothing)' : own.join('\n')}</pre>
`
  })
  const body = html`<h1>Messages named ${messageId}</h1>
<p><a href="${mailUrls.message(list, messageId)}">Back to ${texts.length === 1 ? 'the message' : 'the messages'}</a></p>
${texts.length === 1 ? html`<p>Only one message has this name.</p>` : parts}`
  return toPage(asking, { title: `Differences of ${messageId}`, list, body })
}

const inlineTypes = /^text\/(?!html|xml)[a-z0-9.+-]+$/u

async function answerAttachment(
  asking: Asking,
  viewing: Viewing,
  { number }: OfKind<MessageView, 'attachment'>,
): Promise<ArchiveAnswer> {
  const [first] = viewing.messages
  const found = first && (await extractPart(readMessageRaw(asking.store, first.id), number))
  if (found === undefined) return answerMissing(asking, viewing)
  const { part, content } = found
  const body = Buffer.from(content)
  // Nothing of a message is handed to a browser as anything it would run or draw.
  if (inlineTypes.test(part.mediaType) || part.kind !== 'attached') return toText(body)
  return toFile(body, 'application/octet-stream', part.name === '' ? 'part' : part.name)
}
