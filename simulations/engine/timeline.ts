// Travels through an event log: to any moment in at most 256 replays, forward or backward.

import { type EventLog, eventAt, type SimulationEvent } from './event-log.ts'

/** What events do to a state. */
export interface Machine<State> {
  readonly create: () => State
  /** A state of its own, for a keyframe. */
  readonly copy: (state: State) => State
  /** Changes the state in place by one event; `-1` takes exactly that event back. */
  readonly apply: (state: State, event: SimulationEvent, direction: 1 | -1) => void
}

export interface Timeline<State> {
  /** Moments: 0 before the first event, `length` after the last. */
  readonly length: number
  /** Where it stands. */
  readonly position: () => number
  /** The state there; changed by the next `seek`. */
  readonly state: () => State
  readonly seek: (position: number) => State
  /** Events applied or taken back since the start, for tests. */
  readonly replays: () => number
}

export const keyframeEvery = 256

export function createTimeline<State>(log: EventLog, machine: Machine<State>): Timeline<State> {
  let position = 0
  let replays = 0
  let state = machine.create()
  // Made once, all of them: a later seek then never has to walk through what it skips.
  const keyframes: State[] = [machine.copy(state)]
  for (let at = 0; at < log.length; at += 1) {
    machine.apply(state, eventAt(log, at), 1)
    if ((at + 1) % keyframeEvery === 0) keyframes.push(machine.copy(state))
  }
  state = machine.copy(keyframes[0] as State)

  const seek = (target: number): State => {
    const wanted = Math.max(0, Math.min(log.length, Math.trunc(target)))
    const keyframe = Math.min(keyframes.length - 1, Math.round(wanted / keyframeEvery))
    const fromKeyframe = Math.abs(wanted - keyframe * keyframeEvery)
    if (fromKeyframe < Math.abs(wanted - position)) {
      state = machine.copy(keyframes[keyframe] as State)
      position = keyframe * keyframeEvery
    }
    while (position < wanted) {
      machine.apply(state, eventAt(log, position), 1)
      position += 1
      replays += 1
    }
    while (position > wanted) {
      position -= 1
      machine.apply(state, eventAt(log, position), -1)
      replays += 1
    }
    return state
  }
  return {
    length: log.length,
    position: () => position,
    state: () => state,
    seek,
    replays: () => replays,
  }
}
