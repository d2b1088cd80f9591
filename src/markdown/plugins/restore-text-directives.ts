// `a:b` in prose is not a directive. Bare text directives other than `:cite` become text again.

import type { Nodes, Parents, Root, Text } from 'mdast'
import type { TextDirective } from 'mdast-util-directive'
import type { Plugin } from 'unified'

export const restoreTextDirectives: Plugin<[], Root> = () => (tree, file) =>
  restoreIn(tree, String(file))

// Trees are at most `limits.treeDepth` deep, so recursion is safe.
function restoreIn(parent: Parents, source: string): void {
  let hasBare = false
  for (const child of parent.children) {
    if (child.type === 'textDirective' && isBare(child)) hasBare = true
    else if ('children' in child) restoreIn(child, source)
  }
  if (hasBare) parent.children = mergeTexts(parent.children, source) as typeof parent.children
}

// A bare `:cite` is a citation that lacks its source, and gets a message; any other bare name is prose.
function isBare(node: TextDirective): boolean {
  return (
    node.name !== 'cite' &&
    node.children.length === 0 &&
    Object.keys(node.attributes ?? {}).length === 0
  )
}

function mergeTexts(children: readonly Nodes[], source: string): Nodes[] {
  const merged: Nodes[] = []
  for (const child of children) {
    const text = toText(child, source)
    const last = merged.at(-1)
    if (text === undefined) merged.push(child)
    else if (last?.type === 'text') merged[merged.length - 1] = join(last, text)
    else merged.push(text)
  }
  return merged
}

function toText(node: Nodes, source: string): Text | undefined {
  if (node.type === 'text') return node
  if (node.type !== 'textDirective' || !isBare(node)) return undefined
  const { position } = node
  const value = source.slice(position?.start.offset, position?.end.offset)
  return { type: 'text', value, ...(position !== undefined && { position }) }
}

function join(a: Text, b: Text): Text {
  const joined: Text = { type: 'text', value: a.value + b.value }
  if (a.position !== undefined && b.position !== undefined) {
    joined.position = { start: a.position.start, end: b.position.end }
  }
  return joined
}
