// A Message-ID in prose looks like a mail address, and GFM makes a `mailto:` link of it.
// Bare addresses become text again; whoever wants a link writes `<alice@example.org>`.

import type { Root, Text } from 'mdast'
import type { Plugin } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

export const restoreMailAddresses: Plugin<[], Root> = () => (tree, file) => {
  const source = String(file)
  visit(tree, 'link', (node, index, parent) => {
    const start = node.position?.start.offset
    if (parent === undefined || index === undefined || start === undefined) return undefined
    if (!node.url.startsWith('mailto:') || /[<[]/u.test(source.charAt(start))) return undefined
    parent.children.splice(index, 1, ...(node.children as Text[]))
    return [SKIP, index + 1]
  })
}
