// Move the tail along and see the verdicts turn.

import { tailMax, type Values } from '../../scenarios/kernel-stack/index.ts'
import type { LiveProps } from '../live-view.ts'
import { toBytesText } from './read-model.ts'
import { tailsView } from './tails-view.tsx'

export function TailsLive({ drawn, values, session }: LiveProps) {
  const { tail } = values as unknown as Values
  return (
    <>
      <label className="sim-slider st-tail">
        <span>Hidden tail</span>
        <input
          type="range"
          min={0}
          max={tailMax}
          step={8}
          value={tail}
          aria-valuetext={toBytesText(tail)}
          onChange={({ target }) => session.change({ tail: Number(target.value) })}
        />
        <output>{toBytesText(tail)}</output>
      </label>
      {tailsView.draw(drawn)}
    </>
  )
}
