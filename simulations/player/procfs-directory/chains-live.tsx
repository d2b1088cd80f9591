// The histogram for any number of lists: more lists do not mend a bad fold.

import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { ChainsPicture, chainsView, readFolds } from './chains-view.tsx'

const counts = ['16', '64', '256', '1024', '4096'] as const

export const chainsLiveView: LiveView = { view: chainsView, Live: ChainsLive, sets: ['B', 'hf'] }

function ChainsLive({ drawn, values, session }: LiveProps) {
  return (
    <>
      <div className="sim-handles">
        <ChoiceRow
          legend="Lists"
          value={String(values.B)}
          choices={counts.map((value) => ({ value, label: value }))}
          onChange={(B) => session.change({ B: Number(B) })}
        />
        <ChoiceRow
          legend="Hash"
          value={String(values.hf)}
          choices={[
            { value: 'bytewise', label: 'byte-wise' },
            { value: 'word', label: 'word-wise' },
            { value: 'fnv1a', label: 'FNV-1a' },
            { value: 'constant', label: 'constant' },
          ]}
          onChange={(hf) => session.change({ hf })}
        />
      </div>
      <ChainsPicture folded={readFolds(drawn)} />
    </>
  )
}
