// Which lists there are, and the newest topics of one.

import type { ListSummary, MessageRow, TopicSummaryOfMail } from '#store'
import { type Moment, mailUrls, toAnchor, writeMoment } from './addresses.ts'
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

/** A thread as a line, dated by the message it stands by. */
export interface TopicToDraw extends TopicSummaryOfMail {
  readonly shownMs: number
}

export interface TopicsToDraw {
  readonly list: string
  readonly topics: readonly TopicToDraw[]
  /** The page without its place in time. */
  readonly url: string
  readonly at: Moment
  readonly older: Moment | undefined
  /** What is said of their order; the newest by their last message if absent. */
  readonly order?: string
}

export function drawTopics({ list, topics, url, at, older, order }: TopicsToDraw): Html {
  const newest =
    at.beforeMs === undefined && at.skipped === 0 ? undefined : html`<a href="${url}">newest</a> `
  const next =
    older === undefined
      ? undefined
      : html`<a rel="next" href="${url}${writeMoment(older)}">older</a>`
  return html`<h1>${list}</h1>
${drawFinder(list)}${drawOrders(list, order)}
${topics.length === 0 ? html`<p>No message is as old as that.</p>` : undefined}<ol class="topics">
${topics.map((topic) => drawTopic(topic, list))}</ol>
<nav class="pages" aria-label="Pages">${newest}${next}</nav>`
}

/** A box to search the list, instead of the one in the head of the page. */
export function drawFinder(list: string, text = ''): Html {
  return html`<form class="find" action="${mailUrls.list(list)}" role="search" aria-label="${list}"><label for="q">Search ${list}</label>
<input id="q" name="q" value="${text}" size="30"> <button>Search</button></form>
`
}

function drawOrders(list: string, order: string | undefined): Html {
  const feed = html`<a href="${mailUrls.newFeed(list)}">Atom</a>`
  return html`<p class="ways">${order ?? 'Newest topics'}.
<a href="${mailUrls.list(list)}new.html">Newest messages</a>
<a href="${mailUrls.topics(list, 'new', 'html')}">New topics</a>
<a href="${mailUrls.text(list, 'help')}">Search help</a>
<a href="${mailUrls.text(list, 'mirror')}">Take everything</a> ${feed}</p>`
}

export function drawTopic(
  { messageId, subject, fromName, shownMs, messages }: TopicToDraw,
  list: string,
): Html {
  const url = mailUrls.message(list, messageId)
  const counted = messages === 1 ? '1 message' : `${messages} messages`
  const title = subject === '' ? '(no subject)' : subject
  return html`<li>${drawTime(shownMs)} <a class="topic" href="${url}T/">${title}</a> <span class="by">${fromName}, ${counted}</span> <span class="ways"><a href="${url}t/" aria-label="nested view of ${title}">nested</a> <a href="${url}t.mbox.gz" aria-label="mbox.gz of ${title}">mbox.gz</a></span></li>\n`
}

export function drawNewest(list: string, messages: readonly MessageRow[]): Html {
  return html`<h1>${list}: newest messages</h1>
<p class="ways"><a href="${mailUrls.list(list)}">Newest topics</a> <a href="${mailUrls.newFeed(list)}">Atom</a></p>
<pre class="skeleton" tabindex="0">${messages.map(
    ({ messageId, subject, fromName, fromAddress, sentMs }) =>
      html`${formatDate(sentMs)} <a id="${toAnchor(messageId)}" href="${mailUrls.message(list, messageId)}">${subject === '' ? '(no subject)' : subject}</a>  ${fromName === '' ? fromAddress : fromName}\n`,
  )}</pre>`
}
