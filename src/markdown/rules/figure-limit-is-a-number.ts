import type { ContentRule } from '../content-rule.ts'
import { clip } from '../did-you-mean.ts'
import { listBlocks } from '../draft.ts'
import { numberExamples, parseFigureNumber } from '../figure-number.ts'
import { placeOfAttribute } from '../outline.ts'
import { unitOf } from '../read-figure.ts'

export const figureLimitIsANumber: ContentRule = {
  id: 'figure-limit-is-a-number',
  summary: 'The `limit` of a figure is a number of its unit: it is drawn to the scale of the bars.',
  url: 'content/README.md#figures',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'a size',
      markdown: ':::figure{#a unit=bytes limit="8 KiB"}\n| a |\n| --- |\n:::\n',
      messages: [],
    },
    {
      name: 'a word',
      markdown: ':::figure{#a unit=bytes limit=stack}\n| a |\n| --- |\n:::\n',
      messages: [
        '1:25-1:36: Unexpected limit `stack`, expected a size such as `7696`, `8 KiB` or `10.5 KB`',
      ],
    },
  ],
  check(draft, report) {
    for (const block of listBlocks(draft, 'figure')) {
      const limit = block.attributes.get('limit')
      const unit = unitOf(block)
      if (limit === undefined || parseFigureNumber(limit, unit) !== null) continue
      report({
        reason: `Unexpected limit \`${clip(limit)}\`, expected ${numberExamples[unit]}`,
        place: placeOfAttribute(block, 'limit'),
        actual: limit,
      })
    }
  },
}
