// A simulation inside an entry: one picture, full width, that becomes a player when a reader is near.

import { FigureFrame } from './figure-frame.tsx'
import { LazyPlayer } from './lazy-player.tsx'
import { loadStillFace } from './load-still-face.ts'
import { orderViews } from './order-views.ts'
import { prepareRun } from './prepare-run.ts'

export interface SimulationFigureProps {
  readonly id: string
  readonly preset?: string
}

export async function SimulationFigure({ id, preset }: SimulationFigureProps) {
  const face = await loadStillFace(id)
  const [view] = face === undefined ? [] : orderViews(face, preset)
  if (face === undefined || view === undefined) return null
  const alone = `/simulations/${id}${preset === undefined ? '' : `?preset=${preset}`}`
  const picture = (
    <FigureFrame
      view={view}
      drawn={prepareRun(face, preset, [view])}
      scope={`${id}-figure`}
      level="h3"
      // The table is a link away: an article is long enough without it.
      behind={null}
      tools={<div className="sim-tools" />}
    />
  )
  return (
    <div className="wide sim-embed">
      <LazyPlayer
        scenario={id}
        layout="figure"
        {...(preset !== undefined && { preset })}
        stills={[{ id: view.id, picture }]}
      />
      <p className="sim-alone">
        <a href={alone}>The numbers, and every parameter</a>
      </p>
    </div>
  )
}
