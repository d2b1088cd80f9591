// Reads a directory as getdents64() does, call by call, while others change it; and says which of
// the entries that were there all the time the reader missed or got twice.

import type { EventRecorder, Random, Tick } from '../../engine/index.ts'
import { freedNode } from './directory.ts'
import type { Values } from './parameters.ts'
import { countChangingCalls, dotBytes, toRecordBytes, type Workload } from './workload.ts'

/** How a reader moves; nodes as in `Directory`. */
export interface Reader {
  /** The node so many nodes after the first, or 0. */
  readonly at: (position: number) => number
  readonly next: (node: number) => number
  /** For the cursor by name: the first node after the name. */
  readonly after: (name: number | undefined) => number
  /** The one after a node in order of names. */
  readonly nextByName: (node: number) => number
  /** Nodes that `after` looked at last. */
  readonly looked: () => number
  readonly live: () => number
  readonly create: (node: number, name: number) => void
  /** Answers the node that went. */
  readonly remove: (name: number) => number
  readonly isLive: (node: number) => boolean
}

export interface Reading {
  /** Calls, the last one included, which returns nothing. */
  readonly calls: number
  /** Nodes walked to come back to where the last call ended. */
  readonly skips: number
  readonly emitted: number
  /** Entries that were there from first to last and were not emitted. */
  readonly missed: number
  /** Such entries emitted more than once. */
  readonly duplicated: number
  /** How it ended. */
  readonly end: 'complete' | 'ended early' | 'use after free'
  /** The first names in the order in which they came. */
  readonly first: readonly string[]
}

const firstMax = 12
interface ReadOptions {
  readonly workload: Workload
  readonly random: Random
  readonly recorder?: EventRecorder
  /** What marks of this reading say. */
  readonly mark?: number
}

export function* readDirectory(
  reader: Reader,
  values: Values,
  options: ReadOptions,
): Generator<Tick, Reading, void> {
  const { recorder, mark = 0, workload } = options
  const { attempts, names } = workload
  const company = createCompany(values, options)
  yield { phase: 'read', done: 0, total: attempts.length }
  const tape = createTape(reader, options)
  let calls = 0
  let end: Reading['end'] | undefined

  const forget = (name: number): void => {
    const node = reader.remove(name)
    tape.forget(node)
    recorder?.add('free', node, names.lengths[name] as number)
  }
  const whenEmitted = (name: number): boolean => {
    if (!company.holds(name)) return false
    for (const gone of company.whileHeld()) forget(gone)
    return true
  }

  while (end === undefined) {
    recorder?.add('mark', mark, calls)
    calls += 1
    const before = tape.emitted()
    end = tape.call(values, { isFirst: calls === 1, whenEmitted })
    if (end !== undefined) break
    if (tape.emitted() === before && calls > 1) end = 'complete'
    else {
      const { removed, created } = company.betweenCalls()
      for (const gone of removed) forget(gone)
      for (const { node, name } of created) {
        reader.create(node, name)
        recorder?.add('alloc', node, names.lengths[name] as number)
      }
    }
    yield { phase: 'read', done: Math.min(tape.emitted(), attempts.length), total: attempts.length }
  }
  return tape.finish(calls, end)
}

