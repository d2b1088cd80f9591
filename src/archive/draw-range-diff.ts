// Two revisions compared: which patch became which, and what changed in the changes. Marks are
// git's: the first of a line is of the comparison, the second of the patch.

import {
  type RangeDiff,
  type RangeHunk,
  type RangePair,
  rangeMarks,
  type SeriesRevision,
  toPlaces,
} from '#mail'
import { mailUrls } from './addresses.ts'
import { drawRevisionLink } from './draw-series.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type ReadPatch, toRevisionName } from './read-revisions.ts'

export interface RangeToDraw {
  readonly list: string
  readonly messageId: string
  readonly revisions: readonly SeriesRevision[]
  readonly old: RangeSideToDraw
  readonly fresh: RangeSideToDraw
  readonly diff: RangeDiff
}

export interface RangeSideToDraw {
  readonly revision: SeriesRevision
  readonly patches: readonly ReadPatch[]
}

export function drawRangeDiff(range: RangeToDraw): Html {
  const { list, messageId, old, fresh, diff } = range
  const keys = { from: old.revision.key, to: fresh.revision.key }
  const counts = countKinds(diff.pairs)
  return html`<h1>${toRevisionName(old.revision)} to ${toRevisionName(fresh.revision)}: ${fresh.revision.title}</h1>
<p class="ways"><a href="${mailUrls.series(list, messageId)}">all revisions side by side</a> <a rel="nofollow" href="${mailUrls.rangeDiff(list, messageId, { ...keys, as: 'raw' })}">as plain text</a></p>
<form class="compare" action="${mailUrls.message(list, messageId)}range-diff/"><label>From ${drawChoice('from', range, keys.from)}</label>
<label>to ${drawChoice('to', range, keys.to)}</label> <button>Compare</button></form>
<p>${counts}, from ${drawRevisionLink(old.revision, list)}
to ${drawRevisionLink(fresh.revision, list)}, as git range-diff has it:
<code>=</code> unchanged, <code>!</code> changed, <code>&lt;</code> dropped, <code>&gt;</code> new. In a
patch that changed, the first sign of a line is of the comparison, the second of the patch.</p>
${diff.isBounded ? html`<p class="doubt">This is more than is compared at once: some patches may have a partner that was not found, and long ones are compared in part.</p>\n` : undefined}<div class="range">
${diff.pairs.map((pair) => drawPair(pair, range))}</div>`
}

function drawChoice(name: string, { revisions }: RangeToDraw, chosen: string): Html {
  return html`<select name="${name}">${revisions.map(
    (revision) =>
      html`<option value="${revision.key}"${revision.key === chosen ? html` selected` : undefined}>${toRevisionName(revision)}</option>`,
  )}</select>`
}

const kindWords: Readonly<Record<RangePair['kind'], string>> = {
  same: 'unchanged',
  changed: 'changed',
  removed: 'dropped',
  added: 'new',
}

/** e.g. `3 unchanged, 1 changed`. */
function countKinds(pairs: readonly RangePair[]): string {
  const kinds = ['same', 'changed', 'removed', 'added'] as const
  return kinds
    .map((kind) => ({ kind, count: pairs.filter((pair) => pair.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kindWords[kind]}`)
    .join(', ')
}

function drawPair(pair: RangePair, { list, old, fresh }: RangeToDraw): Html {
  const { oldAt, newAt } = toPlaces(pair)
  const before = oldAt === undefined ? undefined : old.patches[oldAt]
  const after = newAt === undefined ? undefined : fresh.patches[newAt]
  const anchor = after === undefined ? `o${before?.index ?? 0}` : `p${after.index}`
  const title = (after ?? before)?.patch.title ?? ''
  const name = ({ revision }: RangeSideToDraw, patch: ReadPatch | undefined) =>
    patch === undefined ? '-' : `${toRevisionName(revision)} ${patch.index}/${revision.total}`
  const link = (side: RangeSideToDraw, patch: ReadPatch | undefined) =>
    patch === undefined
      ? html`-`
      : html`<a href="${mailUrls.message(list, patch.row.messageId)}">${name(side, patch)}</a>`
  const mark = html`<b title="${kindWords[pair.kind]}">${rangeMarks[pair.kind]}</b>`
  if (pair.kind !== 'changed')
    return html`<p class="pair" id="${anchor}">${link(old, before)} ${mark} ${link(fresh, after)} ${title}</p>\n`
  const body =
    pair.hunks === undefined
      ? html`<p class="doubt">Too much differs to be shown.</p>`
      : html`<pre tabindex="0">${pair.hunks.map(drawHunk)}</pre>`
  // A summary is a button: links stand below it.
  const head = html`${name(old, before)} ${mark} ${name(fresh, after)} ${title}`
  return html`<details class="diff" id="${anchor}" open><summary>${head}</summary>
<p class="mails">${link(old, before)} ${link(fresh, after)}</p>${body}</details>\n`
}

function drawHunk({ heading, lines }: RangeHunk): Html {
  const drawn = [html`<span class="hunk">@@ ${heading}\n</span>`]
  let kind = ''
  let run: string[] = []
  const close = () => {
    const text = run.map((line) => `${line}\n`).join('')
    if (text !== '')
      drawn.push(kind === '' ? html`${text}` : html`<span class="${kind}">${text}</span>`)
    run = []
  }
  for (const line of lines) {
    const next = toKind(line)
    if (next !== kind) close()
    kind = next
    run.push(line)
  }
  close()
  return joinHtml(drawn)
}

/** Both signs of a line as classes. */
function toKind(line: string): string {
  const [outer = ' ', inner = ' '] = line
  const outerKind = outer === '+' ? 'came' : outer === '-' ? 'went' : ''
  const isHead = inner === '@' || line.startsWith(' ##', 1)
  const innerKind = isHead ? 'extended' : inner === '+' ? 'added' : inner === '-' ? 'removed' : ''
  return `${outerKind} ${innerKind}`.trim()
}
