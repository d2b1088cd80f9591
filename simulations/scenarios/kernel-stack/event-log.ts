// A replay as events, for going through it frame by frame in both directions: each frame pushed, each
// field it overwrites, and at the end every frame popped again.

import { createEventRecorder, type EventLog, type Machine } from '../../engine/index.ts'
import { listFields } from './layout.ts'
import type { StackModel } from './model.ts'

/** Kinds of `fault` events. */
export const faultKinds = ['guard-page', 'double-fault', 'silent'] as const

/** What a moment of a replay looks like. */
export interface Moment {
  /** Which of the stacks. */
  stack: number
  depth: number
  /** Sizes of the frames on the stack. */
  frames: number[]
  /** How often each field was overwritten, by its place in the brink. */
  fields: number[]
  /** How many writes have left the stack. */
  faults: number
}

/** The events of a model. Frames are named by their place on their stack; the tail is the last. */
export function recordEvents(model: StackModel): EventLog {
  const recorder = createEventRecorder()
  const labels: string[] = []
  for (const [at, { icicle, brink, replay }] of model.stacks.entries()) {
    recorder.add('mark', at)
    const parts = [
      ...icicle.frames.map(({ key, symbol, size }) => ({ key, symbol, size })),
      { key: 'tail', symbol: '(hidden tail)', size: replay.tail },
    ].filter(({ size }) => size > 0)
    const first = labels.length
    for (const { key, symbol, size } of parts) {
      recorder.add('push', labels.length, size)
      labels.push(symbol)
      const lost = brink.fields
        .map((field, index) => ({ field, index }))
        .filter(({ field }) => field.by === key)
        .sort((a, b) => (a.field.order ?? 0) - (b.field.order ?? 0))
      for (const { field, index } of lost) recorder.add('touch', field.offset, field.bytes, index)
      if (replay.leftBy === key) {
        recorder.add('fault', findFaultKind(model), -replay.bytesBelow)
      }
    }
    for (let index = parts.length - 1; index >= 0; index--) {
      recorder.add('pop', first + index, parts[index]?.size ?? 0)
    }
  }
  return recorder.finish(labels)
}

function findFaultKind({ layout: { below } }: StackModel): number {
  if (below === 'guard-page') return 0
  return below === 'unmapped' ? 1 : 2
}

/** Plays the events of a replay forward and back. */
export const machine: Machine<Moment> = {
  create: () => ({
    stack: 0,
    depth: 0,
    frames: [],
    fields: listFields({ threadInfo: 'in-stack' }).map(() => 0),
    faults: 0,
  }),
  copy: (moment) => ({ ...moment, frames: [...moment.frames], fields: [...moment.fields] }),
  apply(moment, { kind, a, b, c }, direction) {
    const isPush = (kind === 'push') === (direction === 1)
    if (kind === 'mark') moment.stack = direction === 1 ? a : Math.max(0, a - 1)
    else if (kind === 'touch') moment.fields[c] = (moment.fields[c] ?? 0) + direction
    else if (kind === 'fault') moment.faults += direction
    else if (kind === 'push' || kind === 'pop') {
      if (isPush) moment.frames.push(b)
      else moment.frames.pop()
      moment.depth += isPush ? b : -b
    }
  },
}
