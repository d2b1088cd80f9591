// All revisions of a series side by side: a row for each patch, a column for each revision; then what
// was given to each patch, and what the authors say they changed.

import type { PatchCell, PatchChange, PatchRows, SeriesRevision, Trailer } from '#mail'
import { mailUrls } from './addresses.ts'
import { countPatches, drawDay, drawDoubts, drawRevisionLink, joinWords } from './draw-series.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type ReadPatch, toRevisionName } from './read-revisions.ts'

export interface SeriesToDraw {
  readonly list: string
  readonly messageId: string
  readonly revisions: readonly RevisionToDraw[]
  readonly rows: PatchRows['rows']
  readonly isBounded: boolean
}

export interface RevisionToDraw {
  readonly revision: SeriesRevision
  readonly patches: readonly ReadPatch[]
  /** For each patch, by its place; those of replies to the cover letter last. */
  readonly trailers: readonly (readonly GivenTrailer[])[]
  readonly coverTrailers: readonly GivenTrailer[]
  readonly notes: readonly ChangeNotes[]
}

/** e.g. a Reviewed-by. */
export interface GivenTrailer extends Pick<Trailer, 'key' | 'value' | 'scope' | 'isSloppy'> {
  /** The reply that gives it; absent where the patch carries it. */
  readonly replyId: string | undefined
  /** Whether the next revision of the patch carries it; absent where there is none. */
  readonly isCarried: boolean | undefined
}

/** Where an author says what changed. */
export interface ChangeNotes {
  readonly messageId: string
  readonly title: string
  readonly lines: readonly string[]
}

const bounded = html`<p class="doubt">There is more of this series than is looked at; some may be missing here.</p>\n`

export function drawSeriesPage(series: SeriesToDraw): Html {
  const { revisions, isBounded } = series
  const title = revisions.at(-1)?.revision.title ?? ''
  return html`<h1>Series: ${title}</h1>
<ol class="revisions">
${revisions.map((_, at) => drawRevision(series, at))}</ol>
${drawUnseen(revisions.map(({ revision }) => revision))}${isBounded ? bounded : undefined}${drawTable(series)}
${drawTrailers(series)}
${drawNotes(series)}`
}

const unseenShown = 20

/** Versions that there must have been, for there are later ones. */
function drawUnseen(revisions: readonly SeriesRevision[]): Html | undefined {
  const seen = new Set(revisions.map(({ version }) => version))
  const last = Math.max(0, ...seen)
  const unseen = Array.from({ length: last }, (_, at) => at + 1).filter((at) => !seen.has(at))
  if (unseen.length === 0) return undefined
  const names = unseen.slice(0, unseenShown).map((version) => `v${version}`)
  const more = unseen.length > unseenShown ? ' and more' : ''
  return html`<p class="doubt">Not found in this archive: ${names.join(', ')}${more}.</p>\n`
}

function drawRevision({ list, messageId, revisions }: SeriesToDraw, at: number): Html | undefined {
  const shown = revisions[at]
  if (shown === undefined) return undefined
  const { revision } = shown
  const why = revision.joinedBy === undefined ? undefined : html`; ${joinWords[revision.joinedBy]}`
  const against = revisions
    .slice(0, at)
    .map(
      (earlier) =>
        html` <a rel="nofollow" href="${mailUrls.rangeDiff(list, messageId, { from: earlier.revision.key, to: revision.key })}">${toRevisionName(earlier.revision)}</a>`,
    )
  return html`<li>${drawRevisionLink(revision, list)} ${drawDay(revision.dateMs)}, ${countPatches(revision)}${why}${drawDoubts(revision)}${against.length === 0 ? undefined : html`; diff against${against}`}</li>
`
}

function drawTable(series: SeriesToDraw): Html {
  const { revisions, rows, list } = series
  const heads = revisions.map(
    ({ revision }) => html`<th scope="col">${drawRevisionLink(revision, list)}</th>`,
  )
  return html`<div class="wide" tabindex="0" role="region" aria-label="Patches by revision"><table class="patches-by-revision">
<thead><tr><th scope="col">Patch</th>${heads}</tr></thead>
<tbody>
${rows.map((row) => drawRow(row, series))}</tbody></table></div>`
}

function drawRow(row: readonly (PatchCell | undefined)[], series: SeriesToDraw): Html {
  const { revisions } = series
  const last = row.findLastIndex((cell) => cell !== undefined)
  const title = revisions[last]?.patches[row[last]?.at ?? -1]?.patch.title ?? ''
  const cells = revisions.map((shown, at) => {
    const cell = row[at]
    const name = toRevisionName(shown.revision)
    const drawn =
      cell === undefined ? drawAbsent(row, at, shown) : drawCell(cell, { series, shown, at })
    return html`<td data-revision="${name}">${drawn}</td>`
  })
  return html`<tr><th scope="row">${title}</th>${cells}</tr>
`
}

