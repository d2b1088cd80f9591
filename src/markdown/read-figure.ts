// The table of a figure as columns and rows, with the number in each cell.

import type { Table } from 'mdast'
import { type FigureRow, type FigureUnit, figureUnits } from '#domain'
import { parseFigureNumber } from './figure-number.ts'
import type { BlockDraft } from './outline.ts'
import { toLine } from './plain-text.ts'

export function unitOf(block: BlockDraft): FigureUnit {
  const unit = block.attributes.get('unit')
  return figureUnits.find((known) => known === unit) ?? 'none'
}

export function listColumns(table: Table): string[] {
  return (table.children[0]?.children ?? []).map(toLine)
}

export function listRows(table: Table, unit: FigureUnit): FigureRow[] {
  return table.children.slice(1).map((row) => {
    const cells = row.children.map(toLine)
    // The first cell names the row; `30000` there is a name as well.
    const values = cells.map((cell, column) =>
      column === 0 ? null : parseFigureNumber(cell, unit),
    )
    return { cells, values }
  })
}

/** The names of the columns to compare, as written; empty if there is nothing to compare. */
export function listCompared(block: BlockDraft): string[] {
  const compare = block.attributes.get('compare')
  return compare === undefined ? [] : compare.split(',').map((name) => name.trim())
}
