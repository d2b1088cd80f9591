// `a:b` in prose is not a directive. Bare text directives that we do not know become text again.

import type { Root, Text } from 'mdast'
import type { TextDirective } from 'mdast-util-directive'
import type { Plugin } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

export const restoreTextDirectives: Plugin<[], Root> = () => (tree, file) => {
  const source = String(file)
  visit(tree, 'textDirective', (node, index, parent) => {
    if (parent === undefined || index === undefined || !isBare(node)) return undefined
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    const restored: Text = { type: 'text', value: source.slice(start, end) }
    if (node.position !== undefined) restored.position = node.position
    const next = mergeText(parent.children as Text[], index, restored)
    return [SKIP, next]
  })
}

// A bare `:cite` is a citation that lacks its source, and gets a message; any other bare name is prose.
function isBare(node: TextDirective): boolean {
  return (
    node.name !== 'cite' &&
    node.children.length === 0 &&
    Object.keys(node.attributes ?? {}).length === 0
  )
}

/** Joins the text with its neighbours and returns the index at which to go on. */
function mergeText(siblings: Text[], index: number, text: Text): number {
  let first = index
  let merged = text
  const before = siblings[index - 1]
  if (before?.type === 'text') {
    first = index - 1
    merged = join(before, merged)
  }
  const after = siblings[index + 1]
  const isFollowed = after?.type === 'text'
  if (after !== undefined && isFollowed) merged = join(merged, after)
  siblings.splice(first, index - first + (isFollowed ? 2 : 1), merged)
  return first + 1
}

function join(a: Text, b: Text): Text {
  const joined: Text = { type: 'text', value: a.value + b.value }
  if (a.position !== undefined && b.position !== undefined) {
    joined.position = { start: a.position.start, end: b.position.end }
  }
  return joined
}
