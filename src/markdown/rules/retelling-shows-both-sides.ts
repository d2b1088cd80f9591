import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'

export const retellingShowsBothSides: ContentRule = {
  id: 'retelling-shows-both-sides',
  summary:
    'A retelling holds the words of the secondary source and, after them, the record in our words.',
  url: 'content/README.md#retellings',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'both',
      markdown: ':::retelling{#a}\n> It was quick.\n\nIt was slow.\n:::\n',
      messages: [],
    },
    {
      name: 'one side only',
      markdown: ':::retelling{#a}\n> It was quick.\n:::\n\n:::retelling{#b}\nIt was slow.\n:::\n',
      messages: [
        '1:1-1:17: Unexpected retelling without the record, expected a paragraph after the quote',
        '5:1-5:17: Unexpected retelling with 0 quotes, expected one',
      ],
    },
    {
      name: 'a list beside them',
      markdown: ':::retelling{#a}\n> It was quick.\n\nIt was slow.\n\n- Twice.\n:::\n',
      messages: ['1:1-1:17: Unexpected list in a retelling, expected a quote and paragraphs'],
    },
  ],
  check(draft, report) {
    for (const { opening, blockquotes, paragraphs, tables, simulations, others } of listBlocks(
      draft,
      'retelling',
    )) {
      if (blockquotes.length !== 1) {
        const reason = `Unexpected retelling with ${blockquotes.length} quotes, expected one`
        report({ reason, place: opening })
      }
      if (paragraphs.length === 0) {
        const reason =
          'Unexpected retelling without the record, expected a paragraph after the quote'
        report({ reason, place: opening })
      }
      const [stray] = [...tables, ...simulations, ...others]
      if (stray === undefined) continue
      const noun = stray.type.endsWith('Directive') ? 'directive' : stray.type
      report({
        reason: `Unexpected ${noun} in a retelling, expected a quote and paragraphs`,
        place: opening,
      })
    }
  },
}
