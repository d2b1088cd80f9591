import type { ContentRule } from '../content-rule.ts'

export const messageIsSeenSomewhere: ContentRule = {
  id: 'message-is-seen-somewhere',
  summary: 'A message known only as quoted or retold says where: `seen-in`.',
  url: 'content/README.md#messages',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'read, and retold by an article',
      markdown: '---\nmessages:\n  - known: read\n  - known: retold\n    seen-in: lj-246\n---\n',
      messages: [],
    },
    {
      name: 'quoted who knows where',
      markdown: '---\nmessages:\n  - known: quoted\n---\n',
      messages: [
        '3:12-3:18: Unexpected message that is `quoted` without `seen-in`, expected the source that shows it',
      ],
    },
    {
      name: 'seen in itself',
      markdown: '---\nmessages:\n  - key: a\n    known: quoted\n    seen-in: a\n---\n',
      messages: ['5:14-5:15: Unexpected message seen in itself, expected another source'],
    },
  ],
  check({ head, messages }, report) {
    for (const { index, known, seenIn, key } of messages) {
      if (seenIn !== undefined && seenIn === key) {
        const reason = 'Unexpected message seen in itself, expected another source'
        report({ reason, place: head.placeOf(['messages', index, 'seen-in']) })
      }
      if (seenIn !== undefined || (known !== 'quoted' && known !== 'retold')) continue
      report({
        reason: `Unexpected message that is \`${known}\` without \`seen-in\`, expected the source that shows it`,
        place: head.placeOf(['messages', index, 'known']),
      })
    }
  },
}
