// Questions about query trees that more than one room of code asks. The tree itself is in #domain.

import { type QueryLeaf, type QueryNode, splitWords } from '#domain'

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

/**
 * Whether its words are names in code and nothing else, e.g. `dev_snmp6`: whoever types one looks for
 * what was said about it, and only then for the page it belongs to.
 */
export function isOfCode(query: QueryNode | undefined): boolean {
  const leaves = [...listLeaves(query)].filter(({ isNegated }) => !isNegated)
  const words = leaves.flatMap(({ leaf }) =>
    leaf.kind === 'word' || leaf.kind === 'phrase' ? splitWords(leaf.text) : [],
  )
  return words.length > 0 && words.every(({ word }) => word.includes('_'))
}
