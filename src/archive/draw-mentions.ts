// What entries say of a message: a line of its head, and marks in the margin of its text, each
// leading to the position that was taken there.

import { type MessageMention, stanceShapes } from '#domain'
import { drawHeadLine } from './draw-page.ts'
import { type Html, html, joinHtml } from './html.ts'

/** Marks by the line they stand at, and the lines whose words are quoted in an entry. */
export interface LineMarks {
  readonly markByLine: ReadonlyMap<number, Html>
  readonly isCited: (line: number) => boolean
}

const noMarks: LineMarks = { markByLine: new Map(), isCited: () => false }

const mentionsShown = 50

export function toLineMarks(mentions: readonly MessageMention[]): LineMarks {
  const placed = mentions.slice(0, mentionsShown).flatMap((mention) => {
    const { lines } = mention
    return lines === undefined ? [] : [{ mention, first: lines[0], last: lines[1] }]
  })
  if (placed.length === 0) return noMarks
  const marksByLine = new Map<number, Html[]>()
  for (const { mention, first } of placed) {
    marksByLine.set(first, [...(marksByLine.get(first) ?? []), drawMark(mention)])
  }
  return {
    markByLine: new Map(
      [...marksByLine].map(([line, marks]) => [line, html`<span class="marks">${marks}</span>`]),
    ),
    isCited: (line) => placed.some(({ first, last }) => first <= line && line <= last),
  }
}

function drawMark(mention: MessageMention): Html {
  const words = toWords(mention)
  return html`<a class="${toClass(mention)}" href="${toUrl(mention)}" title="${words}" aria-label="${words}">${toSign(mention)}</a>`
}

/** A line of the head: every position taken in this message, and the entries that list it. */
export function drawMentions(
  mentions: readonly MessageMention[],
  { isNumbered }: { readonly isNumbered: boolean },
): Html | undefined {
  if (mentions.length === 0) return undefined
  const taken = mentions.filter(({ kind }) => kind !== 'message').slice(0, mentionsShown)
  const threads = new Map(mentions.map((mention) => [mention.thread.slug, mention]))
  const lines = [...threads.values()].map((first) => {
    const { slug, title } = first.thread
    const here = taken
      .filter(({ thread }) => thread.slug === slug)
      .map((mention) => drawTaken(mention, { isNumbered }))
    const listed = mentions.find(({ kind, thread }) => kind === 'message' && thread.slug === slug)
    return html`<div class="mention"><a href="${toUrl(listed ?? first)}">${title}</a>${joinHtml(here)}</div>`
  })
  return drawHeadLine('In entries', joinHtml(lines))
}

function drawTaken(
  mention: MessageMention,
  { isNumbered }: { readonly isNumbered: boolean },
): Html {
  const line = isNumbered ? mention.lines?.[0] : undefined
  const place = line === undefined ? undefined : html` (<a href="#L${line}">line ${line}</a>)`
  return html`<br><a class="${toClass(mention)}" href="${toUrl(mention)}">${toSign(mention)} ${toWords(mention)}</a>${place}`
}

function toUrl({ thread, anchor }: MessageMention): string {
  return `/threads/${thread.slug}#${anchor}`
}

function toSign({ stance }: MessageMention): string {
  return stance === undefined ? '"' : stanceShapes[stance]
}

function toClass({ stance }: MessageMention): string {
  return `said s-${stance ?? 'quote'}`
}

/** e.g. `Ann Author opposes: the lock is held too long.` */
function toWords({ by, stance, text }: MessageMention): string {
  return stance === undefined ? `${by.name}: ${text}` : `${by.name} ${stance}: ${text}`
}
