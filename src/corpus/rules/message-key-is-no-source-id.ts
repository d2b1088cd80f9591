import type { CorpusRule } from '../corpus-rule.ts'

export const messageKeyIsNoSourceId: CorpusRule = {
  id: 'message-key-is-no-source-id',
  summary: 'A message and a source do not share a name, so that a citation means one of them.',
  url: 'content/README.md#references',
  severity: 'error',
  examples: [
    {
      name: 'two names',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'threads/example.md': '---\nmessages:\n  - key: alice-rfc\n---\n',
      },
      messages: [],
    },
    {
      name: 'one name for both',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'threads/example.md': '---\nmessages:\n  - key: lj-246\n---\n',
      },
      messages: [
        'threads/example.md:3:10-3:16: Unexpected message key `lj-246`, expected one that is no id of `sources.yaml`',
      ],
    },
  ],
  check({ all, sourceIds }, reportOn) {
    for (const { file, definitions } of all) {
      for (const { kind, id, place } of definitions) {
        if (kind !== 'message' || !sourceIds.has(id)) continue
        reportOn(file)({
          reason: `Unexpected message key \`${id}\`, expected one that is no id of \`sources.yaml\``,
          place,
          actual: id,
        })
      }
    }
  },
}
