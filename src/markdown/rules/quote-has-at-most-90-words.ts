import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'
import { countWords, toPlainText } from '../plain-text.ts'

const wordsMax = 90

export const quoteHasAtMost90Words: ContentRule = {
  id: 'quote-has-at-most-90-words',
  summary: 'A quote shows the words that matter; the mail has the rest.',
  url: 'content/README.md#quotes',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: '90 words', markdown: `> ${'no '.repeat(90)}\n`, messages: [] },
    {
      name: '91 words and no words',
      markdown: `> ${'no '.repeat(90)}never\n\nSo.\n\n>\n`,
      messages: [
        '1:1-1:278: Unexpected quote of 91 words, expected at most 90',
        '5:1-5:2: Unexpected quote of 0 words, expected at least 1',
      ],
    },
  ],
  check({ body }, report) {
    for (const { node } of body.blockquotes) {
      const words = countWords(toPlainText(node.children))
      if (words > 0 && words <= wordsMax) continue
      report({
        reason: `Unexpected quote of ${words} words, expected ${words === 0 ? 'at least 1' : `at most ${wordsMax}`}`,
        place: placeOf(node),
      })
    }
  },
}
