import type { ContentRule } from '../content-rule.ts'
import { findText, listTexts } from '../draft.ts'

export const mergedHasEvidence: ContentRule = {
  id: 'merged-has-evidence',
  summary: 'That a proposal was merged is shown by a commit or a message.',
  url: 'content/README.md#outcome',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'a commit',
      markdown: '---\noutcome:\n  state: merged\n  evidence: [commit-1]\n---\n',
      messages: [],
    },
    {
      name: 'nothing',
      markdown: '---\noutcome:\n  state: merged\n---\n',
      messages: [
        '3:10-3:16: Unexpected outcome `merged` without `evidence`, expected a commit or a message',
      ],
    },
  ],
  check({ head }, report) {
    if (findText(head.value, ['outcome', 'state']) !== 'merged') return
    if (listTexts(head.value, ['outcome', 'evidence', '*']).length > 0) return
    report({
      reason: 'Unexpected outcome `merged` without `evidence`, expected a commit or a message',
      place: head.placeOf(['outcome', 'state']),
    })
  },
}
