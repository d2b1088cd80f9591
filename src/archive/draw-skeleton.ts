// The skeleton of a thread: who answered whom, a line each, ghosts included.

import type { ThreadNode } from '#mail'
import type { ThreadedRow } from '#store'
import { mailUrls, toAnchor } from './addresses.ts'
import { formatDate } from './draw-page.ts'
import { type Html, html, joinHtml } from './html.ts'

export type MailNode = ThreadNode<ThreadedRow>

/** More lines than this are no help to anybody; the flat view has them all. */
const linesMax = 1_000
const depthShown = 24

export interface SkeletonOptions {
  readonly list: string
  /** The message the reader is at. */
  readonly at: string | undefined
  /** Whether the messages are on this page, or on pages of their own. */
  readonly isOnPage: boolean
}

export function drawSkeleton(nodes: readonly MailNode[], options: SkeletonOptions): Html {
  const subjects = new Map(
    nodes.map(({ messageId, messages }) => [messageId, toTitle(messages[0]?.subject ?? '')]),
  )
  const lines = nodes.slice(0, linesMax).map((node) => drawLine(node, subjects, options))
  const more = nodes.length - lines.length
  return html`<pre class="skeleton" tabindex="0">${joinHtml(lines)}${more > 0 ? `… and ${more} more\n` : ''}</pre>`
}

function drawLine(
  { messageId, messages, parent, depth }: MailNode,
  subjects: ReadonlyMap<string, string>,
  { list, at, isOnPage }: SkeletonOptions,
): Html {
  const indent = depth === 0 ? '' : `${'  '.repeat(Math.min(depth, depthShown) - 1)}\` `
  const [first] = messages
  if (first === undefined) {
    return html`<span>                 </span>${indent}<a href="${mailUrls.anywhere(messageId)}">[not found] ${messageId}</a>\n`
  }
  const href = isOnPage ? `#${toAnchor(messageId)}` : mailUrls.message(list, messageId)
  const name = first.fromName === '' ? first.fromAddress : first.fromName
  const title = toTitle(first.subject)
  // Only a subject that changed says something.
  const isSame = parent !== undefined && subjects.get(parent) === title
  const words = isSame ? name : `${first.subject === '' ? '(no subject)' : first.subject}  ${name}`
  const again = messages.length > 1 ? ` (${messages.length} messages of this name)` : ''
  // A phone has no room for it.
  const date = html`<span>${formatDate(first.sentMs)} </span>`
  if (messageId === at && !isOnPage)
    return html`${date}${indent}<b id="r">${words}</b>${again} [this message]\n`
  const anchor = messageId === at ? html` id="r"` : undefined
  return html`${date}${indent}<a${anchor} href="${href}">${words}</a>${again}\n`
}

function toTitle(subject: string): string {
  return subject.replace(/^(?:\s*(?:re|aw|fwd?)\s*:)+\s*/iu, '').trim()
}
