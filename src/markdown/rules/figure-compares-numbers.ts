import type { ContentRule, Report } from '../content-rule.ts'
import { clip, didYouMean, formatChoice } from '../did-you-mean.ts'
import { listBlocks } from '../draft.ts'
import { numberExamples, parseFigureNumber } from '../figure-number.ts'
import { type BlockDraft, placeOf, placeOfAttribute } from '../outline.ts'
import { toLine } from '../plain-text.ts'
import { listColumns, listCompared, unitOf } from '../read-figure.ts'

export const figureComparesNumbers: ContentRule = {
  id: 'figure-compares-numbers',
  summary:
    '`compare` names two columns of the table, and their cells are numbers of the unit, `—` or empty.',
  url: 'content/README.md#figures',
  severity: 'error',
  appliesTo: ['thread'],
  examples: [
    {
      name: 'numbers and a gap',
      markdown:
        ':::figure{#a unit=duration compare="before, after"}\n| run | before | after |\n| --- | --- | --- |\n| 1 | 2m31.950s | 2m0.874s |\n| 2 | 39 s | — |\n:::\n',
      messages: [],
    },
    {
      name: 'a word and another unit',
      markdown:
        ':::figure{#a unit=duration compare="before, after"}\n| run | before | after |\n| --- | --- | --- |\n| 1 | slow | 12 KiB |\n:::\n',
      messages: [
        '4:5-4:12: Unexpected `slow`, expected a duration such as `2m31.950s`, `39 s` or `1.5 µs`, or `—`',
        '4:12-4:22: Unexpected `12 KiB`, expected a duration such as `2m31.950s`, `39 s` or `1.5 µs`, or `—`',
      ],
    },
    {
      name: 'a column that is not there, a single column',
      markdown:
        ':::figure{#a compare="befor, after"}\n| run | before | after |\n| --- | --- | --- |\n| 1 | 2 | 1 |\n:::\n\n:::figure{#b compare=before}\n| run | before | after |\n| --- | --- | --- |\n| 1 | 2 | 1 |\n:::\n',
      messages: [
        '1:14-1:36: Unexpected column `befor`, expected `run`, `before` or `after`, did you mean `before`?',
        '7:14-7:28: Unexpected comparison of 1 column, expected two, separated by a comma',
      ],
    },
  ],
  check(draft, report) {
    for (const block of listBlocks(draft, 'figure')) {
      const [table] = block.tables
      const compared = listCompared(block)
      if (table === undefined || compared.length === 0) continue
      const columns = listColumns(table)
      const reason = findWrongColumn(compared, columns)
      if (reason === undefined)
        checkCells(
          block,
          compared.map((name) => columns.indexOf(name)),
          report,
        )
      else report({ reason, place: placeOfAttribute(block, 'compare') })
    }
  },
}

function findWrongColumn(compared: readonly string[], columns: readonly string[]) {
  const unknown = compared.find((name) => !columns.includes(name))
  if (compared.length !== 2) {
    const noun = compared.length === 1 ? 'column' : 'columns'
    return `Unexpected comparison of ${compared.length} ${noun}, expected two, separated by a comma`
  }
  if (unknown !== undefined) {
    return `Unexpected column \`${clip(unknown)}\`, expected ${formatChoice(columns)}${didYouMean(unknown, columns)}`
  }
  if (compared[0] === compared[1])
    return 'Unexpected comparison of a column with itself, expected two'
  return compared.includes(columns[0] ?? '')
    ? `Unexpected comparison with \`${columns[0]}\`, which names the rows, expected a column of numbers`
    : undefined
}

function checkCells(block: BlockDraft, indices: readonly number[], report: Report): void {
  const unit = unitOf(block)
  for (const row of block.tables[0]?.children.slice(1) ?? []) {
    for (const index of indices) {
      const cell = row.children[index]
      const text = cell === undefined ? '' : toLine(cell)
      if (cell === undefined || text === '' || text === '—') continue
      if (parseFigureNumber(text, unit) !== null) continue
      report({
        reason: `Unexpected \`${clip(text)}\`, expected ${numberExamples[unit]}, or \`—\``,
        place: placeOf(cell),
        actual: text,
      })
    }
  }
}
