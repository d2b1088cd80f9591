import type { Nodes } from 'mdast'
import type { ContentRule, Fault } from '../content-rule.ts'
import { placeOf } from '../outline.ts'

export const bodyHasNoFootnote: ContentRule = {
  id: 'body-has-no-footnote',
  summary: 'What supports a sentence is cited, not put into a footnote.',
  url: 'content/README.md#citations-in-prose',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'a citation, and brackets in code',
      markdown: 'So it is, as `[^1]` matches.:cite{source="lj-246"}\n',
      messages: [],
    },
    {
      name: 'a footnote of one word',
      markdown: 'So it is.[^1]\n\n[^1]: there\n',
      messages: ['3:1-3:12: Unexpected footnote `[^1]`, expected `:cite{source="…"}`'],
    },
    {
      name: 'a footnote',
      markdown: 'So it is.[^1]\n\n[^1]: Linux Journal 246.\n',
      messages: [
        '1:1-1:14: Unexpected footnote `[^1]`, expected `:cite{source="…"}`',
        '3:1-3:25: Unexpected footnote `[^1]`, expected `:cite{source="…"}`',
      ],
    },
  ],
  check({ body }, report) {
    // Footnotes are not of our dialect: they arrive as text, or as links with a definition.
    for (const { node } of body.paragraphs) {
      const text = node.children
        .map((child) => (child.type === 'text' ? child.value : ''))
        .join(' ')
      const [footnote] = /\[\^[^\]\s]{1,40}\]/u.exec(text) ?? []
      if (footnote !== undefined) report(toFault(footnote, node))
    }
    for (const node of body.links) {
      if (node.type === 'definition' && node.identifier.startsWith('^')) {
        report(toFault(`[${node.identifier}]`, node))
      }
    }
  },
}

function toFault(footnote: string, node: Nodes): Fault {
  return {
    reason: `Unexpected footnote \`${footnote}\`, expected \`:cite{source="…"}\``,
    place: placeOf(node),
  }
}
