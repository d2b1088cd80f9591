// The stack under the reader's hands: every frame can be reached, found, looked at, and made larger or
// smaller; what that does to the thread is on every picture in the same moment.

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import {
  editSizeMax,
  findChain,
  formatEdits,
  parseEdits,
  tailMax,
  type Values,
} from '../../scenarios/kernel-stack/index.ts'
import { ChoiceRow } from '../choice-row.tsx'
import type { LiveProps, LiveView } from '../live-view.ts'
import type { Session } from '../session.ts'
import { toMessageUrl } from '../to-message-url.ts'
import { toNumberText } from '../to-number-text.ts'
import { FoldedButton } from './folded-button.tsx'
import { IciclePicture, toPartId } from './icicle-picture.tsx'
import { icicleView, SubsystemKey } from './icicle-view.tsx'
import { listParts, type Part, type Span } from './place-frames.ts'
import { nameSubsystem, readModel, toBytesText, toLeftText } from './read-model.ts'
import { toMatcher, wantedLengthMax } from './to-matcher.ts'

const spans = [
  { value: 'stack', label: 'the stack' },
  { value: '16k', label: 'down to 16K' },
  { value: 'end', label: 'its end' },
] as const

const sliderMax = 1_024
const wordBytes = 8

interface Chosen {
  readonly id: string
  readonly stack: number
  readonly at: number
  readonly part: Part
}

export const icicleLiveView: LiveView = { view: icicleView, Live: IcicleLive }

