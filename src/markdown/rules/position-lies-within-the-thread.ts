import { isSurelyAfter, parsePartialDate } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { findPrimaryMessage, findText, listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'

const head = '---\nended: 2014-06-03\nmessages:\n  - key: a\n---\n'

export const positionLiesWithinTheThread: ContentRule = {
  id: 'position-lies-within-the-thread',
  summary: 'A message sent after the thread ended belongs to another entry, or the end is wrong.',
  url: 'content/README.md#started-and-ended',
  severity: 'warning',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'the last day, and a commit after it',
      markdown: `${head}:::position{on=2014-06-03T10:00:00Z source=a}\nNo.\n:::\n\n:::position{on=2014-07 source=commit-1}\nYes.\n:::\n`,
      messages: [],
    },
    {
      name: 'a day later',
      markdown: `${head}:::position{on=2014-06-04 source=a}\nNo.\n:::\n`,
      messages: [
        '6:13-6:26: Unexpected position of 2014-06-04, expected one not after 2014-06-03, the end of the thread',
      ],
    },
  ],
  check(draft, report) {
    const ended = parsePartialDate(findText(draft.head.value, ['ended']) ?? '')
    if (ended === undefined) return
    for (const block of listBlocks(draft, 'position')) {
      const on = parsePartialDate(block.attributes.get('on') ?? '')
      // A commit may come later; the discussion is what the messages were.
      if (findPrimaryMessage(draft, block) === undefined) continue
      if (on === undefined || !isSurelyAfter(on, ended)) continue
      report({
        reason: `Unexpected position of ${on}, expected one not after ${ended}, the end of the thread`,
        place: placeOfAttribute(block, 'on'),
        actual: on,
      })
    }
  },
}
