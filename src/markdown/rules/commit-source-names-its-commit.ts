import type { ContentRule } from '../content-rule.ts'
import { findText } from '../draft.ts'

export const commitSourceNamesItsCommit: ContentRule = {
  id: 'commit-source-names-its-commit',
  summary: 'A source of the kind `commit` has a commit id, and no other kind has one.',
  url: 'content/README.md#sources',
  severity: 'error',
  appliesTo: ['sources'],
  examples: [
    {
      name: 'a commit with its id',
      path: 'sources.yaml',
      markdown: '- id: c\n  kind: commit\n  commit: 710585d4922f\n',
      messages: [],
    },
    {
      name: 'a commit without, an article with',
      path: 'sources.yaml',
      markdown: '- id: c\n  kind: commit\n- id: a\n  kind: article\n  commit: 710585d4922f\n',
      messages: [
        '2:9-2:15: Unexpected source of kind `commit` without `commit`, expected its id of 12 to 40 hexadecimal digits',
        '5:11-5:23: Unexpected `commit` of a source of kind `article`, expected it only for kind `commit`',
      ],
    },
  ],
  check({ head }, report) {
    if (!Array.isArray(head.value)) return
    for (const [index, source] of head.value.entries()) {
      const kind = findText(source, ['kind'])
      const commit = findText(source, ['commit'])
      if (kind === 'commit' && commit === undefined) {
        report({
          reason:
            'Unexpected source of kind `commit` without `commit`, expected its id of 12 to 40 hexadecimal digits',
          place: head.placeOf([index, 'kind']),
        })
      } else if (kind !== 'commit' && commit !== undefined) {
        report({
          reason: `Unexpected \`commit\` of a source of kind \`${kind ?? ''}\`, expected it only for kind \`commit\``,
          place: head.placeOf([index, 'commit']),
          actual: commit,
        })
      }
    }
  },
}
