import type { ContentRule } from '../content-rule.ts'
import { countWords, toPlainText } from '../plain-text.ts'

const wordsMax = 900

export const storyHasAtMost900Words: ContentRule = {
  id: 'story-has-at-most-900-words',
  summary: 'The prose of an entry is read in a few minutes; positions and figures are not counted.',
  url: 'content/README.md#the-body',
  severity: 'warning',
  appliesTo: ['thread'],
  examples: [
    { name: '900 words', markdown: `${'so '.repeat(900)}\n`, messages: [] },
    {
      name: '901 words',
      markdown: `${'so '.repeat(901)}\n`,
      messages: ['1:1: Unexpected story of 901 words, expected at most 900'],
    },
  ],
  check({ body }, report) {
    const prose = body.top.filter(({ type }) => type === 'paragraph' || type === 'list')
    const words = countWords(toPlainText(prose))
    if (words <= wordsMax) return
    report({
      reason: `Unexpected story of ${words} words, expected at most ${wordsMax}`,
      place: { line: 1, column: 1 },
    })
  },
}
