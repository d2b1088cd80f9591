import type { ContentRule } from '../content-rule.ts'
import { type Placed, placeOf } from '../outline.ts'
import { countWords, toLine } from '../plain-text.ts'

const wordsMin = 4

export const quotationInProseIsCited: ContentRule = {
  id: 'quotation-in-prose-is-cited',
  summary:
    'Words between “ and ” are somebody’s words; four or more of them need a source in their paragraph.',
  url: 'content/README.md#quotes',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'cited, and a single word',
      markdown: 'He calls it “getting too damn painful”.:cite{source=a} A “canary”, then.\n',
      messages: [],
    },
    {
      name: 'uncited, in a list whose item cites elsewhere',
      markdown: '- It was slow.:cite{source=a}\n\n  He calls it “getting too damn painful”.\n',
      messages: [
        '3:3-3:42: Unexpected quotation of 4 words without a source, expected `:cite{source="…"}` in the paragraph',
      ],
    },
  ],
  check({ body }, report) {
    for (const placed of body.paragraphs) {
      const { node } = placed
      if (body.citing.has(node) || isSourced(placed)) continue
      for (const [, words = ''] of toLine(node).matchAll(/“([^“”]*)”/gu)) {
        const count = countWords(words)
        if (count < wordsMin) continue
        report({
          reason: `Unexpected quotation of ${count} words without a source, expected \`:cite{source="…"}\` in the paragraph`,
          place: placeOf(node),
          actual: words,
        })
      }
    }
  },
}

// A directive gives the source of what is in it; a paragraph at the top is `prose-cites-a-source`.
function isSourced({ parent }: Placed): boolean {
  return parent?.node.type === 'root' || isInDirective(parent)
}

function isInDirective(placed: Placed | undefined): boolean {
  for (let at = placed; at !== undefined; at = at.parent) {
    if (at.node.type === 'containerDirective') return true
  }
  return false
}