const changeWords: Readonly<Record<PatchChange, string>> = {
  new: 'new',
  same: 'unchanged',
  trailers: 'trailers changed',
  message: 'message changed',
  changed: 'changed',
  rewritten: 'rewritten',
}

function drawCell(
  { at: place, change, isRetitled, isMoved }: PatchCell,
  { series, shown, at }: { series: SeriesToDraw; shown: RevisionToDraw; at: number },
): Html | undefined {
  const found = shown.patches[place]
  if (found === undefined) return undefined
  const { patch, index, row } = found
  const words = [
    ...(change === 'new' && at === 0 ? [] : [changeWords[change]]),
    ...(isRetitled ? ['retitled'] : []),
    ...(isMoved ? ['moved'] : []),
  ].join(', ')
  const before = series.revisions[at - 1]
  const isCompared = before !== undefined && change !== 'new' && words !== changeWords.same
  const keys = { from: before?.revision.key ?? '', to: shown.revision.key }
  const url = `${mailUrls.rangeDiff(series.list, series.messageId, keys)}#p${index}`
  const said = isCompared ? html`<a rel="nofollow" href="${url}">${words}</a>` : html`${words}`
  const link = html`<a href="${mailUrls.message(series.list, row.messageId)}">${index}/${shown.revision.total}</a>`
  return html`${link} +${patch.added} -${patch.removed}${words === '' ? undefined : html`<br>${said}`}`
}

/** Said where it happens, not in every later column. */
function drawAbsent(
  row: readonly (PatchCell | undefined)[],
  at: number,
  { revision }: RevisionToDraw,
): string {
  const wasThere = at > 0 && row[at - 1] !== undefined
  if (!wasThere) return '–'
  return revision.missing.length > 0 ? 'dropped, or not here' : 'dropped'
}

function drawTrailers({ revisions, list }: SeriesToDraw): Html | undefined {
  const drawn = revisions.flatMap(({ revision, patches, trailers, coverTrailers }) => {
    const lines = [
      ...(coverTrailers.length === 0 ? [] : [drawGiven('the whole series', coverTrailers, list)]),
      ...patches.flatMap(({ index, patch }, at) => {
        const given = trailers[at] ?? []
        return given.length === 0
          ? []
          : [drawGiven(`${index}/${revision.total} ${patch.title}`, given, list)]
      }),
    ]
    if (lines.length === 0) return []
    return [html`<h3>${toRevisionName(revision)}</h3>\n<dl class="given">${lines}</dl>\n`]
  })
  if (drawn.length === 0) return undefined
  return html`<section><h2 id="trailers">Trailers</h2>
<p class="doubt">What patches carry, and what was given in replies.
An address other than the sender's is called sloppy.</p>
${drawn}</section>`
}

function drawGiven(name: string, given: readonly GivenTrailer[], list: string): Html {
  return html`<dt>${name}</dt>
${given.map(({ key, value, scope, isSloppy, replyId, isCarried }) => {
  const words = `${key}: ${value}${scope === '' ? '' : ` # ${scope}`}`
  const notes = [
    ...(replyId === undefined ? ['carried'] : ['given in a reply']),
    ...(isSloppy ? ['sloppy'] : []),
    ...(isCarried === false ? ['not in the next revision'] : []),
  ].join(', ')
  const said =
    replyId === undefined
      ? html`${words}`
      : html`<a href="${mailUrls.message(list, replyId)}">${words}</a>`
  return html`<dd>${said} <span class="doubt">(${notes})</span></dd>\n`
})}`
}

function drawNotes({ revisions, list }: SeriesToDraw): Html | undefined {
  const drawn = revisions.flatMap(({ revision, notes }) =>
    notes.length === 0
      ? []
      : [
          html`<h3>${toRevisionName(revision)}</h3>
${notes.map(
  ({ messageId, title, lines }) =>
    html`<p class="by"><a href="${mailUrls.message(list, messageId)}">${title}</a></p>
<blockquote class="notes"><pre tabindex="0">${joinHtml(lines.map((line) => html`${line}\n`))}</pre></blockquote>
`,
)}`,
        ],
  )
  if (drawn.length === 0) return undefined
  return html`<section><h2 id="notes">What the authors say they changed</h2>
${drawn}</section>`
}
