// Where one can go from a message: what it answers, its neighbours, its other forms.

import type { ParentReason } from '#mail'
import type { MessageRow } from '#store'
import { mailUrls, toAnchor } from './addresses.ts'
import { drawHeadLine } from './draw-page.ts'
import type { MailNode } from './draw-skeleton.ts'
import { type Html, html } from './html.ts'

const reasonWords: Readonly<Record<ParentReason, string>> = {
  references: 'by its References',
  'in-reply-to': 'by its In-Reply-To',
  entry: 'an editor hung it there; see the entry',
  'references-of-others': 'it names no parent; replies to it do',
  'loop-refused': 'it names a parent that answers it, so it stands alone',
  none: '',
}

/** A reply is never more than a click from its parent, and it says why it hangs there. */
export function drawAnswers(
  { parent, reason }: MailNode,
  { row, isParentHere }: { readonly row: MessageRow; readonly isParentHere: boolean },
): Html | undefined {
  if (parent === undefined) {
    return reason === 'none' ? undefined : drawHeadLine('Answers', html`(${reasonWords[reason]})`)
  }
  const href = isParentHere ? `#${toAnchor(parent)}` : mailUrls.message(row.list, parent)
  return drawHeadLine(
    'Answers',
    html`<a rel="up" href="${href}">${parent}</a> (${reasonWords[reason]})`,
  )
}

/** Where one can go from here. */
export function drawWays(
  { list, messageId }: { readonly list: string; readonly messageId: string },
  nodes: readonly MailNode[],
): Html {
  const url = mailUrls.message(list, messageId)
  const at = nodes.findIndex((node) => node.messageId === messageId)
  const isThere = ({ messages }: MailNode) => messages.length > 0
  const next = nodes.slice(at + 1).find(isThere)
  const previous = nodes.slice(0, Math.max(at, 0)).findLast(isThere)
  const root = nodes.slice(0, Math.max(at, 0) + 1).findLast(({ depth }) => depth === 0)
  const link = (name: string, node: MailNode | undefined, rel: string) =>
    node === undefined || node.messageId === messageId || !isThere(node)
      ? undefined
      : html`<a rel="${rel}" href="${mailUrls.message(list, node.messageId)}">${name}</a> `
  return html`<nav class="ways" aria-label="Thread">${link('first', root, 'start')}${link('previous', previous, 'prev')}${link('next', next, 'next')}<a href="${url}T/#u">flat</a> <a href="${url}t/#u">nested</a> <a href="#r">skeleton</a> <a href="${url}raw">raw</a> <a href="${url}t.mbox.gz">mbox.gz</a> <a href="${url}t.atom">Atom</a> <a href="#R">reply</a></nav>`
}
