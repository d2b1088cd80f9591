import { type CorpusRule, entryKinds } from '../corpus-rule.ts'

export const slugNamesOneEntry: CorpusRule = {
  id: 'slug-names-one-entry',
  summary: 'No two files of a kind have the same name.',
  url: 'content/README.md#names',
  severity: 'error',
  examples: [
    {
      name: 'the same slug for a thread and a topic',
      files: {
        'threads/stacks.md': '---\ntitle: X\n---\n',
        'topics/stacks.md': '---\ntitle: X\n---\n',
      },
      messages: [],
    },
    {
      name: 'the same slug in two folders',
      files: {
        'threads/2014/stacks.md': '---\ntitle: X\n---\n',
        'threads/stacks.md': '---\ntitle: X\n---\n',
      },
      messages: [
        'threads/2014/stacks.md:1:1: Unexpected second entry `stacks`, expected one; the other is `threads/stacks.md`',
      ],
    },
  ],
  check({ entries, lists }, reportOn) {
    for (const kind of entryKinds) {
      for (const entry of lists[kind]) {
        const other = entries[kind].get(entry.slug)
        if (other === undefined || other === entry) continue
        reportOn(entry.file)({
          reason: `Unexpected second entry \`${entry.slug}\`, expected one; the other is \`${other.file.path}\``,
          place: { line: 1, column: 1 },
          actual: entry.slug,
        })
      }
    }
  },
}
