// What happened in a run, event by event, in four words each, so that it can be played in both
// directions. Beyond a limit events are counted but no longer kept.

/** Words of an event: what happened, and three operands that depend on it. */
export const eventWords = 4

export const eventsMax = 200_000

export const eventKinds = [
  /** node, line touched, node visited before */
  'visit',
  /** node, bytes compared, sign of the result */
  'compare',
  /** node, where (parent or predecessor), side */
  'link',
  'unlink',
  /** node that sinks, child that rises, whether at the root */
  'rotateLeft',
  'rotateRight',
  /** node, colour before, colour after */
  'recolor',
  /** node, position of the reader, call */
  'emit',
  /** lock, holder */
  'lock',
  'unlock',
  /** object, bytes */
  'alloc',
  'free',
  /** frame, size */
  'push',
  'pop',
  /** address, length */
  'touch',
  /** kind of fault, address */
  'fault',
  /** block, order */
  'splitBlock',
  'mergeBlock',
  /** what begins, with two operands of the scenario's own: a mark for scrubbing, e.g. an operation */
  'mark',
] as const

export type EventKind = (typeof eventKinds)[number]

export interface SimulationEvent {
  readonly kind: EventKind
  readonly a: number
  readonly b: number
  readonly c: number
}

/** Plain, so that a worker can hand it over; the words are transferred. */
export interface EventLog {
  readonly words: Int32Array
  /** Events kept. */
  readonly length: number
  /** Events that happened; more than were kept if the run was too long to animate. */
  readonly total: number
  /** How often each kind happened, by the order of `eventKinds`. */
  readonly tally: readonly number[]
  /** Names of nodes, by their number, if the scenario has any. */
  readonly labels: readonly string[]
}

export interface EventRecorder {
  readonly add: (kind: EventKind, a?: number, b?: number, c?: number) => void
  readonly finish: (labels?: readonly string[]) => EventLog
  readonly count: (kind: EventKind) => number
}

const opposites: Readonly<Partial<Record<EventKind, EventKind>>> = {
  link: 'unlink',
  unlink: 'link',
  rotateLeft: 'rotateRight',
  rotateRight: 'rotateLeft',
  lock: 'unlock',
  unlock: 'lock',
  alloc: 'free',
  free: 'alloc',
  push: 'pop',
  pop: 'push',
  splitBlock: 'mergeBlock',
  mergeBlock: 'splitBlock',
}

const indexByKind = new Map<EventKind, number>(eventKinds.map((kind, index) => [kind, index]))

export function createEventRecorder({ max = eventsMax }: { max?: number } = {}): EventRecorder {
  let words = new Int32Array(Math.min(max, 1024) * eventWords)
  let length = 0
  let total = 0
  const tally: number[] = eventKinds.map(() => 0)
  return {
    add: (kind, a = 0, b = 0, c = 0) => {
      const code = indexByKind.get(kind) ?? 0
      tally[code] = (tally[code] ?? 0) + 1
      total += 1
      if (length === max) return
      const at = length * eventWords
      if (at === words.length) {
        const wider = new Int32Array(Math.min(max * eventWords, words.length * 2))
        wider.set(words)
        words = wider
      }
      words[at] = code
      words[at + 1] = a
      words[at + 2] = b
      words[at + 3] = c
      length += 1
    },
    count: (kind) => tally[indexByKind.get(kind) ?? 0] ?? 0,
    finish: (labels = []) => ({
      words: words.slice(0, length * eventWords),
      length,
      total,
      tally: [...tally],
      labels,
    }),
  }
}

/** True if every event was kept, so that the run can be played. */
export function isWhole({ length, total }: Pick<EventLog, 'length' | 'total'>): boolean {
  return length === total
}

export function eventAt({ words, length }: EventLog, index: number): SimulationEvent {
  if (index < 0 || index >= length) {
    throw new RangeError(`Unexpected event ${index}, expected one from 0 to ${length - 1}`)
  }
  const at = index * eventWords
  return {
    kind: eventKinds[words[at] as number] as EventKind,
    a: words[at + 1] as number,
    b: words[at + 2] as number,
    c: words[at + 3] as number,
  }
}

/**
 * The event that takes one back. Events that only move something back and forth swap their
 * operands; those that change nothing but totals are their own inverse, and whoever applies them
 * subtracts (see `Machine`).
 */
export function invertEvent(event: SimulationEvent): SimulationEvent {
  const { kind, a, b, c } = event
  // After a rotation the risen child stands where the sunken node stood.
  if (kind === 'rotateLeft' || kind === 'rotateRight') {
    return { kind: opposites[kind] as EventKind, a: b, b: a, c }
  }
  if (kind === 'recolor') return { kind, a, b: c, c: b }
  return { ...event, kind: opposites[kind] ?? kind }
}
