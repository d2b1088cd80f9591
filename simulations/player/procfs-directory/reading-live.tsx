// The tape, call by call: the reader goes through the directory while entries vanish before it.

import { useMemo, useState } from 'react'
import { eventAt } from '../../engine/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import { toNumberText } from '../to-number-text.ts'
import { Transport, usePlayback } from '../transport.tsx'
import {
  readingView,
  readTapes,
  type Tape,
  TapeKey,
  TapePicture,
  toTapeValues,
} from './reading-view.tsx'

export const readingLiveView: LiveView = {
  view: readingView,
  Live: ReadingLive,
  sets: ['mut', 'rd', 'ops'],
}

function ReadingLive({ drawn, values, session }: LiveProps) {
  const [structure, setStructure] = useState('list')
  const tapes = useMemo(() => readTapes(drawn.others.reading, toTapeValues(drawn.values)), [drawn])
  const tape = tapes.find((one) => one.structure === structure) ?? tapes[0]
  return (
    <>
      <div className="sim-handles">
        {tapes.length > 1 && (
          <ChoiceRow
            legend="Directory"
            value={tape?.structure ?? ''}
            choices={tapes.map((one) => ({ value: one.structure, label: one.structure }))}
            onChange={setStructure}
          />
        )}
        <ChoiceRow
          legend="Meanwhile"
          value={values.mut === 'none' ? 'rmmod' : String(values.mut)}
          choices={[
            { value: 'rmmod', label: 'oldest go' },
            { value: 'remove', label: 'any go' },
            { value: 'create', label: 'some come' },
            { value: 'held', label: 'the held one goes' },
          ]}
          onChange={(mut) => session.change({ mut, ops: ['create', 'read'] })}
        />
        <ChoiceRow
          legend="Cursor"
          value={String(values.rd)}
          choices={[
            { value: 'count', label: 'count' },
            { value: 'key', label: 'name' },
          ]}
          onChange={(rd) => session.change({ rd, ops: ['create', 'read'] })}
        />
      </div>
      {tape === undefined ? (
        <p className="sim-note">Nothing to read: these structures have no entries.</p>
      ) : (
        <TapePlayer key={`${tape.structure}/${tape.log.length}/${tape.from}`} tape={tape} />
      )}
    </>
  )
}

function TapePlayer({ tape }: { readonly tape: Tape }) {
  const { from, log } = tape
  const playback = usePlayback(log.length, { from, start: log.length })
  const isOver = playback.position === log.length
  const state = tape.seek(playback.position)
  return (
    <Transport
      playback={playback}
      from={from}
      length={log.length}
      says={describeMoment(tape, playback.position)}
    >
      <TapePicture tape={tape} state={state} isOver={isOver} />
      <TapeKey />
    </Transport>
  )
}

/** e.g. `Moment 12 of 96: dummy17 is read, place 14.` */
export function describeMoment({ log, labels, from }: Tape, position: number): string {
  const moment = `Moment ${toNumberText(position - from)} of ${toNumberText(log.length - from)}`
  if (position <= from) return `${moment}: the reader has not begun.`
  const { kind, a, b } = eventAt(log, position - 1)
  const name = labels[a] ?? `the new entry ${a}`
  switch (kind) {
    case 'mark':
      return `${moment}: call ${b + 1} of getdents64() begins.`
    case 'emit':
      return `${moment}: ${name} is read, place ${b}.`
    case 'free':
      return `${moment}: ${name} is removed.`
    case 'alloc':
      return `${moment}: ${name} is made.`
    case 'fault':
      return `${moment}: the reader follows a link into freed memory.`
    default:
      return `${moment}.`
  }
}
