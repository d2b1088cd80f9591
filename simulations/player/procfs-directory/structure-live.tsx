// The structure, event by event: the walk as it goes, the line of code it is on, each turn of the tree.

import { useEffect, useMemo, useState } from 'react'
import { createTimeline, type EventLog, eventAt, isWhole, type Result } from '../../engine/index.ts'
import {
  createDirectoryMachine,
  type DirectoryState,
  phases,
  splitLog,
} from '../../scenarios/procfs-directory/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import type { Fault } from '../session.ts'
import { toNumberText } from '../to-number-text.ts'
import { Transport, usePlayback } from '../transport.tsx'
import { useWidth } from '../use-width.ts'
import { toPseudoCode } from './pseudo-code.ts'
import {
  describe,
  type Shown,
  StructurePicture,
  shownStructures,
  structureView,
} from './structure-view.tsx'
import { describeNode, walkNodes } from './walk-nodes.ts'

const sizes = ['8', '15', '31', '64', '128', '256'] as const
const listsOf: Readonly<Record<Shown, number>> = { list: 1, hash: 8, rbtree: 0 }

export const structureLiveView: LiveView = { view: structureView, Live: StructureLive }

function StructureLive({ drawn, session }: LiveProps) {
  const [structure, setStructure] = useState<Shown>('rbtree')
  const [size, setSize] = useState<(typeof sizes)[number]>('15')
  const [order, setOrder] = useState<'given' | 'shuffled'>('given')
  const [result, setResult] = useState<Result>()
  const [fault, setFault] = useState<Fault>()
  const { values } = drawn

  useEffect(() => {
    let isHere = true
    const running = session.runBeside({
      mode: 'step',
      values: {
        ...values,
        st: [structure],
        n: Number(size),
        B: listsOf.hash,
        order,
        dup: 0,
        ops: ['create', 'lookup', 'remove'],
      },
    })
    void running.end.then((outcome) => {
      if (!isHere) return
      setFault(
        outcome.kind === 'failed' ? { says: outcome.message, advice: outcome.advice } : undefined,
      )
      if (outcome.kind === 'done') setResult(outcome.result)
    })
    return () => {
      isHere = false
    }
  }, [session, values, structure, size, order])

  return (
    <>
      <div className="sim-handles">
        <ChoiceRow
          legend="Structure"
          value={structure}
          choices={shownStructures.map((value) => ({ value, label: value }))}
          onChange={setStructure}
        />
        <ChoiceRow
          legend="Entries"
          value={size}
          choices={sizes.map((value) => ({ value, label: value }))}
          onChange={setSize}
        />
        <ChoiceRow
          legend="Order"
          value={order}
          choices={[
            { value: 'given', label: 'as numbered' },
            { value: 'shuffled', label: 'shuffled' },
          ]}
          onChange={setOrder}
        />
      </div>
      {fault !== undefined && (
        <p className="sim-fault" role="status">
          {fault.says} {fault.advice}
        </p>
      )}
      {result === undefined ? (
        <p className="sim-note">Being run, step by step.</p>
      ) : (
        <StructurePlayer key={result.hash} result={result} />
      )}
    </>
  )
}

