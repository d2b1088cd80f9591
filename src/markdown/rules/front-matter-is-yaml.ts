import type { ContentRule } from '../content-rule.ts'

export const frontMatterIsYaml: ContentRule = {
  id: 'front-matter-is-yaml',
  summary:
    'A file begins with YAML between two lines of `---`: plain values, lists and maps, each key once.',
  url: 'content/README.md#threads',
  severity: 'error',
  appliesTo: ['thread', 'person', 'topic', 'sources'],
  examples: [
    { name: 'front matter', markdown: '---\ntitle: "[RFC] Stacks"\n---\n', messages: [] },
    {
      name: 'none',
      markdown: '## The problem\n',
      messages: [
        '1:1: Unexpected file without front matter, expected `---` on the first line and `---` after the last key',
      ],
    },
    {
      name: 'a quote that is not closed',
      markdown: '---\ntitle: "Stacks\nquestion: Why?\n---\n',
      messages: ['2:8: Unexpected value without an end, expected a closing `"`'],
    },
    {
      name: 'a colon in a value',
      markdown: '---\ntitle: fs/proc: use a tree\n---\n',
      messages: ['2:8: Unexpected `: ` inside a value, expected the value in quotes'],
    },
    {
      name: 'a key given twice, an anchor and an alias',
      markdown: '---\ntitle: &a Stacks\ntitle: More\nsummary: *a\n---\n',
      messages: [
        '2:11-2:17: Unexpected anchor `&a`, expected the value alone',
        '3:1-3:6: Unexpected second `title`, expected each key once',
        '4:10-4:12: Unexpected alias, expected the value itself',
      ],
    },
  ],
  check({ kind, obstacle, hasHead, head }, report) {
    if (obstacle !== undefined) return
    if (!hasHead) {
      report({
        reason: `Unexpected file without ${kind === 'sources' ? 'sources' : 'front matter'}, expected \`---\` on the first line and \`---\` after the last key`,
        place: { line: 1, column: 1 },
      })
    }
    for (const fault of head.faults) report(fault)
  },
}
