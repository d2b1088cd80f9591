import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createEventRecorder,
  createTimeline,
  eventAt,
  eventKinds,
  invertEvent,
  isWhole,
  keyframeEvery,
  type Machine,
} from '../../../../simulations/engine/index.ts'

/** A stack of frames and a total: enough to see that every event is taken back exactly. */
interface State {
  readonly stack: number[]
  total: number
}

const machine: Machine<State> = {
  create: () => ({ stack: [], total: 0 }),
  copy: ({ stack, total }) => ({ stack: [...stack], total }),
  apply: (state, event, direction) => {
    const { kind, a } = direction === 1 ? event : invertEvent(event)
    if (kind === 'push') state.stack.push(a)
    else if (kind === 'pop') expect(state.stack.pop()).toBe(a)
    else state.total += direction * a
  },
}

/** A log of pushes, pops and visits that never pops from an empty stack. */
function aLog(numbers: readonly number[]) {
  const recorder = createEventRecorder()
  const stack: number[] = []
  for (const number of numbers) {
    if (number % 3 === 0) {
      stack.push(number)
      recorder.add('push', number)
    } else if (number % 3 === 1 && stack.length > 0) recorder.add('pop', stack.pop())
    else recorder.add('visit', number)
  }
  return recorder.finish()
}

const logs = fc.array(fc.nat(1000), { minLength: 1, maxLength: 1500 }).map(aLog)

test('jumping to a moment gives what walking there gives', () => {
  fc.assert(
    fc.property(logs, fc.array(fc.nat(1600), { maxLength: 12 }), (log, moments) => {
      const timeline = createTimeline(log, machine)
      for (const moment of moments) {
        const walked = machine.create()
        const last = Math.min(moment, log.length)
        for (let at = 0; at < last; at += 1) machine.apply(walked, eventAt(log, at), 1)
        const before = timeline.replays()
        expect(timeline.seek(moment)).toEqual(walked)
        expect(timeline.replays() - before).toBeLessThanOrEqual(keyframeEvery)
      }
    }),
    { numRuns: 60 },
  )
})

test('every event taken back leaves the first state', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const state = machine.create()
      for (let at = 0; at < log.length; at += 1) machine.apply(state, eventAt(log, at), 1)
      for (let at = log.length - 1; at >= 0; at -= 1) machine.apply(state, eventAt(log, at), -1)
      expect(state).toEqual(machine.create())
    }),
  )
})

test('the inverse of an inverse is the event itself', () => {
  for (const kind of eventKinds) {
    const event = { kind, a: 1, b: 2, c: 3 }
    expect(invertEvent(invertEvent(event))).toEqual(event)
  }
})

test('what does not fit is counted and no longer kept', () => {
  const recorder = createEventRecorder({ max: 2000 })
  for (let event = 0; event < 5000; event += 1) recorder.add('visit', event)
  const log = recorder.finish()
  expect([log.length, log.total, recorder.count('visit')]).toEqual([2000, 5000, 5000])
  expect(isWhole(log)).toBe(false)
  expect(eventAt(log, 1999)).toEqual({ kind: 'visit', a: 1999, b: 0, c: 0 })
  expect(() => eventAt(log, 2000)).toThrow('Unexpected event 2000')
})
