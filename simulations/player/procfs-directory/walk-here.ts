// A list that is really walked, on the machine in front of the reader: entries laid out byte by byte,
// created one after the other, with a clock beside them.

import type { RunProgress } from '../../worker/index.ts'
import type { BesideRun, Fault, Session } from '../session.ts'
import type { Values } from '../view.ts'

export interface WalkTime {
  /** Of all visits. */
  readonly ns: number
  readonly visits: number
}

export type WalkEnd =
  | { readonly kind: 'done'; readonly time: WalkTime }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly fault: Fault }

export interface Walk {
  readonly end: Promise<WalkEnd>
  readonly cancel: BesideRun['cancel']
}

/** @param place how many entries (`n`) and where they lie (`place`, `stride`) */
export function walkHere(
  session: Session,
  place: Values,
  onProgress: (progress: RunProgress) => void,
): Walk {
  const run = session.measure(
    {
      mode: 'heap',
      values: {
        ...session.state().values,
        ...{ st: ['list'], ops: ['create'], names: 'dummyN', order: 'given', dup: 0 },
        ...place,
      },
    },
    onProgress,
  )
  return { end: run.end.then(toWalkEnd), cancel: run.cancel }
}

function toWalkEnd(outcome: Awaited<BesideRun['end']>): WalkEnd {
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' }
  if (outcome.kind === 'failed') {
    return { kind: 'failed', fault: { says: outcome.message, advice: outcome.advice } }
  }
  const time = outcome.result.measured?.find(({ label }) => label === 'list create')
  if (time?.operations === undefined) {
    const says = 'The run did not say how long it took, which is a fault of ours.'
    return { kind: 'failed', fault: { says, advice: 'The counters are right all the same.' } }
  }
  return { kind: 'done', time: { ns: time.ns, visits: time.operations } }
}

/** How much of the walk is over: entry k looks at the k before it. */
export function toWalkedShare({ done, total }: Pick<RunProgress, 'done' | 'total'>): number {
  return (done / total) ** 2
}
