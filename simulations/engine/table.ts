// Numbers as rows and columns, once for the screen, for CSV, and for a mail of 72 columns.

import { formatNumber } from './format-number.ts'

export interface Column {
  readonly label: string
  /** Said once, in the head. */
  readonly unit?: string
  /** Digits after the point on screen and in mail; whole numbers if left out. */
  readonly digits?: number
}

/** Nothing where a number does not apply. */
export type Cell = string | number | null

export interface Table {
  /** e.g. `visits`; unique in its scenario. */
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

/** What a mail can carry without being broken. */
export const mailWidth = 72

const missing = '-'
const gap = 2

/** CSV after RFC 4180: plain numbers, quoted where it must be. */
export function toCsv({ columns, rows }: Table): string {
  const head = columns.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`))
  return [head, ...rows]
    .map((row) => row.map((cell) => quote(cell === null ? '' : String(cell))).join(','))
    .map((line) => `${line}\r\n`)
    .join('')
}

function quote(text: string): string {
  // A cell that a spreadsheet would take for a formula is none of ours, but names can be a reader's.
  const safe = /^[=@+\t]|^-(?![\d.])/u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Plain text, never wider: columns that do not fit follow below, the first column repeated. */
export function toPlainText(
  table: Table,
  { width = mailWidth }: { readonly width?: number } = {},
): string {
  const cells = table.rows.map((row) =>
    row.map((cell, column) => formatCell(cell, table.columns[column])),
  )
  const heads = table.columns.map(({ label, unit }) =>
    unit === undefined ? label : `${label}, ${unit}`,
  )
  const firstMax = Math.floor(width / 2)
  const widths = heads.map((head, column) => {
    const widest = Math.max(head.length, ...cells.map((row) => (row[column] ?? '').length))
    return Math.min(widest, column === 0 ? firstMax : width - firstMax - gap)
  })
  const blocks = splitColumns(widths, width).map((block) => {
    const line = (row: readonly string[]): string =>
      block
        .map((column) => pad(row[column] ?? '', widths[column] ?? 0, isText(table, column)))
        .join(' '.repeat(gap))
        .trimEnd()
    const rule = block.map((column) => '-'.repeat(widths[column] ?? 0)).join(' '.repeat(gap))
    return [line(heads), rule, ...cells.map(line)].join('\n')
  })
  const note = table.note === undefined ? [] : [wrapText(table.note, width)]
  return `${[wrapText(table.title, width), ...blocks, ...note].join('\n\n')}\n`
}

/** A number as its column shows it. */
export function formatCell(cell: Cell, column?: Column): string {
  if (cell === null) return missing
  return typeof cell === 'number' ? formatNumber(cell, column?.digits ?? 0) : cell
}

function splitColumns(widths: readonly number[], width: number): readonly (readonly number[])[] {
  const blocks: number[][] = []
  let block: number[] = [0]
  let used = widths[0] ?? 0
  for (let column = 1; column < widths.length; column += 1) {
    const needed = gap + (widths[column] ?? 0)
    if (used + needed > width && block.length > 1) {
      blocks.push(block)
      block = [0]
      used = widths[0] ?? 0
    }
    block.push(column)
    used += needed
  }
  blocks.push(block)
  return blocks
}

function isText({ rows }: Table, column: number): boolean {
  return column === 0 || rows.every((row) => typeof row[column] === 'string')
}

function pad(text: string, width: number, isLeft: boolean): string {
  const cut = text.length > width ? `${text.slice(0, Math.max(0, width - 1))}~` : text
  return isLeft ? cut.padEnd(width) : cut.padStart(width)
}

/** A space that does not stand within a number, e.g. not one of `449 985 000`. */
const breakable = /(?<!\d) | (?!\d{3}(?!\d))/u

/** Breaks at spaces, and no number in two. */
export function wrapText(text: string, width: number = mailWidth): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(breakable)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join('\n')
}
