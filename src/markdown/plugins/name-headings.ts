// Headings of levels two and three get their anchor, made from their text.

import GithubSlugger from 'github-slugger'
import type { Root } from 'mdast'
import { toString as toText } from 'mdast-util-to-string'
import type { Plugin } from 'unified'

export const nameHeadings: Plugin<[], Root> = () => (tree) => {
  const slugger = new GithubSlugger()
  for (const node of tree.children) {
    if (node.type !== 'heading' || node.depth < 2 || node.depth > 3) continue
    const id = slugger.slug(toText(node))
    node.data = { ...node.data, hProperties: { id } }
  }
}
