// A thread: all its messages on one page, as mail, as a feed.

import { toMboxrd } from '#mail'
import { listMentionedAmong, readMessageRaw } from '#store'
import { type MessageView, mailUrls, type OfKind, toAnchor } from './addresses.ts'
import { drawMessage } from './draw-message.ts'
import { drawSeries } from './draw-series.ts'
import { drawSkeleton, type MailNode } from './draw-skeleton.ts'
import { findSeriesOnce } from './find-series.ts'
import { type Html, html, joinHtml } from './html.ts'
import { byDate, listRows, readThread } from './read-thread.ts'
import {
  type ArchiveAnswer,
  type Asking,
  feedMessages,
  toFeed,
  toFileName,
  toGzip,
  toMailText,
  toPage,
} from './to-answer.ts'
import { toDraw, type Viewing } from './viewing.ts'

/** A flat or nested view shows the first so many messages whole; the skeleton has all. */
const threadMessagesShown = 500
const threadBytesShown = 8 * 1024 * 1024

export function answerThread(
  asking: Asking,
  viewing: Viewing,
  { kind, isOnlyNew }: OfKind<MessageView, 'nested' | 'flat'>,
): ArchiveAnswer {
  const { list, messageId } = viewing
  const nodes = readThread(asking.store, viewing.messages)
  const url = mailUrls.message(list, messageId)
  const ordered =
    kind === 'nested'
      ? nodes
      : [...nodes].sort((a, b) => (a.messages[0]?.sentMs ?? 0) - (b.messages[0]?.sentMs ?? 0))
  const { drawn, isCut } = drawThreadMessages(asking, ordered, {
    messageId,
    kind,
    isOnlyNew,
  })
  const subject = viewing.messages[0]?.subject ?? ''
  const count = listRows(nodes).length
  const counted = count === 1 ? '1 message' : `${count} messages`
  const order = kind === 'flat' ? 'by date' : 'by who answers whom'
  const here = `${url}${kind === 'flat' ? 'T' : 't'}/`
  const quotes = isOnlyNew ? '?quotes=no' : ''
  const other =
    kind === 'flat'
      ? html`<a href="${url}t/${quotes}#u">nested</a>`
      : html`<a href="${url}T/${quotes}#u">flat</a>`
  const shown = isOnlyNew
    ? html`<a href="${here}#u">with quotes</a>`
    : html`<a rel="nofollow" href="${here}?quotes=no#u">only new text</a>`
  const body = html`<h1>${subject === '' ? messageId : subject}</h1>
<p class="ways">${counted}, ${order}${isOnlyNew ? ', without what is quoted' : ''}; ${other} ${shown}
<a href="${url}">this message alone</a> <a href="${url}t.mbox.gz">mbox.gz</a> <a href="${url}t.atom">Atom</a></p>
${drawSkeleton(nodes, { list, at: messageId, isOnPage: true })}
${isCut ? html`<p>This thread is too long for one page. The first part of it is here; <a href="${url}t.mbox.gz">the mbox</a> has all of it.</p>` : undefined}
<div class="${kind}">
${drawn}</div>
${drawSeries(findSeriesOnce(asking.store, nodes), { list, nodes })}`
  return toPage(asking, { title: `${subject} (thread)`, list, body, feedUrl: `${url}t.atom` })
}

const depthClasses = 12

/** Messages one below the other, as many as fit on a page. */
export function drawThreadMessages(
  asking: Asking,
  nodes: readonly MailNode[],
  { messageId, kind, isOnlyNew }: OfKind<MessageView, 'nested' | 'flat'> & { messageId: string },
): { readonly drawn: Html; readonly isCut: boolean } {
  const mentioned = listMentionedAmong(
    asking.store,
    nodes.map((node) => node.messageId),
  )
  const here = new Set(nodes.slice(0, threadMessagesShown).map((node) => node.messageId))
  const drawn: Html[] = []
  let bytes = 0
  for (const [at, node] of nodes.entries()) {
    if (at >= threadMessagesShown || bytes > threadBytesShown)
      return { drawn: joinHtml(drawn), isCut: true }
    const isNamed = node.messageId === messageId
    const isMentioned = mentioned.has(node.messageId)
    const isParentHere = here.has(node.parent ?? '')
    const shown = { node, isAlone: false, isNamed, isParentHere, isOnlyNew, isMentioned }
    const messages = node.messages.map((row) => drawMessage(toDraw(asking, { row, ...shown })))
    const whole = messages.length > 0 ? joinHtml(messages) : drawGhost(node)
    bytes += whole.markup.length
    const isIndented = kind === 'nested' && node.depth > 0
    drawn.push(
      isIndented
        ? html`<div class="in in${Math.min(node.depth, depthClasses)}">${whole}</div>\n`
        : whole,
    )
  }
  return { drawn: joinHtml(drawn), isCut: false }
}

function drawGhost({ messageId }: MailNode): Html {
  return html`<p class="ghost" id="${toAnchor(messageId)}">[not found] <a href="${mailUrls.anywhere(messageId)}">${messageId}</a>: known only because others refer to it.</p>\n`
}

function readMbox(asking: Asking, viewing: Viewing): Buffer {
  const rows = byDate(listRows(readThread(asking.store, viewing.messages)))
  return Buffer.concat(rows.map(({ id }) => toMboxrd(readMessageRaw(asking.store, id))))
}

export function answerThreadFeed(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const rows = byDate(listRows(readThread(asking.store, viewing.messages)))
  const [first] = rows
  const url = mailUrls.message(viewing.list, viewing.messageId)
  return toFeed(asking, {
    title: first?.subject ?? viewing.messageId,
    url: `${url}t.atom`,
    pageUrl: `${url}T/`,
    messages: rows.slice(-feedMessages).toReversed(),
  })
}

export function answerThreadMbox(asking: Asking, viewing: Viewing): ArchiveAnswer {
  return toMailText(readMbox(asking, viewing), viewing.messages[0]?.subject ?? '')
}

export async function answerThreadMboxGz(asking: Asking, viewing: Viewing): Promise<ArchiveAnswer> {
  return await toGzip(
    readMbox(asking, viewing),
    `${toFileName(viewing.messages[0]?.subject ?? '')}.mbox.gz`,
  )
}
