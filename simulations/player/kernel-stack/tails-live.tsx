// Move the tail along and see the verdicts turn.

import { tailMax, type Values } from '../../scenarios/kernel-stack/index.ts'
import type { LiveProps, LiveView } from '../live-view.ts'
import { Slider } from '../slider.tsx'
import { toBytesText } from './read-model.ts'
import { tailsView } from './tails-view.tsx'

export const tailsLiveView: LiveView = { view: tailsView, Live: TailsLive, sets: ['tail'] }

function TailsLive({ drawn, values, session }: LiveProps) {
  const { tail } = values as unknown as Values
  return (
    <>
      <div className="sim-handles">
        <Slider
          label="Hidden tail"
          max={tailMax}
          step={8}
          value={tail}
          says={toBytesText(tail)}
          shown={toBytesText(tail)}
          onChange={(next) => session.change({ tail: next })}
        />
      </div>
      {tailsView.draw(drawn)}
    </>
  )
}
