import type { Nodes } from 'mdast'
import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'
import { toLine } from '../plain-text.ts'

export const proseCitesASource: ContentRule = {
  id: 'prose-cites-a-source',
  summary:
    'Nothing is stated that no source supports: every paragraph, list item and bare table cites.',
  url: 'content/README.md#citations-in-prose',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'cited',
      markdown:
        '## The end\n\nIt was slow.:cite{source=a}\n\n- It was quick.\n  - Twice.:cite{source=a}\n',
      messages: [],
    },
    {
      name: 'uncited',
      markdown: 'It was slow.\n\n- It was quick.:cite{source=a}\n- Or not.\n',
      messages: [
        '1:1-1:13: Unexpected paragraph without a source, expected `:cite{source="…"}` in it',
        '4:1-4:10: Unexpected list item without a source, expected `:cite{source="…"}` in it',
      ],
    },
  ],
  check({ body }, report) {
    for (const node of body.top.flatMap(listStatements)) {
      if (body.citing.has(node) || looksLikeDirective(node)) continue
      const noun = node.type === 'listItem' ? 'list item' : node.type
      report({
        reason: `Unexpected ${noun} without a source, expected \`:cite{source="…"}\` in it`,
        place: placeOf(node),
      })
    }
  },
}

function listStatements(node: Nodes): readonly Nodes[] {
  if (node.type === 'list') return node.children
  return node.type === 'paragraph' || node.type === 'table' ? [node] : []
}

// `directive-is-written-whole` has a better word for those.
function looksLikeDirective(node: Nodes): boolean {
  return node.type === 'paragraph' && /^::+/u.test(toLine(node))
}
