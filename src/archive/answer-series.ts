// The pages of a series: its revisions side by side, and two of them compared.

import { type MessageView, mailUrls, type OfKind } from './addresses.ts'
import { drawRangeDiff } from './draw-range-diff.ts'
import { drawSeriesLine } from './draw-series.ts'
import { drawSeriesPage } from './draw-series-page.ts'
import type { MailNode } from './draw-skeleton.ts'
import { type FoundSeries, findPatchAbove, findSeries, listIds } from './find-series.ts'
import { type Html, html } from './html.ts'
import { readThread } from './read-thread.ts'
import { type SeriesAsked, toRange, toRangeText, toSeriesTable } from './series-pages.ts'
import { type ArchiveAnswer, type Asking, toPage, toText } from './to-answer.ts'
import type { Viewing } from './viewing.ts'

/** A line of a message's head: the series it is of, or what it answers is. */
export function drawOwnSeries(
  { list, messageId }: Viewing,
  { nodes, found }: { nodes: readonly MailNode[]; found: readonly FoundSeries[] },
): Html | undefined {
  const at = findPatchAbove(nodes, messageId)?.messageId
  const own = found.find(({ series }) => at !== undefined && listIds(series).includes(at))
  return at === undefined || own === undefined
    ? undefined
    : drawSeriesLine(own, { list, messageId, at })
}

export function answerSeries(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const asked = findAsked(asking, viewing)
  if (asked === undefined) return toNoSeries(asking, viewing)
  const series = toSeriesTable(asked)
  const title = series.revisions.at(-1)?.revision.title ?? viewing.messageId
  const body = drawSeriesPage(series)
  return toPage(asking, { title: `Series: ${title}`, list: viewing.list, body })
}

export function answerRangeDiff(
  asking: Asking,
  viewing: Viewing,
  { as, from, to }: OfKind<MessageView, 'range-diff'>,
): ArchiveAnswer {
  const asked = findAsked(asking, viewing)
  const range = asked && toRange(asked, { from, to })
  if (range === undefined) return toNoSeries(asking, viewing)
  if (as === 'raw') return toText(Buffer.from(toRangeText(range)))
  const title = `Range-diff: ${range.fresh.revision.title}`
  return toPage(asking, { title, list: viewing.list, body: drawRangeDiff(range) })
}

function findAsked({ store }: Asking, viewing: Viewing): SeriesAsked | undefined {
  const { list, messages } = viewing
  const nodes = readThread(store, messages)
  const messageId = findPatchAbove(nodes, viewing.messageId)?.messageId
  const [found] = messageId === undefined ? [] : findSeries(store, nodes, { of: messageId })
  return messageId === undefined || found === undefined
    ? undefined
    : { store, list, messageId, found }
}

function toNoSeries(asking: Asking, { list, messageId }: Viewing): ArchiveAnswer {
  const body = html`<h1>Nothing to compare</h1>
<p><a href="${mailUrls.message(list, messageId)}">The message</a> belongs to no series of patches, or its series has no
such revision.</p>`
  return { ...toPage(asking, { title: 'Nothing to compare', list, body }), status: 404 }
}
