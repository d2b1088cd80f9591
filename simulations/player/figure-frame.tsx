// Around every picture: its name, what to see in it, and the numbers behind it.

import type { ReactNode } from 'react'
import { TableView } from './table-view.tsx'
import type { Drawn, View } from './view.ts'

export interface FigureFrameProps {
  readonly view: View
  readonly drawn: Drawn
  /** Keeps ids apart where several results stand on one page. */
  readonly scope: string
  /** Replaces the still picture. */
  readonly children?: ReactNode
  /** What can be done with it: playing, exporting. */
  readonly tools?: ReactNode
  readonly level?: 'h2' | 'h3' | 'h4'
  /** Replaces the table behind the picture; `null` for none. */
  readonly behind?: ReactNode
}

export function FigureFrame({
  view,
  drawn,
  scope,
  children,
  tools,
  level: Level = 'h2',
  behind,
}: FigureFrameProps) {
  const id = `${scope}-${view.id}`
  const picture = children ?? view.draw(drawn)
  const inference =
    typeof view.inference === 'function' ? view.inference(drawn.values) : view.inference
  return (
    <section className="sim-view" id={id} aria-labelledby={`${id}-title`} data-view={view.id}>
      <Level className="sim-view-title" id={`${id}-title`}>
        {view.title}
      </Level>
      <p className="sim-takeaway">{view.takeaway(drawn)}</p>
      <div className="sim-picture">{picture}</div>
      {inference !== undefined && (
        <p className="sim-inference">
          <strong>Inference:</strong> {inference}
        </p>
      )}
      {tools}
      {behind === undefined ? <TableBehind view={view} drawn={drawn} /> : behind}
    </section>
  )
}

export interface TableBehindProps {
  readonly view: View
  readonly drawn: Drawn
}

export function TableBehind({ view, drawn }: TableBehindProps) {
  const table = view.table(drawn)
  if (table === undefined) return null
  return (
    <details className="sim-behind">
      <summary>The numbers as a table</summary>
      <TableView table={table} />
    </details>
  )
}
