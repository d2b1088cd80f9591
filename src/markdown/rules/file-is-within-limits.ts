import type { ContentRule } from '../content-rule.ts'
import { limits } from '../limits.ts'

export const fileIsWithinLimits: ContentRule = {
  id: 'file-is-within-limits',
  summary:
    'A file is text that can be parsed in no time: at most 1 MiB (8 for sources.yaml), the body 256 KiB and 5000 lines, nested a few levels deep.',
  url: 'content/README.md#files',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic', 'sources'],
  examples: [
    { name: 'a quote in a quote', markdown: '> > No.\n', messages: [] },
    {
      name: 'quotes without end',
      markdown: `Yes.\n\n${'>'.repeat(12)} No.\n`,
      messages: [
        `3:1: Unexpected 12 quotes and lists in one another, expected at most ${limits.lineMarkers}`,
      ],
    },
    {
      name: 'directives that are never closed',
      markdown: ':::a\n:::b\n:::c\n:::d\n',
      messages: ['4:1: Unexpected directive inside 3 others, expected `:::` at the end of each'],
    },
    {
      name: 'a byte order mark',
      markdown: '\uFEFFNo.\n',
      messages: [
        '1:1: Unexpected byte order mark, expected plain UTF-8 with lines that end in `\\n`',
      ],
    },
  ],
  check({ obstacle }, report) {
    if (obstacle !== undefined) report(obstacle)
  },
}
