import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'

export const quoteDirectiveHoldsAQuote: ContentRule = {
  id: 'quote-directive-holds-a-quote',
  summary: 'A `:::quote` holds one blockquote and nothing else.',
  url: 'content/README.md#quotes-in-the-running-text',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    { name: 'a quote', markdown: ':::quote{#a}\n> No.\n:::\n', messages: [] },
    {
      name: 'our own words',
      markdown: ':::quote{#a}\nShe said no.\n:::\n',
      messages: [
        '1:1-1:13: Unexpected content of `:::quote`, expected one blockquote and nothing else',
      ],
    },
  ],
  check(draft, report) {
    for (const { opening, blockquotes, paragraphs, tables, simulations, others } of listBlocks(
      draft,
      'quote',
    )) {
      const rest = paragraphs.length + tables.length + simulations.length + others.length
      if (blockquotes.length === 1 && rest === 0) continue
      report({
        reason: 'Unexpected content of `:::quote`, expected one blockquote and nothing else',
        place: opening,
      })
    }
  },
}
