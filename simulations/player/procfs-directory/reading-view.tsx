// A reader of the directory while entries go and come: what it missed, and what it got twice.

import { createTimeline, type EventLog, type Result, type Table } from '../../engine/index.ts'
import {
  createDirectoryMachine,
  type DirectoryModel,
  type DirectoryState,
  type Structure,
  splitLog,
} from '../../scenarios/procfs-directory/index.ts'
import { Picture, percent } from '../plot.tsx'
import { toNumberText } from '../to-number-text.ts'
import type { SideRun, Values, View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel } from './read-model.ts'
import { listNodes, listTreeNodes } from './structure-view.tsx'

const tapeEntries = 48
const tapeLists = 4
const tapeMutation = { buf: 512, rate: 4 } as const
const readable: readonly string[] = ['list', 'hash', 'hlist', 'rbtree']

/** The same reading, small enough to be drawn. */
export function toTapeValues(values: Values): Values {
  const chosen = (values.st as readonly string[]).filter((id) => readable.includes(id))
  const isHeld = values.mut === 'held'
  return {
    ...values,
    st: chosen.length === 0 ? ['list', 'rbtree'] : chosen.slice(0, 3),
    ops: ['create', 'read'],
    dup: 0,
    B: isHeld ? Number(values.B) : tapeLists,
    n: Math.min(isHeld ? 12 : tapeEntries, Number(values.n)),
    ...(isHeld ? {} : tapeMutation),
    ...(values.mut === 'none' && { mut: 'rmmod' }),
  }
}

export function toReadingRuns(values: Values): Readonly<Record<string, SideRun>> {
  return { reading: { values: toTapeValues(values), mode: 'step' } }
}

export interface Tape {
  readonly structure: Structure
  readonly labels: readonly string[]
  readonly log: EventLog
  /** As the directory has them, those that came while it was read included. */
  readonly order: readonly number[]
  readonly state: DirectoryState
  /** Where the reading begins among the events. */
  readonly from: number
  readonly seek: (position: number) => DirectoryState
}

export function readTapes(result: Result | undefined, values: Values): readonly Tape[] {
  if (result?.log === undefined) return []
  const { log } = result
  const structures = values.st as readonly Structure[]
  return splitLog(log).flatMap((segment) => {
    const structure = structures[segment.structure]
    if (structure === undefined) return []
    const isTree = structure === 'rbtree'
    const timeline = createTimeline(
      segment.log,
      createDirectoryMachine({
        kind: isTree ? 'tree' : 'lists',
        log: segment.log,
        lists: structure === 'list' ? 1 : Number(values.B),
      }),
    )
    const from = findReading(timeline.length, (position) => timeline.seek(position).phase)
    const full = timeline.seek(from)
    const there = isTree ? listTreeNodes(full).map(({ node }) => node) : listNodes(full).flat()
    const state = timeline.seek(timeline.length)
    // New entries come first in a list and last in a tree of numbered names.
    const come = [...state.come]
    const order = isTree ? [...there, ...come] : [...come.reverse(), ...there]
    return [
      { structure, labels: log.labels, log: segment.log, order, state, from, seek: timeline.seek },
    ]
  })
}

/** The first moment of the last phase, by halving: phases follow one another. */
function findReading(length: number, phaseAt: (position: number) => string): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (phaseAt(middle) === 'read') high = middle
    else low = middle + 1
  }
  return Math.max(0, low - 1)
}

export type Fate = 'once' | 'twice' | 'missed' | 'gone' | 'came' | 'waiting'

/** What became of a node, so far or at the end. */
export function findFate(
  node: number,
  { emitted, gone, come }: Pick<DirectoryState, 'emitted' | 'gone' | 'come'>,
  isOver: boolean,
): Fate {
  const times = emitted.filter((one) => one === node).length
  if (times > 1) return 'twice'
  if (times === 1) return 'once'
  if (gone.includes(node)) return 'gone'
  if (come.includes(node)) return 'came'
  return isOver ? 'missed' : 'waiting'
}

const fateWords: Readonly<Record<Fate, string>> = {
  once: 'read once',
  twice: 'read twice',
  missed: 'missed, though there all the time',
  gone: 'removed before it was read',
  came: 'came meanwhile, not read',
  waiting: 'not read yet',
}

const perRow = 12
const cellHeight = 34

export interface TapePictureProps {
  readonly tape: Tape
  readonly state: DirectoryState
  readonly isOver: boolean
}

