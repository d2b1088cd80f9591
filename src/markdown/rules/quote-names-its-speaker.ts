import type { ContentRule } from '../content-rule.ts'
import { placeOf } from '../outline.ts'

const quoting: ReadonlySet<string> = new Set(['position', 'retelling', 'quote'])

export const quoteNamesItsSpeaker: ContentRule = {
  id: 'quote-names-its-speaker',
  summary:
    'A blockquote stands in a position, a retelling or a quote, which say whose words they are.',
  url: 'content/README.md#quotes',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    { name: 'a quote', markdown: ':::quote{#a by=alice}\n> No.\n:::\n', messages: [] },
    {
      name: 'words of nobody',
      markdown: '> No.\n\n- > Yes.\n',
      messages: [
        '1:1-1:6: Unexpected quote, expected it in `:::position`, `:::retelling` or `:::quote`',
        '3:3-3:9: Unexpected quote, expected it in `:::position`, `:::retelling` or `:::quote`',
      ],
    },
    {
      name: 'a quote in a quote',
      markdown: ':::quote{#a by=alice}\n> > No.\n>\n> Yes.\n:::\n',
      messages: ['2:3-2:8: Unexpected quote in a quote, expected the words of one person'],
    },
  ],
  check({ body }, report) {
    for (const { node, parent } of body.blockquotes) {
      const around = parent?.node
      if (around?.type === 'containerDirective' && quoting.has(around.name)) continue
      report({
        reason:
          around?.type === 'blockquote'
            ? 'Unexpected quote in a quote, expected the words of one person'
            : 'Unexpected quote, expected it in `:::position`, `:::retelling` or `:::quote`',
        place: placeOf(node),
      })
    }
  },
}
