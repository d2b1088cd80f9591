// What is done, in which order: made once from the parameters, and the same for every structure and
// every mode.

import type { Random } from '../../engine/index.ts'
import { type Layout, toRequest, toSlab } from './layout.ts'
import { splitNames } from './name-list.ts'
import { createNames, type Names } from './names.ts'
import { once } from './once.ts'
import type { Values } from './parameters.ts'
import { countUp, pickEach, sortStably } from './sort-stably.ts'

export interface Workload {
  readonly names: Names
  /** The name of each registration, in order. */
  readonly attempts: Int32Array
  /** The name of each node: of registrations, from 1, and behind them of what is created later. */
  readonly nameByNode: Int32Array
  /** Registrations whose name was there already. */
  readonly duplicates: number
  /** Registrations in the order in which their names are removed. */
  readonly removals: Int32Array
  /** Lengths of the names registered. */
  readonly shortest: number
  readonly longest: number
  /** How many names have each length. */
  readonly lengths: {
    readonly all: Int32Array
    /** Each name once. */
    readonly once: Int32Array
    /** Registrations of a name that was there already. */
    readonly again: Int32Array
  }
  /** Registrations by the bytes of their names, of one name the older first. */
  readonly byName: () => Int32Array
  /** The same, shorter names first. */
  readonly byLength: () => Int32Array
  /** The first name that nobody registers: from there on come names for probes and later creations. */
  readonly spare: number
}

/** So many nodes are looked at before somebody may want to stop. */
export const partNodes = 8192

/** Names for the checks that the modelled caches see. */
export const probesMax = 128

/** More than so many are not created while somebody reads. */
const laterMax = 100_000

/** Yields between its parts. */
export function* createWorkload(
  values: Values,
  random: Random,
): Generator<undefined, Workload, void> {
  const { n, names: kind, list, dup, order, rm } = values
  const size = kind === 'custom' ? Math.min(n, splitNames(list).length) : n
  const laterCount = countLater(values, size)
  const names = createNames(values, size + probesMax + laterCount, random.fork('names'))
  yield
  const attempts = new Int32Array(size)
  let spare = 0
  const duplicates = random.fork('duplicates')
  for (let attempt = 0; attempt < size; attempt += 1) {
    const isDuplicate = attempt > 0 && dup > 0 && duplicates.happens(dup * 10_000)
    attempts[attempt] = isDuplicate ? duplicates.below(spare) : spare++
  }
  if (order === 'shuffled') random.fork('order').shuffle(attempts)
  const removals = countUp(size)
  if (rm === 'lifo') removals.reverse()
  if (rm === 'random') random.fork('removal').shuffle(removals)
  yield
  // The probes have the names between.
  const nameByNode = new Int32Array(size + laterCount + 1)
  nameByNode.set(attempts, 1)
  for (let later = 0; later < laterCount; later += 1) {
    nameByNode[size + 1 + later] = size + probesMax + later
  }
  return {
    names,
    attempts,
    nameByNode,
    duplicates: size - spare,
    removals,
    ...describeAttempts(names, attempts),
    spare,
  }
}

function measureLengths(
  { lengths, count }: Names,
  attempts: Int32Array,
): Pick<Workload, 'shortest' | 'longest' | 'lengths'> {
  const once = new Int32Array(256)
  const again = new Int32Array(256)
  const isThere = new Uint8Array(count)
  for (let attempt = 0; attempt < attempts.length; attempt += 1) {
    const name = attempts[attempt] as number
    const length = lengths[name] as number
    const into = isThere[name] === 1 ? again : once
    into[length] = (into[length] as number) + 1
    isThere[name] = 1
  }
  return {
    shortest: once.findIndex((names) => names > 0),
    longest: once.findLastIndex((names) => names > 0),
    lengths: { all: once.map((names, length) => names + (again[length] as number)), once, again },
  }
}

/** Adds up what names are worth by their lengths. */
export function sumLengths(counts: Int32Array, toWorth: (length: number) => number): number {
  return counts.reduce((sum, count, length) => sum + count * toWorth(length), 0)
}

/** Of all bytes of names of so many lengths. */
export function sumBytes(counts: Int32Array): number {
  return sumLengths(counts, (length) => length)
}

/** What follows from which names are registered. */
export function describeAttempts(
  names: Names,
  attempts: Int32Array,
): Pick<Workload, 'shortest' | 'longest' | 'lengths' | 'byName' | 'byLength'> {
  const byName = once(() => {
    // The oldest registration of each name, and behind each the next of the same name.
    const oldest = new Int32Array(names.count).fill(-1)
    const nexts = new Int32Array(attempts.length)
    for (let attempt = attempts.length - 1; attempt >= 0; attempt -= 1) {
      const name = attempts[attempt] as number
      nexts[attempt] = oldest[name] as number
      oldest[name] = attempt
    }
    const order = new Int32Array(attempts.length)
    let at = 0
    for (const name of names.byBytes()) {
      for (let attempt = oldest[name] as number; attempt >= 0; attempt = nexts[attempt] as number) {
        order[at] = attempt
        at += 1
      }
    }
    return order
  })
  const byLength = once(() => {
    return sortStably(byName(), pickEach(attempts, names.lengths), 256)
  })
  return { ...measureLengths(names, attempts), byName, byLength }
}

/** Others change the directory for as many calls as a reader takes whom nobody disturbs. */
export function countChangingCalls(
  { buf }: Pick<Values, 'buf'>,
  { names, attempts }: Pick<Workload, 'names' | 'attempts'>,
): number {
  let bytes = dotBytes
  for (const name of attempts) bytes += toRecordBytes(names.lengths[name] as number)
  return Math.ceil(bytes / buf)
}

/** `.` and `..` come first and have no nodes. */
export const dotBytes = 48

/** Bytes of one struct linux_dirent64: 19, the name, its NUL, rounded up to eight. */
export function toRecordBytes(nameLength: number): number {
  return (19 + nameLength + 1 + 7) & ~7
}

/** How many names later creations may need, before there are names to measure. */
function countLater({ ops, mut, rate, buf, names }: Values, size: number): number {
  if (!ops.includes('read') || mut !== 'create') return 0
  const longest = names === 'custom' ? 255 : 15
  const calls = Math.ceil((dotBytes + size * toRecordBytes(longest)) / buf)
  return Math.min(laterMax, rate * calls)
}

export interface Placed {
  /** Byte addresses of nodes by their number, from 1; never 0. */
  readonly addresses: Int32Array
  readonly bytes: number
}

/** Where each registration lies in memory, by the layout of its node. */
export function placeEntries(
  { place, stride }: Pick<Values, 'place' | 'stride'>,
  { attempts, names }: Workload,
  layout: Layout,
  random: Random,
): Placed {
  const slabs = Int32Array.from({ length: 256 }, (_, length) => toSlab(toRequest(layout, length)))
  const count = attempts.length
  const addresses = new Int32Array(count + 1)
  let order: Int32Array | undefined
  if (place !== 'sequential') {
    order = countUp(count)
    random.fork('placement').shuffle(order)
  }
  let at = 4096
  for (let index = 0; index < count; index += 1) {
    const entry = order === undefined ? index : (order[index] as number)
    addresses[entry + 1] = at
    const length = names.lengths[attempts[entry] as number] as number
    at += place === 'dispersed' ? Number(stride) : (slabs[length] as number)
  }
  return { addresses, bytes: at + 4096 }
}
