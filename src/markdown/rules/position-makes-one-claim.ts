import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'
import { placeOf } from '../outline.ts'

export const positionMakesOneClaim: ContentRule = {
  id: 'position-makes-one-claim',
  summary:
    'A position is one paragraph in our words, before the quote; beside it only a quote and a simulation.',
  url: 'content/README.md#claims',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'claim, quote and simulation',
      markdown: ':::position{#a}\nNot yet.\n\n> No!\n\n::simulation{id=x}\n:::\n',
      messages: [],
    },
    {
      name: 'no claim',
      markdown: ':::position{#a}\n> No!\n:::\n',
      messages: [
        '1:1-1:16: Unexpected position without a claim, expected one paragraph in our words',
      ],
    },
    {
      name: 'two claims and a list',
      markdown: ':::position{#a}\nNot yet.\n\nOr never.\n\n- Why?\n:::\n',
      messages: [
        '4:1-4:10: Unexpected second paragraph in a position, expected one claim',
        '6:1-6:7: Unexpected list in a position, expected a claim, a quote and a simulation',
      ],
    },
    {
      name: 'the quote first',
      markdown: ':::position{#a}\n> No!\n\nNot yet.\n:::\n',
      messages: ['4:1-4:9: Unexpected claim after the quote, expected it before'],
    },
  ],
  check(draft, report) {
    for (const { opening, paragraphs, blockquotes, tables, others } of listBlocks(
      draft,
      'position',
    )) {
      const [claim, ...more] = paragraphs
      const [quote] = blockquotes
      if (claim === undefined) {
        const reason = 'Unexpected position without a claim, expected one paragraph in our words'
        report({ reason, place: opening })
      } else if (quote !== undefined && placeOf(quote).start.line < placeOf(claim).start.line) {
        const reason = 'Unexpected claim after the quote, expected it before'
        report({ reason, place: placeOf(claim) })
      }
      for (const node of more) {
        const reason = 'Unexpected second paragraph in a position, expected one claim'
        report({ reason, place: placeOf(node) })
      }
      for (const node of [...tables, ...others]) {
        const reason = `Unexpected ${node.type === 'containerDirective' ? 'directive' : node.type} in a position, expected a claim, a quote and a simulation`
        report({ reason, place: placeOf(node) })
      }
    }
  },
}