/** What the reader got so far, and where it stands. */
function createTape(reader: Reader, { workload, recorder }: ReadOptions) {
  const { names, nameByNode } = workload
  const capacity = nameByNode.length
  const emissions = new Uint8Array(capacity)
  const wasThere = new Uint8Array(capacity)
  for (let node = 1; node < capacity; node += 1) wasThere[node] = reader.isLive(node) ? 1 : 0
  const first: string[] = []
  let skips = 0
  let emitted = 0
  let position = 0
  let lastName: number | undefined

  function findBack(rd: Values['rd']): number {
    if (rd === 'count') {
      skips += Math.min(position, reader.live())
      return reader.at(position)
    }
    const node = reader.after(lastName)
    skips += reader.looked()
    return node
  }

  function emit(node: number, name: number): void {
    recorder?.add('emit', node, position)
    emissions[node] = Math.min(255, (emissions[node] as number) + 1)
    emitted += 1
    position += 1
    lastName = name
    if (first.length < firstMax) first.push(names.text(name))
  }

  /** One getdents64(); answers how the reading ended, if it did in the middle of it. */
  function call(
    { buf, rd }: Values,
    {
      isFirst,
      whenEmitted,
    }: { readonly isFirst: boolean; readonly whenEmitted: (name: number) => boolean },
  ): Reading['end'] | undefined {
    let room = buf - (isFirst ? dotBytes : 0)
    let node = findBack(rd)
    while (node !== 0) {
      const name = nameByNode[node] as number
      const bytes = toRecordBytes(names.lengths[name] as number)
      if (bytes > room) return undefined
      room -= bytes
      emit(node, name)
      // The lock is open while the entry is copied out: now others come in.
      const isHeld = whenEmitted(name)
      node = rd === 'count' ? reader.next(node) : reader.nextByName(node)
      if (node === freedNode) {
        recorder?.add('fault', 0, position)
        return 'use after free'
      }
      if (isHeld && node === 0 && rd === 'count') return 'ended early'
    }
    return undefined
  }

  return {
    call,
    emitted: () => emitted,
    forget: (node: number): void => {
      wasThere[node] = 0
    },
    finish: (calls: number, end: Reading['end']): Reading => {
      let missed = 0
      let duplicated = 0
      for (let node = 1; node < capacity; node += 1) {
        if (wasThere[node] === 0) continue
        if (emissions[node] === 0) missed += 1
        else if ((emissions[node] as number) > 1) duplicated += 1
      }
      // What breaks off behind the held entry need not have lost anything.
      const isWhole = end === 'ended early' && missed === 0
      return { calls, skips, emitted, missed, duplicated, end: isWhole ? 'complete' : end, first }
    },
  }
}

/** Those who change the directory: the same for every structure. */
function createCompany(values: Values, { workload, random }: ReadOptions) {
  const { mut, rate, held } = values
  const { attempts, nameByNode, duplicates } = workload
  let callsLeft = mut === 'none' ? 0 : countChangingCalls(values, workload)
  // Each name once, oldest first.
  const pool = mut === 'none' ? [] : Array.from(duplicates === 0 ? attempts : new Set(attempts))
  const chance = random.fork('company')
  let oldest = 0
  let made = attempts.length + 1
  const heldName = mut === 'held' ? pool[Math.min(held, pool.length - 1)] : undefined
  let isHolding = heldName !== undefined
  return {
    holds: (name: number): boolean => {
      if (!isHolding || name !== heldName) return false
      isHolding = false
      return true
    },
    whileHeld: (): readonly number[] => {
      const at = Math.min(held, pool.length - 1)
      return [pool[at], pool[at - 1]].filter((name) => name !== undefined)
    },
    betweenCalls: () => {
      const removed: number[] = []
      const created: { readonly node: number; readonly name: number }[] = []
      callsLeft -= 1
      if (callsLeft < 0) return { removed, created }
      if (mut === 'rmmod') {
        for (let change = 0; change < rate && oldest < pool.length; change += 1) {
          removed.push(pool[oldest] as number)
          oldest += 1
        }
      }
      if (mut === 'remove') {
        for (let change = 0; change < rate && pool.length > 0; change += 1) {
          const at = chance.below(pool.length)
          removed.push(pool[at] as number)
          pool[at] = pool[pool.length - 1] as number
          pool.pop()
        }
      }
      if (mut === 'create') {
        for (let change = 0; change < rate && made < nameByNode.length; change += 1) {
          created.push({ node: made, name: nameByNode[made] as number })
          made += 1
        }
      }
      return { removed, created }
    },
  }
}
