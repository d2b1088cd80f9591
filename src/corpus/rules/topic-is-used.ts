import type { CorpusRule } from '../corpus-rule.ts'

export const topicIsUsed: CorpusRule = {
  id: 'topic-is-used',
  summary: 'A topic that no entry names has an empty page.',
  url: 'content/README.md#topics',
  severity: 'warning',
  examples: [
    {
      name: 'a topic of an entry',
      files: {
        'topics/procfs.md': '---\ntitle: procfs\n---\n',
        'threads/example.md': '---\ntopics: [procfs]\n---\n',
      },
      messages: [],
    },
    {
      name: 'a topic of none',
      files: { 'topics/procfs.md': '---\ntitle: procfs\n---\n' },
      messages: [
        'topics/procfs.md:1:1: Unexpected topic `procfs` without an entry, expected one that names it',
      ],
    },
  ],
  check({ lists, mentions }, reportOn) {
    const named = new Set(mentions.topic.map(({ mention }) => mention.id))
    for (const { file, slug } of lists.topics) {
      if (named.has(slug)) continue
      reportOn(file)({
        reason: `Unexpected topic \`${slug}\` without an entry, expected one that names it`,
        place: { line: 1, column: 1 },
        actual: slug,
      })
    }
  },
}
