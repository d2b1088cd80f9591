// Plays the events of one structure, forward and backward: what is linked to what, where the walk
// stands, what a reader got.

import {
  type EventKind,
  type EventLog,
  eventAt,
  eventWords,
  invertEvent,
  type Machine,
  type SimulationEvent,
} from '../../engine/index.ts'
import { leftSide, type Phase, phaseBits, phases, rightSide } from './recorded.ts'

export interface DirectoryState {
  phase: Phase
  /** Which registration, lookup, removal, or call of the reader. */
  operation: number
  /** The node looked at last, 0 for none. */
  cursor: number
  /** Since the beginning. */
  visits: number
  compares: number
  bytes: number
  rotations: number
  faults: number
  /** Lists: the first node of each, and behind each node the next; 0 is none. */
  readonly heads: Int32Array
  readonly nexts: Int32Array
  /** The tree; 0 is none. */
  root: number
  readonly left: Int32Array
  readonly right: Int32Array
  readonly parent: Int32Array
  readonly isBlack: Uint8Array
  /** What the reader got, in order. */
  readonly emitted: number[]
  /** Nodes that went, and that came, while it read, in order. */
  readonly gone: number[]
  readonly come: number[]
}

export interface Segment {
  /** Which of the chosen structures. */
  readonly structure: number
  /** Its own events; play them from an empty state. */
  readonly log: EventLog
}

/** The events of each structure by themselves. */
export function splitLog(log: EventLog): readonly Segment[] {
  const starts: { readonly structure: number; readonly at: number }[] = []
  for (let at = 0; at < log.length; at += 1) {
    const { kind, a } = eventAt(log, at)
    if (kind !== 'mark' || a >> 3 === starts.at(-1)?.structure) continue
    starts.push({ structure: a >> 3, at })
  }
  return starts.map(({ structure, at }, index) => {
    const end = starts[index + 1]?.at ?? log.length
    return {
      structure,
      log: {
        ...log,
        words: log.words.subarray(at * eventWords, end * eventWords),
        length: end - at,
      },
    }
  })
}

/** For the events of one structure. */
export function createDirectoryMachine({
  kind,
  log,
  lists,
}: {
  readonly kind: 'lists' | 'tree'
  readonly log: EventLog
  /** How many lists there are. */
  readonly lists: number
}): Machine<DirectoryState> {
  let nodes = log.labels.length
  for (let at = 0; at < log.length; at += 1) {
    const event = eventAt(log, at)
    if (event.kind === 'alloc' && event.a > nodes) nodes = event.a
  }
  const appliers = kind === 'tree' ? treeAppliers : listAppliers
  return {
    create: () => ({
      phase: 'create',
      operation: 0,
      cursor: 0,
      visits: 0,
      compares: 0,
      bytes: 0,
      rotations: 0,
      faults: 0,
      heads: new Int32Array(kind === 'lists' ? lists : 0),
      nexts: new Int32Array(nodes + 1),
      root: 0,
      left: new Int32Array(nodes + 1),
      right: new Int32Array(nodes + 1),
      parent: new Int32Array(nodes + 1),
      isBlack: new Uint8Array(nodes + 1),
      emitted: [],
      gone: [],
      come: [],
    }),
    copy: (state) => ({
      ...state,
      heads: state.heads.slice(),
      nexts: state.nexts.slice(),
      left: state.left.slice(),
      right: state.right.slice(),
      parent: state.parent.slice(),
      isBlack: state.isBlack.slice(),
      emitted: [...state.emitted],
      gone: [...state.gone],
      come: [...state.come],
    }),
    apply: (state, event, direction) => {
      const change = direction === 1 ? event : invertEvent(event)
      appliers[change.kind]?.(state, change)
      tallyEvent(state, event, direction)
    },
  }
}

type Appliers = Readonly<
  Partial<Record<EventKind, (state: DirectoryState, event: SimulationEvent) => void>>
>

const listAppliers: Appliers = {
  link: ({ heads, nexts }, { a: node, b: before, c: list }) => {
    nexts[node] = (before === 0 ? heads[list] : nexts[before]) as number
    if (before === 0) heads[list] = node
    else nexts[before] = node
  },
  unlink: ({ heads, nexts }, { a: node, b: before, c: list }) => {
    if (before === 0) heads[list] = nexts[node] as number
    else nexts[before] = nexts[node] as number
    nexts[node] = 0
  },
}

const treeAppliers: Appliers = {
  link: (state, { a: node, b: parent, c: side }) => {
    setChild(state, { parent, side, child: node })
    state.parent[node] = parent
  },
  unlink: (state, { a: node, b: parent, c: side }) => {
    setChild(state, { parent, side, child: 0 })
    state.parent[node] = 0
  },
  recolor: ({ isBlack }, { a: node, c: colour }) => {
    isBlack[node] = colour
  },
  rotateLeft: (state, { a: node, b: child }) => rotate(state, node, child, 'left'),
  rotateRight: (state, { a: node, b: child }) => rotate(state, node, child, 'right'),
}

function setChild(
  state: DirectoryState,
  {
    parent,
    side,
    child,
  }: { readonly parent: number; readonly side: number; readonly child: number },
): void {
  if (side === leftSide) state.left[parent] = child
  else if (side === rightSide) state.right[parent] = child
  else state.root = child
}

/** The node sinks to the named side of its child. */
function rotate(state: DirectoryState, node: number, child: number, to: 'left' | 'right'): void {
  const near = to === 'left' ? state.left : state.right
  const far = to === 'left' ? state.right : state.left
  const parent = state.parent[node] as number
  const inner = near[child] as number
  far[node] = inner
  if (inner !== 0) state.parent[inner] = node
  near[child] = node
  state.parent[node] = child
  state.parent[child] = parent
  if (parent === 0) state.root = child
  else if (state.left[parent] === node) state.left[parent] = child
  else state.right[parent] = child
}

function tallyEvent(
  state: DirectoryState,
  { kind, a, b, c }: SimulationEvent,
  direction: 1 | -1,
): void {
  switch (kind) {
    case 'mark': {
      const mark = direction === 1 ? ((a & 7) << phaseBits) | b : c
      state.phase = phases[mark >> phaseBits] ?? 'create'
      state.operation = mark & ((1 << phaseBits) - 1)
      return
    }
    case 'visit':
      state.cursor = direction === 1 ? a : c
      state.visits += direction
      return
    case 'compare':
      state.compares += direction
      state.bytes += direction * b
      return
    case 'rotateLeft':
    case 'rotateRight':
      state.rotations += direction
      return
    case 'fault':
      state.faults += direction
      return
    case 'emit':
      pushOrPop(state.emitted, a, direction)
      return
    case 'free':
      pushOrPop(state.gone, a, direction)
      return
    case 'alloc':
      pushOrPop(state.come, a, direction)
      return
  }
}

function pushOrPop(stack: number[], node: number, direction: 1 | -1): void {
  if (direction === 1) stack.push(node)
  else stack.pop()
}
