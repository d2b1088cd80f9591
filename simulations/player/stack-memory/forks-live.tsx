// How much is free, how it lies, and whether anybody may be made to give memory back.

import type { MemoryValues } from '../../scenarios/kernel-stack/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps } from '../live-view.ts'
import { forksView } from './forks-view.tsx'

export function ForksLive({ drawn, values, session }: LiveProps) {
  const { free, clustering, reclaim } = values as unknown as MemoryValues
  return (
    <>
      <div className="sim-handles">
        <label className="sim-slider">
          <span>Free</span>
          <input
            type="range"
            min={0}
            max={50}
            value={Math.min(50, free)}
            aria-valuetext={`${free} per cent of the memory`}
            onChange={({ target }) => session.change({ free: Number(target.value) })}
          />
          <output>{free} %</output>
        </label>
        <label className="sim-slider">
          <span>Grouped</span>
          <input
            type="range"
            min={0}
            max={100}
            value={clustering}
            aria-valuetext={`${clustering} per cent of the free pages lie together`}
            onChange={({ target }) => session.change({ clustering: Number(target.value) })}
          />
          <output>{clustering} %</output>
        </label>
        <ChoiceRow
          legend="If there is none"
          value={reclaim ? 'wait' : 'fail'}
          choices={[
            { value: 'wait', label: 'reclaim and wait' },
            { value: 'fail', label: 'fail' },
          ]}
          onChange={(choice) => session.change({ reclaim: choice === 'wait' })}
        />
      </div>
      {forksView.draw(drawn)}
    </>
  )
}