export function TapePicture({ tape, state, isOver }: TapePictureProps) {
  const { order, labels, structure } = tape
  const fates = order.map((node) => findFate(node, state, isOver))
  const count = (fate: Fate): number => fates.filter((one) => one === fate).length
  const shown = order.filter((node) => isOver || !isYetToCome(node, tape, state))
  const last = state.emitted.at(-1)
  return (
    <Picture
      className="sim-tape"
      height={Math.ceil(order.length / perRow) * cellHeight + 24}
      label={`${structure}: ${count('once')} entries read once, ${count('twice')} twice, ${count('missed')} missed, ${count('gone')} removed before they were read.`}
    >
      <text className="t-strong" x="0" y="14">
        {structure}
      </text>
      <text className="t-num t-end" x="100%" y="14">
        {toNumberText(order.length)} entries: {toNumberText(count('missed'))} missed,{' '}
        {toNumberText(count('twice'))} twice
      </text>
      {shown.map((node, index) => {
        const fate = findFate(node, state, isOver)
        const left = (index % perRow) / perRow
        const top = Math.floor(index / perRow) * cellHeight + 24
        const isGone = state.gone.includes(node)
        return (
          <g
            key={node}
            className={`fate ${fate} ${isGone ? 'is-gone' : ''} ${node === last && !isOver ? 'at' : ''}`}
          >
            <title>{`${labels[node] ?? `new ${node}`}: ${fateWords[fate]}`}</title>
            <rect
              x={percent(left + 0.004)}
              y={top}
              width={percent(1 / perRow - 0.008)}
              height="26"
            />
            {fate === 'twice' && (
              <rect
                className="inner"
                x={percent(left + 0.01)}
                y={top + 3}
                width={percent(1 / perRow - 0.02)}
                height="20"
              />
            )}
            <text className="t-mid" x={percent(left + 0.5 / perRow)} y={top + 17.5}>
              {shorten(labels[node], node)}
            </text>
            {isGone && (
              <line
                className="strike"
                x1={percent(left + 0.012)}
                x2={percent(left + 1 / perRow - 0.012)}
                y1={top + 22}
                y2={top + 4}
              />
            )}
          </g>
        )
      })}
    </Picture>
  )
}

function isYetToCome(node: number, tape: Tape, state: DirectoryState): boolean {
  return tape.state.come.includes(node) && !state.come.includes(node)
}

function shorten(label: string | undefined, node: number): string {
  return /\d+$/u.exec(label ?? '')?.[0] ?? (label === undefined ? `+${node}` : label.slice(0, 5))
}

export function TapeKey() {
  return (
    <ul className="sim-key sim-tape-key">
      {(['once', 'missed', 'twice', 'gone'] as const).map((fate) => (
        <li key={fate}>
          <i className={`swatch fate-${fate}`} /> {fateWords[fate]}
        </li>
      ))}
    </ul>
  )
}

export const readingView: View = {
  id: 'reading',
  title: 'Reading while entries go',
  sideRuns: toReadingRuns,
  takeaway: (drawn) => {
    const { values, model } = readModel(drawn)
    const tape = drawn.others.reading?.model as DirectoryModel | undefined
    const big = model.structures.filter(
      ({ reading }) => reading !== undefined && values.mut !== 'none',
    )
    const shown = big.length > 0 ? big : (tape?.structures ?? [])
    const n = big.length > 0 ? model.registrations : (tape?.registrations ?? 0)
    return (
      <>
        {shown
          .filter(({ reading }) => reading !== undefined)
          .map(
            ({ id, reading }) =>
              `${id}: ${toNumberText(reading?.missed ?? 0)} of ${toNumberText(n)} missed, ${toNumberText(reading?.duplicated ?? 0)} read twice${reading?.end === 'complete' ? '' : `, ${reading?.end}`}`,
          )
          .join('; ')}
        . A reader’s place is{' '}
        <FormulaLink to="cursor">{values.rd === 'count' ? 'a count' : 'a name'}</FormulaLink>
        {values.rd === 'count' && ', which means something else once an entry before it is gone'}.
      </>
    )
  },
  draw: (drawn) => (
    <>
      {readTapes(drawn.others.reading, toTapeValues(drawn.values)).map((tape) => (
        <TapePicture key={tape.structure} tape={tape} state={tape.state} isOver />
      ))}
      <TapeKey />
    </>
  ),
  table: (drawn): Table | undefined => {
    const { model } = readModel(drawn)
    const tape = drawn.others.reading?.model as DirectoryModel | undefined
    const rows = [
      ...model.structures.map((structure) => ({ n: model.registrations, structure })),
      ...(tape?.structures ?? []).map((structure) => ({ n: tape?.registrations ?? 0, structure })),
    ].filter(({ structure }) => structure.reading !== undefined)
    if (rows.length === 0) return undefined
    return {
      id: 'reading',
      title: 'Reading the directory: this run, and the small one that is drawn',
      note: 'Missed and twice count entries that were there from the first call to the last.',
      columns: [
        { label: 'structure' },
        { label: 'entries' },
        { label: 'calls' },
        { label: 'skipped over' },
        { label: 'emitted' },
        { label: 'missed' },
        { label: 'twice' },
        { label: 'end' },
      ],
      rows: rows.map(({ n, structure: { id, reading } }) => [
        id,
        n,
        reading?.calls ?? 0,
        reading?.skips ?? 0,
        reading?.emitted ?? 0,
        reading?.missed ?? 0,
        reading?.duplicated ?? 0,
        reading?.end ?? '',
      ]),
    }
  },
}
