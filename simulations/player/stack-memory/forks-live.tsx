// How much is free, how it lies, and whether anybody may be made to give memory back.

import type { MemoryValues } from '../../scenarios/kernel-stack/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { forksView } from './forks-view.tsx'
import { FreeSliders } from './free-sliders.tsx'

export const forksLiveView: LiveView = {
  view: forksView,
  Live: ForksLive,
  sets: ['reclaim', 'free', 'clustering'],
}

function ForksLive({ drawn, values, session }: LiveProps) {
  const memory = values as unknown as MemoryValues
  return (
    <>
      <div className="sim-handles">
        <FreeSliders values={memory} session={session} freeMax={50} />
        <ChoiceRow
          legend="If there is none"
          value={memory.reclaim ? 'wait' : 'fail'}
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
