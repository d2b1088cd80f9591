import type { CorpusRule } from '../corpus-rule.ts'

export const sourceIsUsed: CorpusRule = {
  id: 'source-is-used',
  summary: 'A source that nothing cites is probably forgotten.',
  url: 'content/README.md#sources',
  severity: 'warning',
  examples: [
    {
      name: 'a source that is cited',
      files: {
        'sources.yaml': '- id: lj-246\n',
        'topics/procfs.md': '---\ntitle: procfs\n---\nSo.:cite{source=lj-246}\n',
      },
      messages: [],
    },
    {
      name: 'a source that is not',
      files: { 'sources.yaml': '- id: lj-246\n' },
      messages: [
        'sources.yaml:1:7-1:13: Unexpected source `lj-246` that nothing cites, expected a citation of it',
      ],
    },
  ],
  check({ sources, mentions }, reportOn) {
    const cited = new Set(mentions.source.map(({ mention }) => mention.id))
    for (const { id, place } of sources.definitions) {
      if (cited.has(id)) continue
      reportOn(sources.file)({
        reason: `Unexpected source \`${id}\` that nothing cites, expected a citation of it`,
        place,
        actual: id,
      })
    }
  },
}
