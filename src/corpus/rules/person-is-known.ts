import { didYouMean } from '#markdown'
import type { CorpusRule } from '../corpus-rule.ts'

export const personIsKnown: CorpusRule = {
  id: 'person-is-known',
  summary: 'Whoever an entry names has a file in `people/`.',
  url: 'content/README.md#people',
  severity: 'error',
  examples: [
    {
      name: 'a person with a file',
      files: {
        'people/alice.md': '---\nname: Alice\n---\n',
        'threads/example.md': '---\ntitle: X\n---\n:::position{by=alice}\nNo.\n:::\n',
      },
      messages: [],
    },
    {
      name: 'a slip of the keyboard',
      files: {
        'people/alice.md': '---\nname: Alice\n---\n',
        'threads/example.md': '---\ntitle: X\n---\n:::position{by=alcie}\nNo.\n:::\n',
      },
      messages: [
        'threads/example.md:4:13-4:21: Unexpected person `alcie`, expected the name of a file in `people/`, did you mean `alice`?',
      ],
    },
    {
      name: 'an old slug',
      files: {
        'people/alice.md': '---\nname: Alice\nformerly: [alice-old-name]\n---\n',
        'threads/example.md': '---\nmessages:\n  - from: alice-old-name\n---\n',
      },
      messages: [
        'threads/example.md:3:11-3:25: Unexpected person `alice-old-name`, expected the name of a file in `people/`, did you mean `alice`?',
      ],
    },
  ],
  check({ entries, formerSlugs, mentions }, reportOn) {
    for (const { entry, mention } of mentions.person) {
      const { id, place } = mention
      if (entries.people.has(id)) continue
      const current = formerSlugs.people.get(id)
      const hint =
        current === undefined
          ? didYouMean(id, entries.people.keys())
          : `, did you mean \`${current}\`?`
      reportOn(entry.file)({
        reason: `Unexpected person \`${id}\`, expected the name of a file in \`people/\`${hint}`,
        place,
        actual: id,
      })
    }
  },
}
