import { isSurelyAfter, parsePartialDate } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { findText } from '../draft.ts'

export const threadEndsAfterItStarts: ContentRule = {
  id: 'thread-ends-after-it-starts',
  summary: 'The last message is not before the first.',
  url: 'content/README.md#started-and-ended',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    { name: 'one day', markdown: '---\nstarted: 2014-05-28\nended: 2014-05\n---\n', messages: [] },
    {
      name: 'the wrong way round',
      markdown: '---\nstarted: 2014-06-03\nended: 2014-05-28\n---\n',
      messages: [
        '3:8-3:18: Unexpected `2014-05-28` as `ended`, expected a date not before 2014-06-03',
      ],
    },
  ],
  check({ head }, report) {
    const started = parsePartialDate(findText(head.value, ['started']) ?? '')
    const ended = parsePartialDate(findText(head.value, ['ended']) ?? '')
    if (started === undefined || ended === undefined || !isSurelyAfter(started, ended)) return
    report({
      reason: `Unexpected \`${ended}\` as \`ended\`, expected a date not before ${started}`,
      place: head.placeOf(['ended']),
      actual: ended,
    })
  },
}
