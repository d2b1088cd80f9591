// Which lists there are, and the newest topics of one.

import type { ListSummary, MessageRow, TopicSummaryOfMail } from '#store'
import { formatMoment, mailUrls, toAnchor } from './addresses.ts'
import { drawTime, formatDate } from './draw-page.ts'
import { type Html, html } from './html.ts'

export function drawLists(lists: readonly ListSummary[]): Html {
  if (lists.length === 0) {
    return html`<h1>Mail</h1>
<p>No list was imported yet. The operator of this site does so with <code>patchlore import</code>.</p>`
  }
  return html`<h1>Mail</h1>
<table><thead><tr><th>List</th><th class="num">Messages</th><th class="num">Threads</th>
<th>From</th><th>To</th></tr></thead>
<tbody>
${lists.map(
  ({ name, messages, threads, firstMs, lastMs }) =>
    html`<tr><th scope="row"><a href="${mailUrls.list(name)}">${name}</a></th><td class="num">${messages}</td><td class="num">${threads}</td><td>${firstMs === null ? '' : drawTime(firstMs)}</td><td>${lastMs === null ? '' : drawTime(lastMs)}</td></tr>\n`,
)}</tbody></table>`
}

export interface TopicsToDraw {
  readonly list: string
  readonly topics: readonly TopicSummaryOfMail[]
  /** The date from which on, downward, the next page goes; absent on the last one. */
  readonly olderMs: number | undefined
  readonly isNewest: boolean
  /** What is said of their order; the newest by their last message if absent. */
  readonly order?: string
  /** By which of its messages a topic is dated; the last if absent. */
  readonly datedBy?: 'first' | 'last'
}

export function drawTopics({
  list,
  topics,
  olderMs,
  isNewest,
  order,
  datedBy = 'last',
}: TopicsToDraw): Html {
  const older =
    olderMs === undefined
      ? undefined
      : html`<a rel="next" href="${mailUrls.list(list)}?t=${formatMoment(olderMs)}">older</a>`
  const newest = isNewest ? undefined : html`<a href="${mailUrls.list(list)}">newest</a> `
  return html`<h1>${list}</h1>
${drawFinder(list)}${drawOrders(list, order)}
${topics.length === 0 ? html`<p>No message is as old as that.</p>` : undefined}<ol class="topics">
${topics.map((topic) => drawTopic(topic, { list, datedBy }))}</ol>
<nav class="pages" aria-label="Pages">${newest}${older}</nav>`
}

/** A box to search the list. */
export function drawFinder(list: string, text = ''): Html {
  return html`<form class="find" action="${mailUrls.list(list)}" role="search" aria-label="${list}"><label for="find">Search ${list}</label>
<input id="find" name="q" value="${text}" size="30"> <button>Search</button></form>
`
}

function drawOrders(list: string, order: string | undefined): Html {
  const feed = html`<a href="${mailUrls.newFeed(list)}">Atom</a>`
  return html`<p class="ways">${order ?? 'Newest topics'}.
<a href="${mailUrls.list(list)}new.html">Newest messages</a>
<a href="${mailUrls.topics(list, 'new', 'html')}">New topics</a>
<a href="${mailUrls.help(list)}">Search help</a> ${feed}</p>`
}

export function drawTopic(
  { messageId, subject, fromName, firstMs, lastMs, messages }: TopicSummaryOfMail,
  { list, datedBy }: { readonly list: string; readonly datedBy: 'first' | 'last' },
): Html {
  const url = mailUrls.message(list, messageId)
  const counted = messages === 1 ? '1 message' : `${messages} messages`
  const title = subject === '' ? '(no subject)' : subject
  return html`<li>${drawTime(datedBy === 'first' ? firstMs : lastMs)} <a class="topic" href="${url}T/">${title}</a> <span class="by">${fromName}, ${counted}</span> <span class="ways"><a href="${url}t/" aria-label="nested view of ${title}">nested</a> <a href="${url}t.mbox.gz" aria-label="mbox.gz of ${title}">mbox.gz</a></span></li>\n`
}

export function drawNewest(list: string, messages: readonly MessageRow[]): Html {
  return html`<h1>${list}: newest messages</h1>
<p class="ways"><a href="${mailUrls.list(list)}">Newest topics</a> <a href="${mailUrls.newFeed(list)}">Atom</a></p>
<pre class="skeleton" tabindex="0">${messages.map(
    ({ messageId, subject, fromName, fromAddress, sentMs }) =>
      html`${formatDate(sentMs)} <a id="${toAnchor(messageId)}" href="${mailUrls.message(list, messageId)}">${subject === '' ? '(no subject)' : subject}</a>  ${fromName === '' ? fromAddress : fromName}\n`,
  )}</pre>`
}
