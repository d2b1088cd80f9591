import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'
import { placeOf, placeOfAttribute } from '../outline.ts'

export const positionQuotesOnce: ContentRule = {
  id: 'position-quotes-once',
  summary:
    'A position has at most one quote and one simulation, and names the source of a quote only if it has one.',
  url: 'content/README.md#positions',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    { name: 'one quote', markdown: ':::position{#a}\nNot yet.\n\n> No!\n:::\n', messages: [] },
    {
      name: 'two quotes, two simulations',
      markdown:
        ':::position{#a}\nNot yet.\n\n> No!\n\n::simulation{id=x}\n\n> Never!\n\n::simulation{id=y}\n:::\n',
      messages: [
        '8:1-8:9: Unexpected second quote in a position, expected one',
        '10:1-10:19: Unexpected second simulation in a position, expected one',
      ],
    },
    {
      name: 'the source of no quote',
      markdown: ':::position{#a quote-source=x}\nNot yet.\n:::\n',
      messages: ['1:16-1:30: Unexpected `quote-source` without a quote, expected a quote'],
    },
  ],
  check(draft, report) {
    for (const block of listBlocks(draft, 'position')) {
      for (const node of block.blockquotes.slice(1)) {
        const reason = 'Unexpected second quote in a position, expected one'
        report({ reason, place: placeOf(node) })
      }
      for (const node of block.simulations.slice(1)) {
        const reason = 'Unexpected second simulation in a position, expected one'
        report({ reason, place: placeOf(node) })
      }
      if (block.attributes.has('quote-source') && block.blockquotes.length === 0) {
        const reason = 'Unexpected `quote-source` without a quote, expected a quote'
        report({ reason, place: placeOfAttribute(block, 'quote-source') })
      }
    }
  },
}
