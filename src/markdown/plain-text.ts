// Trees as plain text, for search and for comparing quotes.

import type { Nodes } from 'mdast'

/** The words of a paragraph, heading or cell on one line. */
export function toLine(node: Nodes): string {
  return collect(node)
    .replace(/[ \t\r\n]+/gu, ' ')
    .trim()
}

/** The words of blocks: white space folded, hard line breaks kept, blocks apart by an empty line. */
export function toPlainText(blocks: readonly Nodes[]): string {
  return blocks
    .map(toBlockText)
    .filter((block) => block !== '')
    .join('\n\n')
}

// Trees are at most `limits.treeDepth` deep, so recursion is safe.
function toBlockText(node: Nodes): string {
  if (node.type === 'code') return node.value
  if (node.type === 'list' || node.type === 'table') {
    return node.children.map((child) => toBlockText(child)).join('\n')
  }
  if (node.type === 'tableRow') return node.children.map(toLine).join(' ')
  if (node.type === 'listItem' || node.type === 'blockquote') return toPlainText(node.children)
  return collect(node)
    .split('\v')
    .map((line) => line.replace(/[ \t\r\n]+/gu, ' ').trim())
    .join('\n')
}

/** Hard breaks come out as vertical tabs, to be told from soft ones. */
function collect(node: Nodes): string {
  if (node.type === 'break') return '\v'
  if ('children' in node) {
    let text = ''
    for (const child of node.children) text += collect(child)
    return text
  }
  return 'value' in node ? node.value : ''
}

/** How many words a text has, as white space divides them. */
export function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0
}
