// The same four placements on the machine in front of the reader.

import { useEffect, useRef, useState } from 'react'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import type { Fault } from '../session.ts'
import { TableView } from '../table-view.tsx'
import { toNumberText } from '../to-number-text.ts'
import { placements } from './lab-figures.ts'
import { MemoryPicture, memoryView, type OwnTime, toMemoryTable } from './memory-view.tsx'
import { toWalkedShare, type Walk, walkHere } from './walk-here.ts'

const sizes = [
  { value: '3000', label: '3 000, a moment' },
  { value: '10000', label: '10 000, seconds' },
  { value: '30000', label: '30 000, minutes' },
] as const

interface Under {
  readonly label: string
  readonly share: number
}

export const memoryLiveView: LiveView = { view: memoryView, Live: MemoryLive }

function MemoryLive({ session }: LiveProps) {
  const [n, setN] = useState<(typeof sizes)[number]['value']>('3000')
  const [own, setOwn] = useState<readonly OwnTime[]>([])
  const [under, setUnder] = useState<Under>()
  const [fault, setFault] = useState<Fault>()
  const [wasHidden, setHidden] = useState(false)
  const running = useRef<Walk>(undefined)
  const isStopped = useRef(false)

  useEffect(
    () => () => {
      isStopped.current = true
      running.current?.cancel()
    },
    [],
  )

  async function measure() {
    isStopped.current = false
    setFault(undefined)
    setOwn([])
    setHidden(document.hidden)
    const noteHidden = () => setHidden(true)
    document.addEventListener('visibilitychange', noteHidden)
    try {
      for (const { id, label, values } of placements) {
        setUnder({ label, share: 0 })
        running.current = walkHere(session, { n: Number(n), ...values }, (progress) =>
          setUnder({ label, share: toWalkedShare(progress) }),
        )
        const end = await running.current.end
        if (isStopped.current || end.kind === 'cancelled') return
        if (end.kind === 'failed') {
          setFault(end.fault)
          return
        }
        const ns = end.time.ns / end.time.visits
        setOwn((before) => [...before, { placement: id, ns }])
      }
    } finally {
      document.removeEventListener('visibilitychange', noteHidden)
      setUnder(undefined)
    }
  }

  return (
    <>
      <div className="sim-handles">
        <ChoiceRow legend="Entries" choices={sizes} value={n} onChange={setN} />
        {under === undefined ? (
          <button type="button" className="sim-go" onClick={() => void measure()}>
            Measure my machine
          </button>
        ) : (
          <button
            type="button"
            className="sim-go"
            onClick={() => {
              isStopped.current = true
              running.current?.cancel()
            }}
          >
            Stop
          </button>
        )}
      </div>
      {under !== undefined && (
        <p className="sim-progress">
          <progress max={1} value={under.share} aria-label={`Measuring: ${under.label}`} />{' '}
          {under.label}
        </p>
      )}
      {fault !== undefined && (
        <p className="sim-fault" role="status">
          {fault.says} {fault.advice}
        </p>
      )}
      <MemoryPicture own={own} />
      {own.length > 0 && under === undefined && (
        <p className="sim-note" role="status">
          Your machine, {toNumberText(Number(n))} entries:{' '}
          {own.map(({ ns }) => toNumberText(ns, 1)).join(', ')} ns per visit. With fewer entries
          than 30 000 more of them fit into its caches.
          {wasHidden && ' The tab was hidden meanwhile, so these times say little.'}
        </p>
      )}
      {own.length > 0 && <TableView table={toMemoryTable(own)} />}
    </>
  )
}
