import type { ContentRule } from '../content-rule.ts'
import { findMessage, findPrimaryMessage, isQuotedIn, listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'
import { splitTokens } from '../references.ts'

const head =
  '---\nmessages:\n  - key: alice-rfc\n    from: alice\n  - key: carol-reply\n    from: carol\n    known: retold\n    seen-in: alice-rfc\n---\n'

export const positionIsFromItsAuthor: ContentRule = {
  id: 'position-is-from-its-author',
  summary:
    'A position is not known from a message of somebody else alone, unless that message is known to quote or retell its author.',
  url: 'content/README.md#positions',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'own message, retold in another, an ack that the commit shows as well',
      markdown: `${head}:::position{by=alice source=alice-rfc}\nNo.\n:::\n\n:::position{by=carol source=alice-rfc}\nNo.\n:::\n\n:::position{by=bob source="alice-rfc commit-710585d4922f"}\nThe patch has his ack.\n:::\n`,
      messages: [],
    },
    {
      name: 'a message of somebody else',
      markdown: `${head}:::position{by=bob source=alice-rfc}\nNo.\n:::\n`,
      messages: [
        '10:20-10:36: Unexpected message from `alice` alone for a position of `bob`, expected a message from `bob`, perhaps one with `seen-in: alice-rfc`, or another source beside it',
      ],
    },
  ],
  check(draft, report) {
    for (const block of listBlocks(draft, 'position')) {
      const message = findPrimaryMessage(draft, block)
      const by = block.attributes.get('by')
      if (!message?.from || !by || message.from === by) continue
      // Of quotes, `words-are-their-speakers` says it.
      if (block.blockquotes.length > 0 && !block.attributes.get('quote-source')) continue
      const isShownElsewhere = splitTokens(block.attributes.get('source')).some((token) => {
        const other = findMessage(draft, token)
        return other === undefined || other.from === by
      })
      if (isShownElsewhere || isQuotedIn(draft, by, message)) continue
      report({
        reason: `Unexpected message from \`${message.from}\` alone for a position of \`${by}\`, expected a message from \`${by}\`, perhaps one with \`seen-in: ${message.key}\`, or another source beside it`,
        place: placeOfAttribute(block, 'source'),
        actual: message.from,
        expected: [by],
      })
    }
  },
}
