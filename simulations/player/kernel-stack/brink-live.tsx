// The replay, call by call: frames come, the stack gets deeper, and field after field goes.

import { useEffect, useMemo, useState } from 'react'
import { createTimeline, eventAt, type Result } from '../../engine/index.ts'
import { machine, type StackModel } from '../../scenarios/kernel-stack/index.ts'
import type { LiveProps, LiveView } from '../live-view.ts'
import { toNumberText } from '../to-number-text.ts'
import { Transport, usePlayback } from '../transport.tsx'
import { BrinkPicture } from './brink-picture.tsx'
import { BrinkKey, brinkView } from './brink-view.tsx'
import { findDecisive, toBytesText, toLeftText } from './read-model.ts'

export const brinkLiveView: LiveView = { view: brinkView, Live: BrinkLive }

function BrinkLive({ drawn, session }: LiveProps) {
  const [result, setResult] = useState<Result>()
  const { values } = drawn
  useEffect(() => {
    let isHere = true
    void session.runBeside({ mode: 'step', values }).end.then((outcome) => {
      if (isHere && outcome.kind === 'done') setResult(outcome.result)
    })
    return () => {
      isHere = false
    }
  }, [session, values])
  const model = drawn.result.model as StackModel
  // The picture never waits for the events: they only make it move.
  if (result?.log === undefined || result.hash !== drawn.result.hash) {
    return (
      <>
        <BrinkPicture model={model} stack={findDecisive(model)} />
        <BrinkKey />
      </>
    )
  }
  return <BrinkPlayer key={result.hash} result={result} />
}

function BrinkPlayer({ result }: { readonly result: Result }) {
  const model = result.model as StackModel
  const { log } = result
  const part = useMemo(() => findPart(result), [result])
  const timeline = useMemo(
    () => (log === undefined ? undefined : createTimeline(log, machine)),
    [log],
  )
  const playback = usePlayback(part.end, { from: part.begin, start: part.end })
  if (log === undefined || timeline === undefined) return null
  const { position } = playback
  const { depth } = timeline.seek(position)
  const stack = findDecisive(model)
  const event = position > part.begin ? eventAt(log, position - 1) : undefined
  return (
    <Transport
      playback={playback}
      from={part.begin}
      length={part.end}
      says={describeMoment({ model, depth, labels: log.labels, position, part }, event)}
    >
      <DepthBar model={model} depth={depth} />
      <BrinkPicture
        model={model}
        stack={stack}
        depth={findPassed(model, depth, {
          event,
          next: position < part.end ? eventAt(log, position) : undefined,
        })}
      />
      <BrinkKey />
    </Transport>
  )
}

type MomentEvent = ReturnType<typeof eventAt> | undefined

/** A frame is pushed whole, and what it overwrites goes one field after the other. */
function findPassed(
  model: StackModel,
  depth: number,
  { event, next }: { readonly event: MomentEvent; readonly next: MomentEvent },
): number {
  const { fields } = findDecisive(model).brink
  if (next?.kind === 'touch') return Math.min(depth, fields[next.c]?.limit ?? depth)
  if (event?.kind === 'touch') return model.layout.bytes - (fields[event.c]?.offset ?? 0)
  return depth
}

interface LogPart {
  readonly begin: number
  /** When all is pushed, before anything is popped. */
  readonly end: number
}

/** The events of the stack that decides, from its first call to its deepest. */
function findPart({ log, model }: Result): LogPart {
  const { worst } = model as StackModel
  let begin = 0
  if (log === undefined) return { begin, end: 0 }
  let isIt = false
  for (let at = 0; at < log.length; at++) {
    const { kind, a } = eventAt(log, at)
    if (kind === 'mark') {
      isIt = a === worst
      begin = at + 1
    } else if (isIt && kind === 'pop') return { begin, end: at }
  }
  return { begin, end: log.length }
}

function DepthBar({ model, depth }: { readonly model: StackModel; readonly depth: number }) {
  const { layout, reached } = model
  const most = Math.max(layout.bytes, reached)
  return (
    <p className="st-depth">
      <meter
        min={0}
        max={most}
        high={layout.usable}
        optimum={0}
        value={depth}
        aria-label="How deep the stack is"
      />{' '}
      <span>
        <b>{toNumberText(depth)}</b> deep, {toLeftText(layout.usable - depth)} left
      </span>
    </p>
  )
}

function describeMoment(
  {
    model,
    depth,
    labels,
    position,
    part,
  }: {
    readonly model: StackModel
    readonly depth: number
    readonly labels: readonly string[]
    readonly position: number
    readonly part: LogPart
  },
  event: MomentEvent,
): string {
  const where = `Event ${toNumberText(position - part.begin)} of ${toNumberText(part.end - part.begin)}`
  if (event === undefined) return `${where}: an empty stack.`
  const { kind, a, b, c } = event
  if (kind === 'push') {
    return `${where}: ${labels[a] ?? a} takes ${toBytesText(b)}; ${toBytesText(depth)} deep.`
  }
  if (kind === 'touch') {
    const field = findDecisive(model).brink.fields[c]
    return `${where}: ${field?.name ?? 'a field'} is overwritten. ${field?.effect ?? ''}`
  }
  if (kind === 'fault') return `${where}: the stack is left. ${model.consequence}`
  return `${where}.`
}
