import type { ContentRule } from '../content-rule.ts'
import { listBlocks } from '../draft.ts'
import type { BlockDraft } from '../outline.ts'
import { listColumns } from '../read-figure.ts'

export const figureHasOneTable: ContentRule = {
  id: 'figure-has-one-table',
  summary: 'A figure is one table with a heading for every column, and at least one row.',
  url: 'content/README.md#figures',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'a table',
      markdown: ':::figure{#a}\n| run | time |\n| --- | --- |\n| 1 | 2 s |\n:::\n',
      messages: [],
    },
    {
      name: 'no table, a table without rows, prose beside it',
      markdown:
        ':::figure{#a}\n:::\n\n:::figure{#b}\n| run | time |\n| --- | --- |\n:::\n\n:::figure{#c}\nSo.\n\n| run | time |\n| --- | --- |\n| 1 | 2 s |\n:::\n',
      messages: [
        '1:1-1:14: Unexpected figure with 0 tables, expected one',
        '4:1-4:14: Unexpected figure without rows, expected at least one',
        '9:1-9:14: Unexpected text in a figure, expected a table and nothing else',
      ],
    },
    {
      name: 'two columns of one name, a row that is too long',
      markdown:
        ':::figure{#a}\n| run | time | time |\n| --- | --- | --- |\n| 1 | 2 s | 3 s | 4 s |\n:::\n',
      messages: [
        '1:1-1:14: Unexpected second column `time`, expected each heading once',
        '1:1-1:14: Unexpected row of 4 cells, expected 3',
      ],
    },
  ],
  check(draft, report) {
    for (const block of listBlocks(draft, 'figure')) {
      for (const reason of listWrong(block)) report({ reason, place: block.opening })
    }
  },
}

function listWrong(block: BlockDraft): string[] {
  const [table] = block.tables
  if (table === undefined || block.tables.length > 1) {
    return [`Unexpected figure with ${block.tables.length} tables, expected one`]
  }
  const { paragraphs, blockquotes, simulations, others } = block
  const rest = paragraphs.length + blockquotes.length + simulations.length + others.length
  const columns = listColumns(table)
  const second = columns.find((name, index) => columns.indexOf(name) < index)
  const long = table.children.find((row) => row.children.length > columns.length)
  const wrong = [
    rest > 0 && 'Unexpected text in a figure, expected a table and nothing else',
    table.children.length < 2 && 'Unexpected figure without rows, expected at least one',
    second !== undefined && `Unexpected second column \`${second}\`, expected each heading once`,
    long && `Unexpected row of ${long.children.length} cells, expected ${columns.length}`,
  ]
  return wrong.filter((reason) => typeof reason === 'string')
}
