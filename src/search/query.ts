// Questions about query trees that more than one room of code asks. The tree itself is in #domain.

import type { QueryLeaf, QueryNode } from '#domain'

/** Every leaf of what is found, from left to right, and whether an odd number of NOTs stands above it. */
export function* listLeaves(
  query: QueryNode | undefined,
): Generator<{ readonly leaf: QueryLeaf; readonly isNegated: boolean }> {
  // A stack of our own: readers can nest as deep as their query is long.
  const waiting = query === undefined ? [] : [{ node: query, isNegated: false }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isNegated } = next
    // What a thread is chosen by need not stand in what is found.
    if (node.kind === 'thread') continue
    if (node.kind === 'not') waiting.push({ node: node.child, isNegated: !isNegated })
    else if ('children' in node) {
      for (const child of node.children.toReversed()) waiting.push({ node: child, isNegated })
    } else yield { leaf: node, isNegated }
  }
}

/** Whether there is a word or phrase that documents can be more or less relevant to. */
export function hasWords(query: QueryNode | undefined): boolean {
  for (const { leaf, isNegated } of listLeaves(query)) {
    if (!isNegated && (leaf.kind === 'word' || leaf.kind === 'phrase')) return true
  }
  return false
}
