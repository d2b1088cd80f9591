// Side notes name a source once a section: the second mark of the same source needs none.

import type { Element, Root, RootContent } from 'hast'
import { formatSourceRef } from '#domain'
import { readRefs } from './number-references.ts'

/** The same tree, with the property `fresh` on citations whose sources are new in their section. */
export function markFreshCites(tree: Root): Root {
  let seen = new Set<string>()

  function mark<N extends RootContent>(node: N): N {
    if (node.type !== 'element') return node
    if (node.tagName === 'h2') seen = new Set()
    const element: Element =
      node.tagName === 'pl-cite'
        ? { ...node, properties: { ...node.properties, fresh: takeFresh(node.properties.refs) } }
        : { ...node, children: node.children.map(mark) }
    return element as N
  }

  function takeFresh(refs: unknown): string {
    const keys = readRefs(refs).map(formatSourceRef)
    const fresh = keys.filter((key) => !seen.has(key))
    for (const key of fresh) seen.add(key)
    return fresh.join(' ')
  }

  return { ...tree, children: tree.children.map(mark) }
}
