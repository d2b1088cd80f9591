// The strip of a thread in a list: marks in the order of speaking, with a count in words for
// those who cannot see them.

import { anchors, type StanceMark as Mark, type Stance, stances } from '#domain'
import { StanceShape } from './stance-mark.tsx'

export function SummaryStrip({ strip }: { readonly strip: readonly Mark[] }) {
  if (strip.length === 0) return <span className="marks">—</span>
  return (
    <span className="marks">
      {strip.map(({ position, stance }) => (
        <StanceShape key={anchors.position(position)} stance={stance} />
      ))}
      <span className="vh">{countStances(strip.map(({ stance }) => stance))}</span>
    </span>
  )
}

/** How many took each stance, every stance in its own column. */
export function StanceCounts({ strip }: { readonly strip: readonly Mark[] }) {
  return (
    <span className="counts">
      {stances.map((stance) => {
        const count = strip.filter((mark) => mark.stance === stance).length
        return (
          <span key={stance}>
            {count > 0 && (
              <>
                <StanceShape stance={stance} />
                <b>{count}</b>
                <span className="vh"> {stance} </span>
              </>
            )}
          </span>
        )
      })}
    </span>
  )
}

/** e.g. `3 positions: 1 proposes, 2 supports-if`. */
export function countStances(taken: readonly Stance[]): string {
  const counts = stances.flatMap((stance) => {
    const count = taken.filter((one) => one === stance).length
    return count === 0 ? [] : `${count} ${stance}`
  })
  return `${taken.length} position${taken.length === 1 ? '' : 's'}: ${counts.join(', ')}`
}
