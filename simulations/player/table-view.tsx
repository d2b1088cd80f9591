// The numbers behind a picture, as every reader can have them.

import { formatCell, type Table } from '../engine/index.ts'
import { keepNumbersWhole } from './to-number-text.ts'

export function TableView({ table }: { readonly table: Table }) {
  const { columns, rows, title, note } = table
  const areWords = columns.map((_, index) =>
    rows.every((row) => typeof row[index] === 'string' || row[index] === null),
  )
  return (
    <div className="sim-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus. */}
      <section className="scroll" aria-label={title} tabIndex={0}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              {columns.map(({ label, unit }, index) => (
                <th key={label + unit} scope="col" className={areWords[index] ? undefined : 'num'}>
                  {unit === undefined ? label : `${label}, ${unit}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result never move.
              <tr key={at}>
                {row.map((cell, index) => {
                  const text = formatCell(cell, columns[index]).replaceAll(' ', '\u00a0')
                  const key = `${columns[index]?.label}${columns[index]?.unit}`
                  return index === 0 ? (
                    <th key={key} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={key} className={areWords[index] ? undefined : 'num'}>
                      {typeof cell === 'number' ? text : keepNumbersWhole(cell ?? '—')}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {note !== undefined && <p className="note">{note}</p>}
    </div>
  )
}
