// The curve for any structure, straight or with both axes logarithmic, where powers are slopes.

import { useState } from 'react'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { CalibrationRow } from './calibration-row.tsx'
import { CurveKey, CurvePicture, curveView } from './curve-view.tsx'
import { findStructure, readModel } from './read-model.ts'

export const curveLiveView: LiveView = { view: curveView, Live: CurveLive }

function CurveLive({ drawn, values: set, session }: LiveProps) {
  const { values, model } = readModel(drawn)
  const [id, setId] = useState('list')
  const [scale, setScale] = useState<'linear' | 'log'>('linear')
  const chosen = findStructure(model, id) ?? model.structures[0]
  if (chosen === undefined) return null
  const all = { values, structures: model.structures, chosen }
  return (
    <>
      <div className="sim-handles">
        <ChoiceRow
          legend="Parts of"
          value={chosen.id}
          choices={model.structures.map((structure) => ({
            value: structure.id,
            label: structure.id,
          }))}
          onChange={setId}
        />
        <ChoiceRow
          legend="Axes"
          value={scale}
          choices={[
            { value: 'linear', label: 'linear' },
            { value: 'log', label: 'log–log' },
          ]}
          onChange={setScale}
        />
      </div>
      <CurvePicture {...all} scale={scale} />
      <CurveKey {...all} />
      {scale === 'log' && (
        <p className="sim-note">
          Dashed lines are the parts. Tenfold entries: a straight line that rises by one line of the
          grid is linear, by two quadratic.
        </p>
      )}
      <CalibrationRow values={set} session={session} />
    </>
  )
}
