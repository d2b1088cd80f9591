import { earliestMs } from '#domain'
import type { ContentRule } from '../content-rule.ts'
import { listTexts } from '../draft.ts'

const head = (answers: string) =>
  `---\nmessages:\n  - key: ann-asks\n    message-id: 1@example.org\n    date: 2030-01-02\n  - key: bob-says\n    message-id: 2@example.org\n    date: 2030-01-03\n    answers: ${answers}\n  - key: known-by-name\n    date: 2030-01-04\n---\n`

export const messageAnswersAnother: ContentRule = {
  id: 'message-answers-another',
  summary:
    'A message that an editor hangs elsewhere answers another message of the entry, which is not later and has a Message-ID.',
  url: 'content/README.md#messages',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    { name: 'an earlier message', markdown: head('ann-asks'), messages: [] },
    {
      name: 'itself',
      markdown: head('bob-says'),
      messages: ['9:14-9:22: Unexpected answer to `bob-says` itself, expected another message'],
    },
    {
      name: 'no message of the entry',
      markdown: head('carol'),
      messages: [
        '9:14-9:19: Unexpected answer to `carol`, expected the key of a message of this entry',
      ],
    },
    {
      name: 'a message that is later',
      markdown: head('known-by-name'),
      messages: [
        '9:14-9:27: Unexpected answer to `known-by-name`, expected a message that is not later and has a `message-id`',
      ],
    },
  ],
  check({ head, messages, messagesByKey }, report) {
    for (const { text, path } of listTexts(head.value, ['messages', '*', 'answers'])) {
      const own = messages.find(({ index }) => index === path[1])
      const place = head.placeOf(path)
      const answered = messagesByKey.get(text)
      if (own?.key === text) {
        report({
          reason: `Unexpected answer to \`${text}\` itself, expected another message`,
          place,
        })
      } else if (answered === undefined) {
        report({
          reason: `Unexpected answer to \`${text}\`, expected the key of a message of this entry`,
          place,
        })
      } else if (isLater(answered.date, own?.date) || answered.messageId === undefined) {
        report({
          reason: `Unexpected answer to \`${text}\`, expected a message that is not later and has a \`message-id\``,
          place,
        })
      }
    }
  },
}

type Dated = Parameters<typeof earliestMs>[0] | undefined

function isLater(answered: Dated, own: Dated): boolean {
  return answered !== undefined && own !== undefined && earliestMs(answered) > earliestMs(own)
}
