// The histogram for any number of lists: more lists do not mend a bad fold.

import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { ChainsPicture, chainsView, readFolds } from './chains-view.tsx'

const counts = [16, 64, 256, 1024, 4096]

export const chainsLiveView: LiveView = { view: chainsView, Live: ChainsLive, sets: ['B', 'hf'] }

/** Some to choose from, what is chosen among them. */
function listCounts(chosen: number): readonly string[] {
  return [...new Set([...counts, chosen])].sort((a, b) => a - b).map(String)
}

function ChainsLive({ drawn, values, session }: LiveProps) {
  return (
    <>
      <div className="sim-handles">
        <ChoiceRow
          legend="Lists"
          value={String(values.B)}
          choices={listCounts(Number(values.B)).map((value) => ({ value, label: value }))}
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
