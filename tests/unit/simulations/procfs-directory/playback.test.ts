// A run that was written down can be played, and what is played is what happened.

import { expect, test } from 'vitest'
import { createTimeline, keyframeEvery } from '../../../../simulations/engine/index.ts'
import {
  createDirectoryMachine,
  type DirectoryState,
  splitLog,
} from '../../../../simulations/scenarios/procfs-directory/index.ts'
import { run } from './procfs-run.ts'

const lists = 8

function play(st: 'list' | 'hash' | 'rbtree', texts: Readonly<Record<string, string>> = {}) {
  const result = run({ n: '60', B: String(lists), st, ...texts }, 'step')
  const [segment] = splitLog(
    result.log ?? { words: new Int32Array(), length: 0, total: 0, tally: [], labels: [] },
  )
  if (segment === undefined) throw new Error('Nothing was written down')
  const machine = createDirectoryMachine({
    kind: st === 'rbtree' ? 'tree' : 'lists',
    log: segment.log,
    lists,
  })
  return {
    timeline: createTimeline(segment.log, machine),
    structure: result.model.structures[0],
    machine,
  }
}

function listTree(state: DirectoryState, node = state.root): readonly number[] {
  if (node === 0) return []
  return [...listTree(state, state.left[node]), node, ...listTree(state, state.right[node])]
}

test.each(['list', 'hash', 'rbtree'] as const)(
  'every moment of a %s is reached from any other',
  (st) => {
    const { timeline, machine } = play(st)
    const walked: DirectoryState[] = []
    for (let at = 0; at <= timeline.length; at += 1) walked.push(machine.copy(timeline.seek(at)))
    // Far jumps in both directions, and steps back.
    for (let at = timeline.length; at >= 0; at -= 7) {
      const before = timeline.replays()
      expect(timeline.seek((at * 31) % (timeline.length + 1))).toEqual(
        walked[(at * 31) % (timeline.length + 1)],
      )
      expect(timeline.replays() - before).toBeLessThanOrEqual(keyframeEvery)
      expect(timeline.seek(at)).toEqual(walked[at])
    }
  },
)

test.each(['list', 'hash', 'rbtree'] as const)('a played %s counts what was counted', (st) => {
  const { timeline, structure } = play(st)
  const { visits, compares, bytes, rotations, emitted } = timeline.seek(timeline.length)
  const phases = [structure?.create, structure?.lookup, structure?.remove]
  const sum = (key: 'visits' | 'comparisons' | 'bytes' | 'rotations') =>
    phases.reduce((total, counters) => total + (counters?.[key] ?? 0), 0)
  expect({ visits, compares, bytes, rotations }).toEqual({
    visits: sum('visits'),
    compares: sum('comparisons'),
    bytes: sum('bytes'),
    rotations: sum('rotations'),
  })
  expect(emitted).toHaveLength(60)
})

test('a played tree is in order when it is full, and empty at the end', () => {
  const { timeline } = play('rbtree', { order: 'shuffled' })
  let full: DirectoryState | undefined
  for (let at = 0; at <= timeline.length; at += 1) {
    const state = timeline.seek(at)
    if (state.phase === 'lookup' && full === undefined) full = structuredClone(state)
  }
  expect(listTree(full as DirectoryState)).toHaveLength(60)
  expect(timeline.seek(timeline.length).root).toBe(0)
})

test('a run of more than 2048 entries gives its totals without events', () => {
  const result = run({ n: '2049', st: 'list' }, 'step')
  expect(result.log).toBeUndefined()
  expect(result.model.structures[0]?.create.visits).toBe((2049 * 2048) / 2)
})
