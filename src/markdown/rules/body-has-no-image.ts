import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'

export const bodyHasNoImage: ContentRule = {
  id: 'body-has-no-image',
  summary: 'Pages load nothing from elsewhere; numbers are figures, pictures are simulations.',
  url: 'content/README.md#files',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'a link', markdown: '[A chart](https://example.org/chart.png)\n', messages: [] },
    {
      name: 'an image',
      markdown: '![A chart](https://example.org/chart.png)\n',
      messages: ['1:1-1:42: Unexpected image, expected a figure, a simulation or a link'],
    },
  ],
  check({ body }, report) {
    for (const node of body.images) {
      report({
        reason: 'Unexpected image, expected a figure, a simulation or a link',
        place: placeOf(node),
      })
    }
  },
}
