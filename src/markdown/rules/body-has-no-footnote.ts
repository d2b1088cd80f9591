import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'

export const bodyHasNoFootnote: ContentRule = {
  id: 'body-has-no-footnote',
  summary: 'What supports a sentence is cited, not put into a footnote.',
  url: 'content/README.md#citations',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'a citation', markdown: 'So it is.:cite{source="lj-246"}\n', messages: [] },
    {
      name: 'a footnote',
      markdown: 'So it is.[^1]\n\n[^1]: Linux Journal 246.\n',
      messages: [
        '1:10-1:14: Unexpected footnote, expected `:cite{source="…"}`',
        '3:1-3:25: Unexpected footnote, expected `:cite{source="…"}`',
      ],
    },
  ],
  check({ body }, report) {
    for (const node of body.footnotes) {
      report({
        reason: 'Unexpected footnote, expected `:cite{source="…"}`',
        place: placeOf(node),
      })
    }
  },
}
