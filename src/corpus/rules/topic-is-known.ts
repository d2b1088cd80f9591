import { didYouMean } from '#markdown'
import type { CorpusRule } from '../corpus-rule.ts'

export const topicIsKnown: CorpusRule = {
  id: 'topic-is-known',
  summary: 'Every topic of an entry has a file in `topics/`.',
  url: 'content/README.md#topics',
  severity: 'error',
  examples: [
    {
      name: 'a topic with a file',
      files: {
        'topics/procfs.md': '---\ntitle: procfs\n---\n',
        'threads/example.md': '---\ntopics: [procfs]\n---\n',
      },
      messages: [],
    },
    {
      name: 'a topic without one',
      files: {
        'topics/procfs.md': '---\ntitle: procfs\n---\n',
        'threads/example.md': '---\ntopics: [proc-fs, locking]\n---\n',
      },
      messages: [
        'threads/example.md:2:10-2:17: Unexpected topic `proc-fs`, expected the name of a file in `topics/`, did you mean `procfs`?',
        'threads/example.md:2:19-2:26: Unexpected topic `locking`, expected the name of a file in `topics/`',
      ],
    },
  ],
  check({ entries, formerSlugs, mentions }, reportOn) {
    for (const { entry, mention } of mentions.topic) {
      const { id, place } = mention
      if (entries.topics.has(id)) continue
      const current = formerSlugs.topics.get(id)
      const hint =
        current === undefined
          ? didYouMean(id, entries.topics.keys())
          : `, did you mean \`${current}\`?`
      reportOn(entry.file)({
        reason: `Unexpected topic \`${id}\`, expected the name of a file in \`topics/\`${hint}`,
        place,
        actual: id,
      })
    }
  },
}
