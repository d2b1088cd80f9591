import { expect, test } from 'vitest'
import {
  formatNumber,
  type Table,
  toCsv,
  toPlainText,
  toVerdict,
  wrapText,
} from '../../../../simulations/engine/index.ts'

const table: Table = {
  id: 'visits',
  title: 'Nodes visited',
  note: 'dummy0 to dummy29999, created in order',
  columns: [{ label: 'structure' }, { label: 'visits' }, { label: 'cost', unit: 's', digits: 2 }],
  rows: [
    ['list', 449_985_000, 31.7239],
    ['hash, 256 "buckets"', 1_758_855, 0.124],
    ['=none', null, 0],
  ],
}

test('numbers are grouped by three', () => {
  expect(formatNumber(449_985_000)).toBe('449 985 000')
  expect(formatNumber(-1234.5678, 2)).toBe('-1 234.57')
  expect(formatNumber(-0.001, 2)).toBe('0.00')
})

test('a table is CSV after RFC 4180, with whole numbers and no formula', () => {
  expect(toCsv(table)).toBe(
    [
      'structure,visits,cost (s)',
      'list,449985000,31.7239',
      '"hash, 256 ""buckets""",1758855,0.124',
      "'=none,,0",
      '',
    ].join('\r\n'),
  )
})

test('a table is text that a mail can carry', () => {
  expect(toPlainText(table)).toBe(`Nodes visited

structure                 visits  cost, s
-------------------  -----------  -------
list                 449 985 000    31.72
hash, 256 "buckets"    1 758 855     0.12
=none                          -     0.00

dummy0 to dummy29999, created in order
`)
})

test('a line never ends within a number', () => {
  const lines = wrapText('Creating 30 000 entries visits 449 985 000 in 2014, 2 times.', 12).split(
    '\n',
  )
  expect(lines).toEqual([
    'Creating',
    '30 000',
    'entries',
    'visits',
    '449 985 000',
    'in 2014, 2',
    'times.',
  ])
})

test('no line of a wide table is wider than a mail', () => {
  const columns = Array.from({ length: 14 }, (_, index) => ({ label: `column number ${index}` }))
  const wide = { ...table, columns, rows: [columns.map((_, index) => index * 1_000_000)] }
  const lines = toPlainText(wide).split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72)
  for (const { label } of columns) expect(lines.join('\n')).toContain(label)
})

test('a prediction is judged by the tolerance said beforehand', () => {
  const validation = {
    id: 'V1',
    title: 't',
    formula: 'f',
    unit: 's',
    source: 's',
    published: 100,
    tolerance: { kind: 'relative', share: 0.4 },
  } as const
  expect(toVerdict(validation, { value: 139 })).toMatchObject({
    verdict: 'within',
    tolerance: '±40 %',
  })
  expect(toVerdict(validation, { value: 139, high: 141 }).verdict).toBe('outside')
  expect(toVerdict(validation).verdict).toBe('needs a measured run')
  // A wall time says something of a machine.
  expect(toVerdict({ ...validation, benchmark: 'slow' }, { value: 200 }).verdict).toBe(
    'other machine',
  )
  const bound = { ...validation, tolerance: { kind: 'at-most', value: 0.5 } } as const
  expect(toVerdict(bound, { value: 0.6 }).verdict).toBe('outside')
})
