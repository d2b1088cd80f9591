import type { CorpusRule } from '../corpus-rule.ts'

export const personHasSpoken: CorpusRule = {
  id: 'person-has-spoken',
  summary: 'A person without a message, a position or a quote has an empty page.',
  url: 'content/README.md#people',
  severity: 'warning',
  examples: [
    {
      name: 'a person with a message',
      files: {
        'people/alice.md': '---\nname: Alice\n---\n',
        'threads/example.md': '---\nmessages:\n  - from: alice\n---\n',
      },
      messages: [],
    },
    {
      name: 'a person without',
      files: { 'people/alice.md': '---\nname: Alice\n---\n' },
      messages: [
        'people/alice.md:1:1: Unexpected person `alice` without a message or position, expected one in some entry',
      ],
    },
  ],
  check({ lists, mentions }, reportOn) {
    const heard = new Set(
      mentions.person
        .filter(({ mention }) => mention.within !== 'revision')
        .map(({ mention }) => mention.id),
    )
    for (const { file, slug } of lists.people) {
      if (heard.has(slug)) continue
      reportOn(file)({
        reason: `Unexpected person \`${slug}\` without a message or position, expected one in some entry`,
        place: { line: 1, column: 1 },
        actual: slug,
      })
    }
  },
}
