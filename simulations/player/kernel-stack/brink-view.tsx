// What lies at the end of the stack, byte by byte, and in which order it dies.

import type { Table } from '../../engine/index.ts'
import { KeyRow } from '../key-row.tsx'
import type { View } from '../view.ts'
import { BrinkPicture } from './brink-picture.tsx'
import { FormulaLink } from './formula-link.tsx'
import { nameWriter } from './name-writer.ts'
import { findDecisive, listLost, readModel, toBytesText } from './read-model.ts'

const severities = {
  warning: 'can be noticed',
  crash: 'breaks the thread',
  security: 'opens a hole',
} as const

export function BrinkKey() {
  return (
    <KeyRow
      keys={[
        { className: 'f-warning', label: 'the magic: can be noticed' },
        { className: 'f-crash', label: 'breaks the thread' },
        { className: 'f-security', label: 'opens a hole' },
        { className: 'f-written', label: 'overwritten' },
      ]}
    />
  )
}

export const brinkView: View = {
  id: 'brink',
  title: 'The last 256 bytes',
  takeaway: (drawn) => {
    const { model } = readModel(drawn)
    const { brink, replay } = findDecisive(model)
    const lost = listLost(brink)
    const [first, ...rest] = lost
    const worst = lost.find(({ severity }) => severity === 'security')
    if (first === undefined) {
      return (
        <>
          Nothing is overwritten. Beyond{' '}
          <FormulaLink to="usable">{toBytesText(model.layout.usable)}</FormulaLink> the magic would
          be the first to go.
        </>
      )
    }
    return (
      <>
        {first.name} goes first, at {toBytesText(first.atDepth ?? 0)}
        {rest.length > 0 && <>; then {rest.length} more, down to the end of the stack</>}.
        {replay.isMagicSteppedOver && (
          <> The magic itself is stepped over and stays whole: who looks for it sees nothing.</>
        )}
        {worst !== undefined && (
          <>
            {' '}
            {worst.name}: {worst.effect}
          </>
        )}
        {replay.bytesBelow > 0 && (
          <> {toBytesText(replay.bytesBelow)} more are written below the stack.</>
        )}
      </>
    )
  },
  draw: (drawn) => {
    const { model } = readModel(drawn)
    return (
      <>
        <BrinkPicture model={model} stack={findDecisive(model)} />
        <BrinkKey />
      </>
    )
  },
  table: (drawn): Table => {
    const { model } = readModel(drawn)
    const { brink, icicle } = findDecisive(model)
    return {
      id: 'brink',
      title: 'What lies at the end of the stack, in the order in which an overflow meets it',
      note: 'Offsets from the lowest address, from the structures of Linux 3.14 as a compiler lays them out; a configuration may move one by a few bytes.',
      columns: [
        { label: 'field' },
        { label: 'offset', unit: 'B' },
        { label: 'size', unit: 'B' },
        { label: 'lost beyond', unit: 'B' },
        { label: 'overwritten by' },
        { label: 'then' },
        { label: 'it' },
      ],
      rows: brink.fields.map(({ name, offset, bytes, limit, by, effect, severity }) => [
        name,
        offset,
        bytes,
        limit,
        by === undefined ? null : nameWriter(icicle.frames, by),
        effect,
        severities[severity],
      ]),
    }
  },
}
