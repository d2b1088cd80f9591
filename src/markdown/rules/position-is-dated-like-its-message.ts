import { canBeSame, isSurelyAfter, parsePartialDate } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { findPrimaryMessage, listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'

const head =
  '---\nmessages:\n  - key: alice-rfc\n    from: alice\n    date: 2014-05-28T06:53:59Z\n---\n'

export const positionIsDatedLikeItsMessage: ContentRule = {
  id: 'position-is-dated-like-its-message',
  summary:
    'A position has the date of its author’s message; one reported in a message of somebody else is not after it.',
  url: 'content/README.md#positions',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'as exact or less',
      markdown: `${head}:::position{by=alice on=2014-05-28 source=alice-rfc}\nNo.\n:::\n\n:::position{by=bob on=2014-05-01 source=alice-rfc}\nNo.\n:::\n`,
      messages: [],
    },
    {
      name: 'another day',
      markdown: `${head}:::position{by=alice on=2014-05-29 source=alice-rfc}\nNo.\n:::\n\n:::position{by=bob on=2014-05-29 source=alice-rfc}\nNo.\n:::\n`,
      messages: [
        '7:22-7:35: Unexpected `2014-05-29`, expected 2014-05-28T06:53:59Z, the date of `alice-rfc`',
        '11:20-11:33: Unexpected `2014-05-29`, expected a date up to 2014-05-28T06:53:59Z, that of `alice-rfc`',
      ],
    },
  ],
  check(draft, report) {
    for (const block of [...listBlocks(draft, 'position'), ...listBlocks(draft, 'quote')]) {
      const message = findPrimaryMessage(draft, block)
      const on = parsePartialDate(block.attributes.get('on') ?? '')
      if (message?.date === undefined || on === undefined) continue
      const isOwn = message.from === block.attributes.get('by')
      if (isOwn ? canBeSame(on, message.date) : !isSurelyAfter(on, message.date)) continue
      const expected = isOwn ? `${message.date}, the date` : `a date up to ${message.date}, that`
      report({
        reason: `Unexpected \`${on}\`, expected ${expected} of \`${message.key}\``,
        place: placeOfAttribute(block, 'on'),
        actual: on,
      })
    }
  },
}
