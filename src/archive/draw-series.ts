// The series in a thread: its revisions wherever they were sent, and each posting of this thread with
// its cover letter and patches, and what is missing.

import type { JoinReason, SeriesRevision } from '#mail'
import { mailUrls } from './addresses.ts'
import { drawHeadLine, drawTime } from './draw-page.ts'
import type { MailNode } from './draw-skeleton.ts'
import { type FoundSeries, listIds } from './find-series.ts'
import { type Html, html, joinHtml } from './html.ts'
import { toRevisionName } from './read-revisions.ts'

/** Nothing where the thread has no patch, or only one that stands alone. */
export function drawSeries(
  found: readonly FoundSeries[],
  { list, nodes }: { readonly list: string; readonly nodes: readonly MailNode[] },
): Html | undefined {
  const ids = new Set(nodes.map(({ messageId }) => messageId))
  const told = found.filter(({ series: { revisions } }) => isTold(revisions))
  if (told.length === 0) return undefined
  return html`<section class="series"><h2>Patches in this thread</h2>
${told.map(({ series: { revisions } }) => {
  const here = revisions.filter((revision) =>
    listIds({ revisions: [revision] }).some((id) => ids.has(id)),
  )
  const all = here.length < revisions.length ? drawRevisions(revisions, { list, here }) : undefined
  return html`${all}<ul>
${here.map((revision) => drawRevision(revision, list))}</ul>
`
})}</section>
`
}

/** Whether a series is more than one patch. */
export function isTold(revisions: readonly SeriesRevision[]): boolean {
  return revisions.length > 1 || revisions.some(({ total }) => total > 1)
}

function drawRevisions(
  revisions: readonly SeriesRevision[],
  { list, here }: { readonly list: string; readonly here: readonly SeriesRevision[] },
): Html {
  const drawn = revisions.map((revision) => {
    const link = drawRevisionLink(revision, list)
    return html`${link} ${drawDay(revision.dateMs)}, ${countPatches(revision)}${drawJoined(revision)}${here.includes(revision) ? ' (in this thread)' : undefined}`
  })
  return html`<p class="revisions">All revisions: ${joinHtml(drawn, ' · ')}</p>
`
}

export function drawRevisionLink(revision: SeriesRevision, list: string): Html {
  const name = toRevisionName(revision)
  const id = toFirstId(revision)
  return id === undefined
    ? html`${name}`
    : html`<a href="${mailUrls.message(list, id)}">${name}</a>`
}

function toFirstId({ cover, patches }: SeriesRevision): string | undefined {
  return cover ?? patches[0]?.messageId
}

export function drawDay(ms: number): Html {
  const iso = new Date(ms).toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 10)}</time>`
}

/** e.g. `5 patches`, `3 of 5 patches`. */
export function countPatches({ patches, total }: SeriesRevision): string {
  const all = total === 1 ? '1 patch' : `${total} patches`
  return patches.length === total ? all : `${patches.length} of ${all}`
}

export const joinWords: Readonly<Record<JoinReason, string>> = {
  'change-id': 'same change-id',
  entry: 'an editor hung it there',
  title: 'same sender and title',
  answers: 'answers the one before',
}

function drawJoined({ joinedBy }: SeriesRevision): string {
  return joinedBy === undefined ? '' : ` (${joinWords[joinedBy]})`
}

/**
 * A line of a message's head: every revision, and what changed in this patch since each earlier one.
 * Nothing for a patch that stands alone.
 */
export function drawSeriesLine(
  { series: { revisions } }: FoundSeries,
  {
    list,
    messageId,
    at,
  }: { readonly list: string; readonly messageId: string; readonly at: string },
): Html | undefined {
  if (!isTold(revisions)) return undefined
  const place = revisions.findIndex((revision) => listIds({ revisions: [revision] }).includes(at))
  const own = revisions[place]
  const drawn = revisions.map((revision) => {
    const name =
      revision === own && at === messageId
        ? html`<b>${toRevisionName(revision)}</b>`
        : drawRevisionLink(revision, list)
    return html`${name} ${drawDay(revision.dateMs)}${revision === own ? ' (this)' : undefined}`
  })
  const index = own?.patches.find((patch) => patch.messageId === at)?.index
  const anchor = index === undefined ? '' : `#p${index}`
  const earlier = own === undefined ? [] : revisions.slice(0, place)
  const against = earlier.map(
    (revision) =>
      html` <a rel="nofollow" href="${mailUrls.rangeDiff(list, at, { from: revision.key, to: own?.key ?? '' })}${anchor}">${toRevisionName(revision)}</a>`,
  )
  const compared = against.length === 0 ? undefined : html`<br>Diff against${against}`
  const page = html`<a href="${mailUrls.series(list, at)}">side by side</a>`
  return drawHeadLine('Series', html`${joinHtml(drawn, ' · ')} (${page})${compared}`)
}

function drawRevision(revision: SeriesRevision, list: string): Html {
  const { title, cover, patches, total, dateMs } = revision
  const heading = cover === undefined ? html`${title}` : drawLink(list, cover, title)
  return html`<li><b>${toRevisionName(revision)}</b> ${drawTime(dateMs)} ${heading}${drawDoubts(revision)}
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
export function drawDoubts({
  cover,
  total,
  missing,
  claimedVersions,
}: SeriesRevision): Html | undefined {
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
