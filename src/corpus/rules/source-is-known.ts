import { didYouMean } from '#markdown'
import type { CorpusRule } from '../corpus-rule.ts'

export const sourceIsKnown: CorpusRule = {
  id: 'source-is-known',
  summary: 'What is cited is a message of the entry or a source of `sources.yaml`.',
  url: 'content/README.md#references',
  severity: 'error',
  examples: [
    {
      name: 'a source and a message',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'threads/example.md':
          '---\nmessages:\n  - key: alice-rfc\n---\nSo.:cite{source="lj-246 alice-rfc"}\n',
      },
      messages: [],
    },
    {
      name: 'a slip in the name of a message',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'threads/example.md':
          '---\nmessages:\n  - key: alice-rfc\n---\nSo.:cite{source="alice-rcf"}\n',
      },
      messages: [
        'threads/example.md:5:10-5:28: Unexpected source `alice-rcf`, expected a message of this entry or a source of `sources.yaml`, did you mean `alice-rfc`?',
      ],
    },
    {
      name: 'a role that nothing shows',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'people/alice.md': '---\nroles:\n  - source: elsewhere\n---\n',
      },
      messages: [
        'people/alice.md:3:13-3:22: Unexpected source `elsewhere`, expected `thread#message` or a source of `sources.yaml`',
      ],
    },
  ],
  check({ entries, sourceIds, namesIn, mentions }, reportOn) {
    for (const { entry, mention } of mentions.source) {
      const { id, place } = mention
      if (sourceIds.has(id)) continue
      const own = entries.threads.get(entry.slug) === entry
      const expected = own ? 'a message of this entry' : '`thread#message`'
      const hint = didYouMean(id, [...namesIn(entry, 'message'), ...sourceIds])
      reportOn(entry.file)({
        reason: `Unexpected source \`${id}\`, expected ${expected} or a source of \`sources.yaml\`${hint}`,
        place,
        actual: id,
      })
    }
  },
}
