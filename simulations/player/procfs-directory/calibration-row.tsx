// What a visit costs: as one of the published runs had it, or as the machine in front of the reader.

import { useEffect, useRef, useState } from 'react'
import { snapNumber } from '../../engine/index.ts'
import { calibrations, parameters } from '../../scenarios/procfs-directory/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps } from '../live-view.ts'
import type { Fault } from '../session.ts'
import { toNumberText } from '../to-number-text.ts'
import { toWalkedShare, type Walk, walkHere } from './walk-here.ts'

const entries = 10_000
const stride = '4288'

type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'measuring'; readonly share: number }
  | { readonly kind: 'done'; readonly ns: number; readonly visits: number }
  | { readonly kind: 'failed'; readonly fault: Fault }

export function CalibrationRow({ values, session }: Pick<LiveProps, 'values' | 'session'>) {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' })
  const running = useRef<Walk>(undefined)
  useEffect(() => () => running.current?.cancel(), [])

  const usual = { a: parameters.a.default }
  const chosen = calibrations.find(({ values: constants }) =>
    Object.entries({ ...usual, ...constants }).every(([key, value]) => values[key] === value),
  )

  async function measure() {
    setStage({ kind: 'measuring', share: 0 })
    running.current = walkHere(session, { n: entries, place: 'dispersed', stride }, (progress) =>
      setStage({ kind: 'measuring', share: toWalkedShare(progress) }),
    )
    const end = await running.current.end
    if (end.kind !== 'done') {
      setStage(end.kind === 'failed' ? end : { kind: 'idle' })
      return
    }
    const { visits } = end.time
    const ns = end.time.ns / visits
    setStage({ kind: 'done', ns, visits })
    session.change({ c_visit: snapNumber(parameters.c_visit, ns) })
  }

  return (
    <>
      <div className="sim-handles">
        <ChoiceRow
          legend="A visit costs what it did in"
          value={chosen?.id ?? ''}
          choices={calibrations.map(({ id, label }) => ({ value: id, label }))}
          onChange={(id) => {
            const picked = calibrations.find((one) => one.id === id)
            session.change({ ...usual, ...picked?.values })
          }}
        />
        {stage.kind === 'measuring' ? (
          <button type="button" onClick={() => running.current?.cancel()}>
            Stop measuring
          </button>
        ) : (
          <button type="button" onClick={() => void measure()}>
            As on this machine
          </button>
        )}
      </div>
      {stage.kind === 'measuring' && (
        <p className="sim-progress">
          <progress max={1} value={stage.share} aria-label="Measuring a visit" />{' '}
          {toNumberText(entries)} entries, {toNumberText(Number(stride))} bytes apart
        </p>
      )}
      {stage.kind === 'failed' && (
        <p className="sim-fault" role="status">
          {stage.fault.says} {stage.fault.advice}
        </p>
      )}
      {stage.kind === 'done' && (
        <p className="sim-note" role="status">
          This machine: {toNumberText(stage.ns, 1)} ns for each of {toNumberText(stage.visits)}{' '}
          visits, {toNumberText(entries)} entries {toNumberText(Number(stride))} bytes apart. Only
          the walk is priced so; what naming costs stays as it was solved for 2014.
        </p>
      )}
    </>
  )
}
