// The series in a thread: each posting with its cover letter and patches, and what is missing.

import { assembleSeries, parseSubject, type SeriesRevision } from '#mail'
import { mailUrls } from './addresses.ts'
import { drawTime } from './draw-page.ts'
import type { MailNode } from './draw-skeleton.ts'
import { type Html, html } from './html.ts'

/** Nothing where the thread has no patch, or only one that stands alone. */
export function drawSeries(nodes: readonly MailNode[], list: string): Html | undefined {
  const patches = nodes.flatMap(({ messages, parent }) =>
    messages.slice(0, 1).map((row) => ({
      messageId: row.messageId,
      parentId: parent,
      dateMs: row.sentMs,
      from: row.fromAddress,
      subject: parseSubject(row.subject),
      hasDiff: row.hasDiff,
      changeId: row.changeId === '' ? undefined : row.changeId,
    })),
  )
  const revisions = assembleSeries(patches).flatMap((series) => series.revisions)
  const isTold = revisions.length > 1 || revisions.some(({ total }) => total > 1)
  if (!isTold) return undefined
  return html`<section class="series"><h2>Patches in this thread</h2>
<ul>
${revisions.map((revision) => drawRevision(revision, list))}</ul></section>
`
}

function drawRevision(revision: SeriesRevision, list: string): Html {
  const { version, isRfc, isResend, title, cover, patches, total, dateMs } = revision
  const name = [isRfc ? 'RFC' : undefined, `v${version}`, isResend ? 'resend' : undefined]
  const heading = cover === undefined ? html`${title}` : drawLink(list, cover, title)
  const shown = name.filter((word) => word !== undefined).join(' ')
  return html`<li><b>${shown}</b> ${drawTime(dateMs)} ${heading}${drawDoubts(revision)}
<ol class="patches">${patches.map(
    ({ index, messageId, title: patchTitle }) =>
      html`<li>${index}/${total} ${drawLink(list, messageId, patchTitle)}</li>\n`,
  )}</ol></li>
`
}

function drawLink(list: string, messageId: string, text: string): Html {
  return html`<a href="${mailUrls.message(list, messageId)}">${text === '' ? messageId : text}</a>`
}

const missingShown = 20

/** What does not fit is said, not mended. */
function drawDoubts({ cover, total, missing, claimedVersions }: SeriesRevision): Html | undefined {
  const shown = missing.slice(0, missingShown).join(', ')
  const doubts = [
    ...(total > 1 && cover === undefined ? ['no cover letter'] : []),
    ...(missing.length > 0
      ? [`not here: ${shown}${missing.length > missingShown ? ' and more' : ''} of ${total}`]
      : []),
    ...(claimedVersions.length > 0
      ? [`its messages call it ${claimedVersions.map((version) => `v${version}`).join(' and ')}`]
      : []),
  ]
  return doubts.length === 0 ? undefined : html` <span class="doubt">(${doubts.join('; ')})</span>`
}
