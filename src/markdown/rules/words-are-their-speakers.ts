import type { ContentRule } from '../content-rule.ts'
import { findMessage, isQuotedIn, listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'
import { splitTokens } from '../references.ts'

const head =
  '---\nmessages:\n  - key: alice-rfc\n    from: alice\n  - key: carol-reply\n    from: carol\n    known: quoted\n    seen-in: alice-rfc\n---\n'

export const wordsAreTheirSpeakers: ContentRule = {
  id: 'words-are-their-speakers',
  summary:
    'A quote comes from a message its speaker sent, or from one that is known to quote its speaker.',
  url: 'content/README.md#quotes',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'own words, words quoted in a mail, a claim that another mail reports',
      markdown: `${head}:::position{by=alice source=alice-rfc}\nNo.\n\n> No.\n:::\n\n:::position{by=carol source=alice-rfc}\nNo.\n\n> No.\n:::\n\n:::position{by=bob source=alice-rfc}\nThe patch has his ack.\n:::\n`,
      messages: [],
    },
    {
      name: 'words of somebody else',
      markdown: `${head}:::position{by=bob source=alice-rfc}\nNo.\n\n> No.\n:::\n`,
      messages: [
        '10:20-10:36: Unexpected words of `bob` in a message from `alice`, expected a message from `bob`, perhaps one with `seen-in: alice-rfc`',
      ],
    },
  ],
  check(draft, report) {
    for (const block of [...listBlocks(draft, 'position'), ...listBlocks(draft, 'quote')]) {
      if (block.blockquotes.length === 0) continue
      const name = block.attributes.get('quote-source') ? 'quote-source' : 'source'
      const message = findMessage(draft, splitTokens(block.attributes.get(name))[0])
      const by = block.attributes.get('by')
      if (!message?.from || !by || message.from === by) continue
      if (isQuotedIn(draft, by, message)) continue
      report({
        reason: `Unexpected words of \`${by}\` in a message from \`${message.from}\`, expected a message from \`${by}\`, perhaps one with \`seen-in: ${message.key}\``,
        place: placeOfAttribute(block, name),
        actual: message.from,
        expected: [by],
      })
    }
  },
}
