import { isSurelyAfter, parsePartialDate } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { findText, listBlocks } from '../draft.ts'
import { placeOfAttribute } from '../outline.ts'

export const positionLiesWithinTheThread: ContentRule = {
  id: 'position-lies-within-the-thread',
  summary: 'A position taken after the thread ended belongs to another entry, or the end is wrong.',
  url: 'content/README.md#dates',
  severity: 'warning',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'the last day',
      markdown: '---\nended: 2014-06-03\n---\n:::position{on=2014-06-03T10:00:00Z}\nNo.\n:::\n',
      messages: [],
    },
    {
      name: 'a day later',
      markdown: '---\nended: 2014-06-03\n---\n:::position{on=2014-06-04}\nNo.\n:::\n',
      messages: [
        '4:13-4:26: Unexpected position of 2014-06-04, expected one not after 2014-06-03, the end of the thread',
      ],
    },
  ],
  check(draft, report) {
    const ended = parsePartialDate(findText(draft.head.value, ['ended']) ?? '')
    if (ended === undefined) return
    for (const block of listBlocks(draft, 'position')) {
      const on = parsePartialDate(block.attributes.get('on') ?? '')
      if (on === undefined || !isSurelyAfter(on, ended)) continue
      report({
        reason: `Unexpected position of ${on}, expected one not after ${ended}, the end of the thread`,
        place: placeOfAttribute(block, 'on'),
        actual: on,
      })
    }
  },
}
