// Numbers from a source, as a small table with the change computed, and as bars where asked for.

import { scaleLinear } from 'd3-scale'
import { anchors, type Figure } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { EvidenceNote } from '../evidence-note.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { computeChange, readPair } from './figure-change.ts'
import type { References } from './number-references.ts'
import { SourceLinks } from './source-links.tsx'

export interface FigureBlockProps {
  readonly figure: Figure
  readonly references: References
}

export function FigureBlock({ figure, references }: FigureBlockProps) {
  const { caption, columns, rows, compare, evidence, sources } = figure
  const id = anchors.figure(figure.id)
  return (
    <figure className="figure wide" id={id}>
      {/* Outside the table, because there it would be as wide as the table, not as the screen. */}
      <figcaption className="caption" id={`${id}-caption`}>
        {caption}
        <AnchorLink id={id} name="figure" />
      </figcaption>
      <ScrollRegion label={caption}>
        <table aria-labelledby={`${id}-caption`}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column} scope="col" className={index > 0 ? 'num' : undefined}>
                  {column}
                </th>
              ))}
              {compare && (
                <th scope="col" className="num" colSpan={2}>
                  change
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const change = computeChange(figure, row)
              return (
                <tr key={row.cells.join()}>
                  <th scope="row">{row.cells[0]}</th>
                  {row.cells.slice(1).map((cell, index) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells never move.
                      key={index}
                      className={isText(figure, index + 1) ? undefined : 'num'}
                    >
                      {cell}
                    </td>
                  ))}
                  {compare && (
                    <>
                      <td className="num change">{change?.difference ?? '—'}</td>
                      <td className="num change">{change?.percent}</td>
                    </>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {figure.chart === 'bars' && <Bars figure={figure} />}
      <p className="foot">
        <EvidenceNote mark={evidence} /> <SourceLinks sources={sources} references={references} />
        {compare && <span>The change is computed by this page.</span>}
      </p>
    </figure>
  )
}

/** Words start at the left; a column in which every cell begins like a number ends at the right. */
function isText(figure: Figure, index: number): boolean {
  return figure.rows.some(({ cells }) => !/^(?:[~<>≈+−-]?\s*\d|[—–-]?$)/u.test(cells[index] ?? ''))
}

/** Bars from zero, all rows to one scale; the table above says the same in numbers. */
function Bars({ figure }: { readonly figure: Figure }) {
  const rows = figure.rows.flatMap((row) => {
    const values = figure.compare === undefined ? lastNumber(row.values) : readPair(figure, row)
    return values === undefined ? [] : [{ label: row.cells[0] ?? '', values }]
  })
  if (rows.length === 0) return null
  const { limit } = figure
  const most = Math.max(...rows.flatMap(({ values }) => values), limit?.value ?? 0)
  const scale = scaleLinear([0, most], [0, 100])
  const [before, after] = figure.compare?.map((index) => figure.columns[index]) ?? []
  return (
    <div className="bars" aria-hidden="true">
      {rows.map(({ label, values }) => (
        <div className="bar-row" key={label}>
          <span>{label}</span>
          <svg className="bar" height={values.length * 11} aria-hidden="true">
            {values.map((value, index) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: before and after never swap.
                key={index}
                className={index === 0 && values.length > 1 ? 'before' : 'after'}
                y={index * 11}
                width={`${scale(value).toFixed(2)}%`}
                height="9"
              />
            ))}
            {limit && (
              <line
                className="limit"
                x1={`${scale(limit.value).toFixed(2)}%`}
                x2={`${scale(limit.value).toFixed(2)}%`}
                y2="100%"
              />
            )}
          </svg>
        </div>
      ))}
      {before !== undefined && (
        <p className="bar-key">
          <span className="swatch before" /> {before} <span className="swatch after" /> {after}
          {limit && (
            <>
              {' '}
              <span className="swatch limit" /> {limit.text}
            </>
          )}
        </p>
      )}
    </div>
  )
}

function lastNumber(values: readonly (number | null)[]): readonly [number] | undefined {
  const value = values.findLast((candidate) => candidate !== null)
  return typeof value === 'number' ? [value] : undefined
}
