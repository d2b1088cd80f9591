import { isSurelyAfter, type PartialDate, parsePartialDate } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { findText, listAt } from '../draft.ts'

const lists = [
  { list: 'series', key: 'on' },
  { list: 'follow-ups', key: 'on' },
  { list: 'messages', key: 'date' },
] as const

export const listsRunOldestFirst: ContentRule = {
  id: 'lists-run-oldest-first',
  summary: 'Postings, messages and follow-ups stand in the order in which they came.',
  url: 'content/README.md#dates',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'as far as dates tell',
      markdown:
        '---\nmessages:\n  - date: 2014-10-02\n  - date: 2014-10\n  - date: 2014-10-06\n---\n',
      messages: [],
    },
    {
      name: 'out of order',
      markdown: '---\nmessages:\n  - date: 2014-10-06\n  - date: 2014-10-02\n---\n',
      messages: [
        '4:11-4:21: Unexpected 2014-10-02 after 2014-10-06, expected the oldest of `messages` first',
      ],
    },
  ],
  check({ head }, report) {
    for (const { list, key } of lists) {
      let latest: PartialDate | undefined
      for (const [index, item] of listAt(head.value, list).entries()) {
        const date = parsePartialDate(findText(item, [key]) ?? '')
        if (date === undefined) continue
        if (latest !== undefined && isSurelyAfter(latest, date)) {
          report({
            reason: `Unexpected ${date} after ${latest}, expected the oldest of \`${list}\` first`,
            place: head.placeOf([list, index, key]),
            actual: date,
          })
        } else if (latest === undefined || isSurelyAfter(date, latest)) latest = date
      }
    }
  },
}
