import type { ContentRule } from '../content-rule.ts'

const gap = /\bUNWRITTEN\b[,:]? ?(.*?)(?::cite\{.*)?$/u

export const entryIsWritten: ContentRule = {
  id: 'entry-is-written',
  summary:
    'A draft by `patchlore scaffold` says UNWRITTEN where an editor must write; an entry has no such place left.',
  url: 'content/README.md#drafts',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic'],
  examples: [
    {
      name: 'written; a comment of the front matter is none of the entry',
      markdown:
        '---\n# Whatever says UNWRITTEN is for an editor.\ntitle: Faster names\n---\nYes.\n',
      messages: [],
    },
    {
      name: 'a heading, which is no comment',
      markdown: '---\ntitle: Faster names\n---\n## UNWRITTEN: who won\n',
      messages: ['4:4: Unexpected `UNWRITTEN`, expected words of yours: who won'],
    },
    {
      name: 'places left',
      markdown:
        '---\nsummary: UNWRITTEN, what happened and how it ended.\n---\nUNWRITTEN: the story.:cite{source=a}\n',
      messages: [
        '2:10: Unexpected `UNWRITTEN`, expected words of yours: what happened and how it ended.',
        '4:1: Unexpected `UNWRITTEN`, expected words of yours: the story.',
      ],
    },
  ],
  check({ text }, report) {
    const lines = text.split('\n')
    const bodyAt = lines.indexOf('---', 1)
    for (const [at, line] of lines.entries()) {
      if (at < bodyAt && line.startsWith('#')) continue
      const found = gap.exec(line)
      if (found === null) continue
      report({
        reason: `Unexpected \`UNWRITTEN\`, expected words of yours: ${found[1]}`,
        place: { line: at + 1, column: found.index + 1 },
        actual: 'UNWRITTEN',
      })
    }
  },
}