function StructurePlayer({ result }: { readonly result: Result }) {
  const structure = ((result.parameters.st as readonly string[] | undefined)?.[0] ??
    'list') as Shown
  const log = result.log
  const segment = useMemo(() => (log === undefined ? undefined : splitLog(log)[0]), [log])
  const timeline = useMemo(
    () =>
      segment === undefined
        ? undefined
        : createTimeline(
            segment.log,
            createDirectoryMachine({
              kind: structure === 'rbtree' ? 'tree' : 'lists',
              log: segment.log,
              lists: listsOf[structure],
            }),
          ),
    [segment, structure],
  )
  const length = timeline?.length ?? 0
  // Opens where there is something to see: all made, nothing removed.
  const start = useMemo(() => (segment === undefined ? 0 : findFull(segment.log)), [segment])
  const playback = usePlayback(length, { start })
  const [ref, width] = useWidth(660)
  const [picked, setPicked] = useState(0)
  if (log === undefined || segment === undefined || timeline === undefined) {
    return <p className="sim-note">Too long to be played; the totals are in the tables.</p>
  }
  const { labels } = log
  const position = playback.position
  const state = timeline.seek(position)
  const event = position === 0 ? undefined : eventAt(segment.log, position - 1)
  const code = toPseudoCode(structure, state.phase)
  const line = event === undefined ? -1 : code.lineOf(event)
  return (
    <Transport
      playback={playback}
      length={length}
      says={describeEvent({ position, length, labels, state, structure }, event)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: entries of a picture, walked like a tree. */}
      <div
        className="sim-stage"
        ref={ref}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the entries.
        tabIndex={0}
        aria-label="Entries: arrow keys walk from one to the next"
        onKeyDown={(pressed) => {
          const to = walkNodes({ structure, state, node: picked, key: pressed.key })
          if (to === undefined || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
          // The same keys step through the events elsewhere in the player.
          pressed.preventDefault()
          pressed.stopPropagation()
          setPicked(to)
        }}
        onClick={({ target }) => {
          const node = (target as Element).closest('[data-node]')?.getAttribute('data-node')
          if (node !== null && node !== undefined) setPicked(Number(node))
        }}
      >
        <StructurePicture
          structure={structure}
          state={state}
          labels={labels}
          width={width}
          picked={picked}
        />
      </div>
      <p className="sim-picked" role="status">
        {picked === 0
          ? 'Touch an entry, or walk with the arrow keys.'
          : describeNode({ structure, state, node: picked }, labels)}
      </p>
      <div className="sim-beside">
        <ol className="sim-code" aria-label="What the kernel does">
          {code.lines.map((text, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
              key={index}
              className={index === line ? 'at' : undefined}
              aria-current={index === line ? 'step' : undefined}
            >
              <code>{text}</code>
            </li>
          ))}
        </ol>
        <dl className="sim-counters">
          <Counter name="visits" value={state.visits} />
          <Counter name="names compared" value={state.compares} />
          <Counter name="bytes compared" value={state.bytes} />
          {structure === 'rbtree' && <Counter name="rotations" value={state.rotations} />}
        </dl>
      </div>
      {!isWhole(log) && (
        <p className="sim-note">
          Only the first {toNumberText(log.length)} of {toNumberText(log.total)} events were kept.
        </p>
      )}
    </Transport>
  )
}

/** The moment before the first lookup. */
function findFull(log: EventLog): number {
  for (let at = 0; at < log.length; at += 1) {
    const { kind, a } = eventAt(log, at)
    if (kind === 'mark' && phases[a & 7] === 'lookup') return at
  }
  return log.length
}

function Counter({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{toNumberText(value)}</dd>
    </div>
  )
}

const doing = {
  create: 'creating',
  lookup: 'looking up',
  remove: 'removing',
  read: 'reading',
} as const

/** e.g. `Event 120 of 19 900, creating dummy12: compare with dummy7, 6 bytes.` */
export function describeEvent(
  {
    position,
    length,
    labels,
    state,
    structure,
  }: {
    readonly position: number
    readonly length: number
    readonly labels: readonly string[]
    readonly state: DirectoryState
    readonly structure: Shown
  },
  event: ReturnType<typeof eventAt> | undefined,
): string {
  const where = `Event ${toNumberText(position)} of ${toNumberText(length)}`
  if (event === undefined) return `${where}: ${describe(structure, state, labels)}`
  const { kind, a, b } = event
  const name = labels[a] ?? String(a)
  const what: Readonly<Partial<Record<typeof kind, string>>> = {
    mark: 'begins',
    visit: `looks at ${name}`,
    compare: `compares with ${name}, ${b} ${b === 1 ? 'byte' : 'bytes'}`,
    link: `links ${name}`,
    unlink: `unlinks ${name}`,
    recolor: `${name} becomes ${event.c === 1 ? 'black' : 'red'}`,
    rotateLeft: `turns left: ${labels[b] ?? b} rises, ${name} sinks`,
    rotateRight: `turns right: ${labels[b] ?? b} rises, ${name} sinks`,
  }
  return `${where}, ${doing[state.phase]} ${toNumberText(state.operation + 1)}: ${what[kind] ?? kind}.`
}