function IcicleLive({ drawn, values: set, session }: LiveProps) {
  const { model } = readModel(drawn)
  const values = set as unknown as Values
  const [span, setSpan] = useState<Span>('stack')
  const [root, setRoot] = useState<'top' | 'bottom'>('top')
  const [wanted, setWanted] = useState('')
  const [chosenId, setChosenId] = useState<string>()
  const picture = useRef<SVGSVGElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const bytes = useRef<HTMLInputElement>(null)

  const lists = model.stacks.map((stack) =>
    listParts(stack).map((part) => ({ id: toPartId(stack, part), part })),
  )
  const all: readonly Chosen[] = lists.flatMap((list, stack) =>
    list.map(({ id, part }, at) => ({ id, stack, at, part })),
  )
  const chosen = all.find(({ id }) => id === chosenId) ?? findLargest(all)
  const matches = useMemo(() => toMatcher(wanted), [wanted])
  const found = all.filter(({ part }) => matches(part.name))
  const isFlame = root === 'bottom'

  function focus(next: Chosen | undefined): void {
    if (next === undefined) return
    setChosenId(next.id)
    picture.current?.querySelector<SVGGElement>(`[data-part="${CSS.escape(next.id)}"]`)?.focus()
  }

  function resize(part: Part, size: number): void {
    changeSize(session, part, size)
  }

  function onKeyDown(event: KeyboardEvent<SVGGElement>, id: string): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const here = all.find((one) => one.id === id)
    if (here === undefined) return
    const list = all.filter(({ stack }) => stack === here.stack)
    const to = (at: number) => focus(list[Math.max(0, Math.min(list.length - 1, at))])
    const far = event.shiftKey ? 10 : 1
    // Calls go where the picture grows.
    const down = isFlame ? -1 : 1
    const actions = new Map<string, () => void>([
      ['arrowdown', () => to(here.at + down * far)],
      ['arrowup', () => to(here.at - down * far)],
      [
        'arrowright',
        () => focus(all.find(({ stack, at }) => stack === here.stack + 1 && at === 0)),
      ],
      ['arrowleft', () => focus(all.find(({ stack, at }) => stack === here.stack - 1 && at === 0))],
      ['pagedown', () => to(here.at + down * 10)],
      ['pageup', () => to(here.at - down * 10)],
      ['home', () => to(0)],
      ['end', () => to(list.length - 1)],
      ['enter', () => bytes.current?.focus()],
      ['+', () => resize(here.part, here.part.size + wordBytes)],
      ['-', () => resize(here.part, here.part.size - wordBytes)],
      ['delete', () => restore(session, here.part)],
      ['/', () => search.current?.focus()],
    ])
    const action = actions.get(event.key.toLowerCase())
    if (action === undefined) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }

  function onDrag(event: PointerEvent<SVGGElement>, part: Part, bytesPerPixel: number): void {
    const target = event.target
    const isColumn = target instanceof SVGElement && target.classList.contains('st-frame')
    // A finger scrolls; it has the slider.
    if (!isColumn || event.pointerType === 'touch' || !isEditable(part)) return
    const { clientY, pointerId, currentTarget } = event
    currentTarget.setPointerCapture(pointerId)
    const move = (moved: globalThis.PointerEvent) => {
      const pixels = (moved.clientY - clientY) * (isFlame ? -1 : 1)
      if (Math.abs(pixels) < 2) return
      resize(part, part.size + pixels * bytesPerPixel)
    }
    const end = () => {
      currentTarget.removeEventListener('pointermove', move)
      currentTarget.removeEventListener('pointerup', end)
      currentTarget.removeEventListener('pointercancel', end)
    }
    currentTarget.addEventListener('pointermove', move)
    currentTarget.addEventListener('pointerup', end)
    currentTarget.addEventListener('pointercancel', end)
  }

  return (
    <>
      <div className="sim-handles">
        <ChoiceRow legend="Show" choices={spans} value={span} onChange={setSpan} />
        <ChoiceRow
          legend="The first call"
          choices={[
            { value: 'top', label: 'at the top' },
            { value: 'bottom', label: 'at the bottom' },
          ]}
          value={root}
          onChange={setRoot}
        />
      </div>
      <div className="st-bar">
        <p className="st-search">
          <label>
            <span>Find a function</span>
            <input
              ref={search}
              type="search"
              value={wanted}
              placeholder="alloc|shrink"
              maxLength={wantedLengthMax}
              spellCheck={false}
              onChange={({ target }) => setWanted(target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') focus(found[0])
                if (event.key === 'Escape') {
                  setWanted('')
                  focus(chosen)
                }
                event.stopPropagation()
              }}
            />
          </label>
          <output aria-live="polite">
            {wanted === ''
              ? ''
              : `${found.length} of ${all.length}, ${toBytesText(found.reduce((sum, { part }) => sum + part.size, 0))}`}
          </output>
        </p>
        {chosen !== undefined && (
          <ChosenFrame
            chosen={chosen}
            values={values}
            session={session}
            bytesRef={bytes}
            reached={model.stacks[chosen.stack]?.replay.reached ?? 0}
            onLeave={() => focus(chosen)}
            onStep={(by) => {
              const list = all.filter(({ stack }) => stack === chosen.stack)
              const next = list[Math.max(0, Math.min(list.length - 1, chosen.at + by))]
              if (next !== undefined) setChosenId(next.id)
            }}
          />
        )}
        <p className="st-outcome">
          <b>{toLeftText(model.headroom)}</b> bytes left of {toNumberText(model.layout.usable)}
        </p>
      </div>
      <IciclePicture
        ref={picture}
        model={model}
        span={span}
        isFlame={isFlame}
        touch={{
          chosen: chosen?.id ?? '',
          isFound: ({ name }) => matches(name),
          onChoose: setChosenId,
          onKeyDown,
          onDrag,
        }}
      />
      <SubsystemKey stacks={model.stacks} />
      <p className="sim-buttons st-folded">
        <a href={findOwnAddress()}>Bring your own trace</a> <FoldedButton model={model} />
      </p>
    </>
  )
}

/** On the page of the simulation it is further down; an entry has only this figure. */
function findOwnAddress(): string {
  const isHere = document.getElementById('view-own') !== null
  return isHere ? '#view-own' : '/simulations/kernel-stack#view-own'
}

function findLargest(all: readonly Chosen[]): Chosen | undefined {
  let largest: Chosen | undefined
  for (const one of all) {
    if (
      one.part.frame !== undefined &&
      isEditable(one.part) &&
      one.part.size > (largest?.part.size ?? 0)
    )
      largest = one
  }
  return largest ?? all[0]
}

