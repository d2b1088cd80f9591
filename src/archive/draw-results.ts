// What a search of one list found: messages, or their threads.

import type { MessageRow, TopicSummaryOfMail } from '#store'
import { mailUrls, type ResultsRoute, toResultsUrl } from './addresses.ts'
import { drawFinder, drawTopic } from './draw-lists.ts'
import { drawTime } from './draw-page.ts'
import { type Html, html } from './html.ts'

export interface ResultsToDraw {
  readonly route: ResultsRoute
  readonly total: number
  /** Whether there are more than could be counted. */
  readonly isTotalExact: boolean
  readonly messages: readonly MessageRow[]
  /** Instead of messages, where threads are asked for. */
  readonly topics: readonly TopicSummaryOfMail[]
  /** Instead of their subjects, the messages whole. */
  readonly nested?: { readonly drawn: Html; readonly isCut: boolean }
  /** What the reader should know, one sentence each. */
  readonly notes: readonly string[]
}

export function drawResults({
  route,
  total,
  isTotalExact,
  messages,
  topics,
  nested,
  notes,
}: ResultsToDraw): Html {
  const { list, text, as } = route
  const shown = topics.map((topic) => ({ ...topic, shownMs: topic.lastMs }))
  const noun = as === 'threads' ? 'thread' : 'message'
  const counted = `${isTotalExact ? '' : 'at least '}${total} ${noun}${total === 1 ? '' : 's'}`
  return html`<h1>${list}: ${text}</h1>
${drawFinder(list, text)}${drawNotes(notes)}<p class="ways">${counted}. ${drawOrders(route)} ${drawKinds(route)}
<a href="${toResultsUrl({ ...route, as: 'atom', offset: 0 })}">Atom</a>
<a href="${mailUrls.search(`l:${list} ${text}`)}">entries, too</a></p>
${total === 0 ? drawNothing(route) : undefined}${nested && drawNested(nested)}<ol class="topics">
${shown.map((topic) => drawTopic(topic, list))}${messages.map((message) => drawHit(message))}</ol>
${total === 0 ? undefined : drawTakeAway(route)}<nav class="pages" aria-label="Pages">${drawPages(route, total)}</nav>`
}

export function drawProblem(route: ResultsRoute, message: string): Html {
  return html`<h1>${route.list}: ${route.text}</h1>
${drawFinder(route.list, route.text)}<p>${message}.</p>
<p><a href="/search/help">How to search</a> <a href="${mailUrls.list(route.list)}">Newest topics</a></p>`
}

function drawNotes(notes: readonly string[]): Html | undefined {
  return notes.length === 0 ? undefined : html`${notes.map((note) => html`<p>${note}</p>\n`)}`
}

function drawNothing({ list, text }: ResultsRoute): Html {
  return html`<p>Nothing on this list matches. Fewer words find more; <a href="/search/help">how to search</a>.
<a href="${mailUrls.search(text)}">Search entries and other lists, too</a>
<a href="${mailUrls.list(list)}">Newest topics</a></p>\n`
}

const orders = [
  ['newest', 'newest first'],
  ['oldest', 'oldest first'],
  ['relevance', 'best first'],
] as const

function drawOrders(route: ResultsRoute): Html {
  return html`${orders.map(([order, words]) =>
    route.order === order
      ? html`<b>${words}</b> `
      : html`<a href="${toResultsUrl({ ...route, order, offset: 0 })}">${words}</a> `,
  )}`
}

const kinds = [
  ['messages', 'as messages'],
  ['threads', 'as threads'],
  ['nested', 'whole and nested'],
] as const

function drawKinds(route: ResultsRoute): Html {
  return html`${kinds.map(([as, words]) =>
    route.as === as
      ? html`<b>${words}</b> `
      : html`<a href="${toResultsUrl({ ...route, as, offset: 0 })}">${words}</a> `,
  )}`
}

function drawNested({ drawn, isCut }: NonNullable<ResultsToDraw['nested']>): Html {
  const cut = isCut
    ? html`<p>These are too long for one page; the mbox has all of them.</p>`
    : undefined
  return html`${cut}<div class="nested">
${drawn}</div>
`
}

export function drawHit({
  list,
  messageId,
  subject,
  fromName,
  fromAddress,
  sentMs,
}: MessageRow): Html {
  const title = subject === '' ? '(no subject)' : subject
  const by = fromName === '' ? fromAddress : fromName
  return html`<li>${drawTime(sentMs)} <a class="topic" href="${mailUrls.message(list, messageId)}">${title}</a> <span class="by">${by}</span></li>\n`
}

/** A form, so that nobody's prefetching takes away a list. */
function drawTakeAway(route: ResultsRoute): Html {
  return html`<form method="post" action="${toResultsUrl({ ...route, as: 'mbox.gz', offset: 0 })}"><button>Download these as mbox.gz</button></form>\n`
}

function drawPages(route: ResultsRoute, total: number): Html {
  const { offset, limit } = route
  const link = (words: string, rel: string, to: number) =>
    html`<a rel="${rel}" href="${toResultsUrl({ ...route, offset: to })}">${words}</a> `
  const previous = offset === 0 ? undefined : link('previous', 'prev', Math.max(0, offset - limit))
  const next = offset + limit >= total ? undefined : link('next', 'next', offset + limit)
  return html`${previous}${next}`
}
