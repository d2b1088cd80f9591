import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'

export const pictureCanBeDrawn: ContentRule = {
  id: 'picture-can-be-drawn',
  summary:
    'One figure at the most is the picture of its thread, and it compares two columns in bars.',
  url: 'content/README.md#figures',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'one picture',
      markdown:
        ':::figure{#a picture compare="b, c" chart=bars}\n| a | b | c |\n| --- | --- | --- |\n:::\n',
      messages: [],
    },
    {
      name: 'a picture without bars, and a second one',
      markdown:
        ':::figure{#a picture}\n| a |\n| --- |\n:::\n\n:::figure{#b picture compare="b, c" chart=bars}\n| a | b | c |\n| --- | --- | --- |\n:::\n',
      messages: [
        '1:14-1:21: Unexpected picture without bars, expected `compare` and `chart=bars`',
        '6:14-6:21: Unexpected second picture, expected one',
      ],
    },
  ],
  check(draft, report) {
    const pictures = listBlocks(draft, 'figure').filter((block) => block.attributes.has('picture'))
    for (const [index, block] of pictures.entries()) {
      const place = placeOfAttribute(block, 'picture')
      const isDrawn = block.attributes.get('chart') === 'bars' && block.attributes.has('compare')
      if (index > 0) report({ reason: 'Unexpected second picture, expected one', place })
      else if (!isDrawn) {
        const reason = 'Unexpected picture without bars, expected `compare` and `chart=bars`'
        report({ reason, place })
      }
    }
  },
}