/** Rows of the trace, and the tail, which is a parameter; not what a proposal adds. */
function isEditable({ frame }: Part): boolean {
  return frame === undefined || (frame.row !== undefined && frame.added === undefined)
}

function toWholeWords(size: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(size / wordBytes) * wordBytes))
}

/** Other sizes for single rows are a parameter like any other: they are in the link. */
function changeSize(session: Session, part: Part, size: number): void {
  if (!isEditable(part) || !Number.isFinite(size)) return
  if (part.frame === undefined) {
    session.change({ tail: toWholeWords(size, tailMax) })
    return
  }
  const values = session.state().values as unknown as Values
  const edits = new Map(parseEdits(values.edits))
  const bytes = toWholeWords(size, editSizeMax)
  if (bytes === findTracedSize(values, part)) edits.delete(part.key)
  else edits.set(part.key, bytes)
  session.change({ edits: formatEdits(edits) })
}

function restore(session: Session, part: Part): void {
  const values = session.state().values as unknown as Values
  const traced = findTracedSize(values, part)
  if (traced !== undefined) changeSize(session, part, traced)
}

function findTracedSize(values: Values, part: Part): number | undefined {
  return findChain(values).find(({ key }) => key === part.key)?.size
}

interface ChosenFrameProps {
  readonly chosen: Chosen
  readonly values: Values
  readonly session: Session
  readonly bytesRef: React.RefObject<HTMLInputElement | null>
  /** Of its stack. */
  readonly reached: number
  readonly onLeave: () => void
  readonly onStep: (by: 1 | -1) => void
}

function ChosenFrame({
  chosen: { part },
  values,
  session,
  bytesRef,
  reached,
  onLeave,
  onStep,
}: ChosenFrameProps) {
  const { name, size, subsystem, from, to, frame } = part
  const [text, setText] = useState<string>()
  const traced = findTracedSize(values, part)
  // Before a diet, which comes after single frames.
  const asSet = parseEdits(values.edits).get(part.key) ?? traced ?? size
  const canEdit = isEditable(part)
  const most = frame === undefined ? tailMax : sliderMax
  const commit = () => {
    if (text !== undefined && /^\s*\d+\s*$/u.test(text)) changeSize(session, part, Number(text))
    setText(undefined)
  }
  return (
    <div className="st-chosen">
      <p className="st-chosen-name">
        <code>{frame?.location ?? name}</code>{' '}
        <span>
          {subsystem === 'tail' ? 'not traced' : nameSubsystem(subsystem)},{' '}
          {toNumberText((size * 100) / Math.max(1, reached), 1)} %, {toNumberText(from)} to{' '}
          {toNumberText(to)} deep
        </span>
      </p>
      <div className="st-chosen-size">
        <button type="button" aria-label="The caller" onClick={() => onStep(-1)}>
          ↑
        </button>
        <button type="button" aria-label="What it calls" onClick={() => onStep(1)}>
          ↓
        </button>
        <input
          type="range"
          min={0}
          max={most}
          step={wordBytes}
          value={Math.min(most, asSet)}
          disabled={!canEdit}
          aria-label={`Bytes of ${name}, slider`}
          aria-valuetext={toBytesText(asSet)}
          onChange={({ target }) => changeSize(session, part, Number(target.value))}
        />
        <input
          ref={bytesRef}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          disabled={!canEdit}
          aria-label={`Bytes of ${name}`}
          value={text ?? String(asSet)}
          onChange={({ target }) => setText(target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') {
              setText(undefined)
              onLeave()
            }
            event.stopPropagation()
          }}
        />
        <span aria-hidden="true">B</span>
        {traced !== undefined && asSet !== traced && (
          <button
            type="button"
            aria-label={`${name}: back to ${traced} bytes`}
            onClick={() => restore(session, part)}
          >
            ↺
          </button>
        )}
      </div>
      <p className="st-remark">
        {!canEdit && 'Added by what is set under “changes”; its size is changed there.'}
        {frame?.remark !== undefined && (
          <>
            {frame.remark.says} <a href={toMessageUrl(frame.remark.messageId)}>The message</a>
          </>
        )}
      </p>
    </div>
  )
}
