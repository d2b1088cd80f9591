// Whose counts of depths to go by.

import type { MemoryValues } from '../../scenarios/kernel-stack/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { DepthBars, depthsView, distributionNames } from './depths-view.tsx'
import { readModel } from './read-model.ts'

const choices = (['intel', 'arm-64k', 'uniform', 'pasted'] as const).map((value) => ({
  value,
  label: distributionNames[value],
}))

export const depthsLiveView: LiveView = { view: depthsView, Live: DepthsLive, sets: ['depths'] }

function DepthsLive({ drawn, values, session }: LiveProps) {
  return (
    <>
      <div className="sim-handles">
        <ChoiceRow
          legend="Counted on"
          value={(values as unknown as MemoryValues).depths}
          choices={choices}
          onChange={(depths) => session.change({ depths })}
        />
      </div>
      <DepthBars model={readModel(drawn).model} />
    </>
  )
}
