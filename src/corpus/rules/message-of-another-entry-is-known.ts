import { didYouMean } from '#markdown'
import type { CorpusRule } from '../corpus-rule.ts'

export const messageOfAnotherEntryIsKnown: CorpusRule = {
  id: 'message-of-another-entry-is-known',
  summary: 'A citation `thread#message` names an entry and a message in its list.',
  url: 'content/README.md#references',
  severity: 'error',
  examples: [
    {
      name: 'a message that is listed there',
      files: {
        'threads/stacks.md': '---\nmessages:\n  - key: alice-rfc\n---\n',
        'people/alice.md': '---\nroles:\n  - source: stacks#alice-rfc\n---\n',
      },
      messages: [],
    },
    {
      name: 'a message that is not, an entry that is not',
      files: {
        'threads/stacks.md': '---\nmessages:\n  - key: alice-rfc\n---\n',
        'people/alice.md':
          '---\nroles:\n  - source: stacks#alice-v2\n  - source: stack#alice-rfc\n---\n',
      },
      messages: [
        'people/alice.md:3:13-3:28: Unexpected message `alice-v2`, expected one of the messages of `stacks`, did you mean `alice-rfc`?',
        'people/alice.md:4:13-4:28: Unexpected entry `stack`, expected the name of a file in `threads/`, did you mean `stacks`?',
      ],
    },
  ],
  check({ entries, namesIn, mentions }, reportOn) {
    for (const { entry, mention } of mentions.message) {
      const { id, thread, place } = mention
      const target = entries.threads.get(thread)
      if (target === undefined) {
        reportOn(entry.file)({
          reason: `Unexpected entry \`${thread}\`, expected the name of a file in \`threads/\`${didYouMean(thread, entries.threads.keys())}`,
          place,
          actual: thread,
        })
        continue
      }
      const keys = namesIn(target, 'message')
      // An entry that could not be read defines nothing; its own message says so.
      if (keys.has(id) || target.definitions.length === 0) continue
      reportOn(entry.file)({
        reason: `Unexpected message \`${id}\`, expected one of the messages of \`${thread}\`${didYouMean(id, keys)}`,
        place,
        actual: id,
      })
    }
  },
}
