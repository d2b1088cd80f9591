// Counts what walking linked lists would count, without walking: nodes are sorted into groups that
// share a list and a beginning of their names; how many of a group lie before a node is its rank.

import { createTally, type Tally } from './counters.ts'
import { type Layout, lineBytes } from './layout.ts'
import type { Values } from './parameters.ts'
import type { Workload } from './workload.ts'

export interface ChainCounts {
  readonly create: Tally
  readonly lookup: Tally
  readonly remove: Tally
  /** Visits of each registration. */
  readonly visitsByAttempt: Int32Array
}

export interface Chains {
  readonly workload: Workload
  /** The list of each name. */
  readonly chainByName: Int32Array
  readonly chainCount: number
  readonly rm: Values['rm']
  /** Devices are found by strncmp(), entries by length and memcmp(). */
  readonly comparesLength: boolean
}

/** What memory adds to it. */
export interface ChainMemory {
  readonly layout: Layout
  /** An array of heads costs a line per call. */
  readonly hasBuckets: boolean
  /** hlist_del() loads a second pointer. */
  readonly hasBackLinks: boolean
}

/** What is the same wherever the fields lie. */
export interface ChainTotals {
  readonly chains: Chains
  readonly whole: WholeCounts & { readonly totals: Depth }
  /** By depth: how often the byte there is compared, with strcmp() and with memcmp(). */
  readonly named: readonly Depth[]
  readonly matched: readonly Depth[]
}

/** Registrations, list by list or finer, oldest first in each group. */
interface Groups {
  readonly order: Int32Array
  /** Where each group begins, and at last where the last one ends. */
  readonly starts: Int32Array
  readonly count: number
}

interface Depth {
  create: number
  lookup: number
  remove: number
}

/** Counts once for every layout of the same lists. */
export function totalChains(chains: Chains): ChainTotals {
  const { workload, chainByName, chainCount, comparesLength } = chains
  const groups = groupByChain(workload.attempts, chainByName, chainCount)
  const rank = createRanker(chains)
  const whole = {
    visitsByAttempt: new Int32Array(workload.attempts.length),
    create: createTally(),
    lookup: createTally(),
    remove: createTally(),
  }
  const totals = rank(groups, whole)
  const named = byDepth(chains, groups, rank)
  const hasOneLength = workload.shortest === workload.longest
  const matched =
    comparesLength && !hasOneLength ? byDepth(chains, splitByLength(groups, workload), rank) : named
  return { chains, whole: { ...whole, totals }, named, matched }
}

export function countChains(
  { chains, whole, named, matched }: ChainTotals,
  { layout, hasBuckets, hasBackLinks }: ChainMemory,
): ChainCounts {
  const { workload, comparesLength } = chains
  const { duplicates } = workload
  const size = workload.attempts.length
  const { totals, visitsByAttempt } = whole
  const [create, lookup, remove] = [{ ...whole.create }, { ...whole.lookup }, { ...whole.remove }]
  create.visits = totals.create
  // Others first; each lookup and removal also looks at the one it finds.
  lookup.visits = totals.lookup + size
  remove.visits = totals.remove + size
  create.comparisons = create.visits
  create.bytes = sumDepths(named, 'create')
  create.lines = sumSpills(named, 'create', layout)
  const own = countOwn(workload, layout)
  for (const [tally, key] of [
    [lookup, 'lookup'],
    [remove, 'remove'],
  ] as const) {
    const others = comparesLength ? (matched[0]?.[key] ?? 0) : totals[key]
    tally.comparisons = others + size
    tally.bytes = sumDepths(matched, key) + own.bytes
    tally.lines = sumSpills(matched, key, layout) + own.spills
  }
  const heads = hasBuckets ? size : 0
  for (const tally of [create, lookup, remove]) tally.operations = size
  // A visit loads the name or its length and, unless it is the one, `next`: two lines of a node.
  create.loads = 2 * create.visits - duplicates
  create.lines += 2 * create.visits - duplicates + heads
  const lengthLoads = comparesLength ? 1 : 0
  lookup.loads = lookup.visits * lengthLoads + lookup.comparisons + lookup.visits - size
  lookup.lines += 2 * lookup.visits - size + heads
  // Unlinking loads `next` of the one found, and with it the line that a lookup leaves alone.
  remove.loads = 2 * remove.visits + remove.comparisons + (hasBackLinks ? size : 0)
  remove.lines += 2 * remove.visits + heads
  return { create, lookup, remove, visitsByAttempt }
}

function sumDepths(depths: readonly Depth[], key: keyof Depth): number {
  return depths.reduce((sum, depth) => sum + depth[key], 0)
}

/** Of bytes with which another line begins. */
function sumSpills(depths: readonly Depth[], key: keyof Depth, { name }: Layout): number {
  return depths.reduce(
    (sum, depth, at) => (at > 0 && (name + at) % lineBytes === 0 ? sum + depth[key] : sum),
    0,
  )
}

function groupByChain(attempts: Int32Array, chainByName: Int32Array, chainCount: number): Groups {
  const starts = new Int32Array(chainCount + 1)
  for (let attempt = 0; attempt < attempts.length; attempt += 1) {
    const next = (chainByName[attempts[attempt] as number] as number) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let chain = 0; chain < chainCount; chain += 1) {
    starts[chain + 1] = (starts[chain + 1] as number) + (starts[chain] as number)
  }
  const free = starts.slice()
  const order = new Int32Array(attempts.length)
  for (let attempt = 0; attempt < attempts.length; attempt += 1) {
    const chain = chainByName[attempts[attempt] as number] as number
    order[free[chain] as number] = attempt
    free[chain] = (free[chain] as number) + 1
  }
  return { order, starts, count: chainCount }
}

function splitByLength(groups: Groups, { attempts, names }: Workload): Groups {
  return split(groups, (attempt) => names.lengths[attempts[attempt] as number] as number).groups
}

/** Splits every group by a small number, keeping the order inside; `hasChanged` if any came apart. */
function split(
  { order, starts, count }: Groups,
  keyOf: (attempt: number) => number,
): { readonly groups: Groups; readonly hasChanged: boolean } {
  const out = new Int32Array(order.length)
  const bounds: number[] = [0]
  const counts = new Int32Array(257)
  let hasChanged = false
  for (let group = 0; group < count; group += 1) {
    const from = starts[group] as number
    const to = starts[group + 1] as number
    if (from === to) continue
    const firstKey = keyOf(order[from] as number)
    let at = from + 1
    while (at < to && keyOf(order[at] as number) === firstKey) at += 1
    if (at === to) {
      out.set(order.subarray(from, to), from)
      bounds.push(to)
      continue
    }
    hasChanged = true
    if (to - from < 24) {
      insertSorted({ order, out, from, to, keyOf })
      for (let index = from + 1; index < to; index += 1) {
        if (keyOf(out[index] as number) !== keyOf(out[index - 1] as number)) bounds.push(index)
      }
      bounds.push(to)
      continue
    }
    sortGroup({ order, out, from, to, keyOf }, counts, bounds)
  }
  return {
    groups: { order: out, starts: Int32Array.from(bounds), count: bounds.length - 1 },
    hasChanged,
  }
}

interface SortedGroup {
  readonly order: Int32Array
  readonly out: Int32Array
  readonly from: number
  readonly to: number
  readonly keyOf: (attempt: number) => number
}

/** By counting keys; adds where each new group ends. */
function sortGroup(
  { order, out, from, to, keyOf }: SortedGroup,
  counts: Int32Array,
  bounds: number[],
): void {
  counts.fill(0)
  for (let index = from; index < to; index += 1) {
    const key = keyOf(order[index] as number) + 1
    counts[key] = (counts[key] as number) + 1
  }
  let sum = from
  for (let key = 0; key <= 256; key += 1) {
    const members = counts[key] as number
    if (members > 0) bounds.push(sum + members)
    sum += members
    counts[key] = sum
  }
  for (let index = from; index < to; index += 1) {
    const attempt = order[index] as number
    const key = keyOf(attempt)
    out[counts[key] as number] = attempt
    counts[key] = (counts[key] as number) + 1
  }
}

function insertSorted({ order, out, from, to, keyOf }: SortedGroup): void {
  for (let index = from; index < to; index += 1) {
    const attempt = order[index] as number
    const key = keyOf(attempt)
    let hole = index
    while (hole > from && keyOf(out[hole - 1] as number) > key) {
      out[hole] = out[hole - 1] as number
      hole -= 1
    }
    out[hole] = attempt
  }
}

/** Leaves out names that end before a depth, and groups of one: nobody is compared there. */
function dropShort(
  { order, starts, count }: Groups,
  isLongEnough: ((attempt: number) => boolean) | undefined,
): { readonly groups: Groups; readonly hasChanged: boolean } {
  const out = new Int32Array(order.length)
  const bounds: number[] = [0]
  let length = 0
  for (let group = 0; group < count; group += 1) {
    const begin = length
    const to = starts[group + 1] as number
    for (let index = starts[group] as number; index < to; index += 1) {
      const attempt = order[index] as number
      if (isLongEnough === undefined || isLongEnough(attempt)) {
        out[length] = attempt
        length += 1
      }
    }
    if (length - begin < 2) length = begin
    else bounds.push(length)
  }
  return {
    groups: {
      order: out.subarray(0, length),
      starts: Int32Array.from(bounds),
      count: bounds.length - 1,
    },
    hasChanged: length !== order.length,
  }
}

type Rank = (groups: Groups, whole?: WholeCounts) => Depth

/** At depth d counts whose first d bytes agree: that many byte d is compared. */
function byDepth({ workload }: Chains, start: Groups, rank: Rank): readonly Depth[] {
  const { attempts, names, shortest, agreeing } = workload
  const { lengths, words, stride } = names
  const depths: Depth[] = []
  let groups = start
  let totals: Depth | undefined
  for (let depth = 0; depth < 256; depth += 1) {
    // Where all names agree, nothing comes apart.
    if (depth >= shortest || depth === 0 || depth > agreeing) {
      const long = dropShort(
        groups,
        depth < shortest
          ? undefined
          : (attempt) => (lengths[attempts[attempt] as number] as number) > depth,
      )
      groups = long.groups
      if (long.hasChanged) totals = undefined
    }
    if (groups.count === 0) break
    totals ??= rank(groups)
    depths.push(totals)
    if (depth < agreeing) continue
    const word = depth >> 2
    const shift = 24 - ((depth & 3) << 3)
    const finer = split(
      groups,
      (attempt) =>
        ((words[(attempts[attempt] as number) * stride + word] as number) >>> shift) & 0xff,
    )
    groups = finer.groups
    if (finer.hasChanged) totals = undefined
  }
  return depths
}

/** What each lookup or removal compares of the name it finds. */
function countOwn({ attempts, names }: Workload, layout: Layout) {
  let bytes = 0
  let spills = 0
  const firstLine = layout.name >> 6
  for (let attempt = 0; attempt < attempts.length; attempt += 1) {
    const length = names.lengths[attempts[attempt] as number] as number
    bytes += length
    spills += ((layout.name + length - 1) >> 6) - firstLine
  }
  return { bytes, spills }
}

interface WholeCounts {
  readonly visitsByAttempt: Int32Array
  readonly create: Tally
  readonly lookup: Tally
  readonly remove: Tally
}

/**
 * How many of its group each operation meets: registrations meet all up to the newest of their own
 * name, lookups and removals all newer than the one they find, themselves not counted.
 */
function createRanker({ workload, rm }: Chains): Rank {
  const { attempts, duplicates, removals, names } = workload
  const victims = duplicates === 0 ? removals : findVictims(workload)
  const lastRank = new Int32Array(names.count).fill(-1)
  const isOrdered = duplicates === 0 && rm !== 'random'

  return (groups, whole) => {
    const { order, starts, count } = groups
    const totals: Depth = { create: 0, lookup: 0, remove: 0 }
    for (let group = 0; group < count; group += 1) {
      const from = starts[group] as number
      const size = (starts[group + 1] as number) - from
      if (size === 0) continue
      if (duplicates === 0) {
        const pairs = (size * (size - 1)) / 2
        totals.create += pairs
        totals.lookup += pairs
        if (rm === 'fifo') totals.remove += pairs
      } else {
        countWithDuplicates(order, { from, size }, totals)
      }
      if (whole !== undefined) noteWhole(whole, order, { from, size })
    }
    if (!isOrdered) totals.remove = countRemovals(groups, whole?.remove)
    return totals
  }

  function countWithDuplicates(
    order: Int32Array,
    { from, size }: { readonly from: number; readonly size: number },
    totals: Depth,
  ): void {
    for (let rank = 0; rank < size; rank += 1) {
      const name = attempts[order[from + rank] as number] as number
      totals.create += rank - Math.max(0, lastRank[name] as number)
      lastRank[name] = rank
    }
    for (let rank = 0; rank < size; rank += 1) {
      const name = attempts[order[from + rank] as number] as number
      totals.lookup += size - 1 - (lastRank[name] as number)
    }
    for (let rank = 0; rank < size; rank += 1) {
      lastRank[attempts[order[from + rank] as number] as number] = -1
    }
  }

  function noteWhole(
    { visitsByAttempt, create, lookup, remove }: WholeCounts,
    order: Int32Array,
    { from, size }: { readonly from: number; readonly size: number },
  ): void {
    for (let rank = 0; rank < size; rank += 1) {
      const attempt = order[from + rank] as number
      const name = attempts[attempt] as number
      const visits = rank - Math.max(0, lastRank[name] as number)
      visitsByAttempt[attempt] = visits
      if (visits > create.longest) create.longest = visits
      lastRank[name] = rank
    }
    let longest = 0
    for (let rank = 0; rank < size; rank += 1) {
      const name = attempts[order[from + rank] as number] as number
      if ((lastRank[name] as number) >= 0)
        longest = Math.max(longest, size - (lastRank[name] as number))
      lastRank[name] = -1
    }
    lookup.longest = Math.max(lookup.longest, longest)
    if (isOrdered) remove.longest = Math.max(remove.longest, rm === 'fifo' ? size : 1)
  }

  /** For any order of removal: a Fenwick tree per group over the ranks of those still there. */
  function countRemovals({ order, starts, count }: Groups, tally?: Tally): number {
    const place = new Int32Array(attempts.length).fill(-1)
    const groupOf = new Int32Array(order.length)
    const tree = new Int32Array(order.length + 1)
    for (let group = 0; group < count; group += 1) {
      const from = starts[group] as number
      const to = starts[group + 1] as number
      for (let index = from; index < to; index += 1) {
        place[order[index] as number] = index
        groupOf[index] = group
        // All are there: a cell of the tree holds as many as it spans.
        const cell = to - index
        tree[from + cell - 1] = cell & -cell
      }
    }
    let total = 0
    for (let time = 0; time < victims.length; time += 1) {
      const index = place[victims[time] as number] as number
      if (index < 0) continue
      const group = groupOf[index] as number
      const from = starts[group] as number
      const to = starts[group + 1] as number
      // Newest first, so that a prefix holds the newer ones.
      const cell = to - index
      let newer = 0
      for (let at = cell - 1; at > 0; at -= at & -at) newer += tree[from + at - 1] as number
      for (let at = cell; at <= to - from; at += at & -at) {
        tree[from + at - 1] = (tree[from + at - 1] as number) - 1
      }
      total += newer
      if (tally !== undefined && newer + 1 > tally.longest) tally.longest = newer + 1
    }
    return total
  }
}

/** Which registration each removal takes: the newest of the name that is still there. */
function findVictims({ attempts, removals, names }: Workload): Int32Array {
  const older = new Int32Array(attempts.length).fill(-1)
  const newest = new Int32Array(names.count).fill(-1)
  for (let attempt = 0; attempt < attempts.length; attempt += 1) {
    const name = attempts[attempt] as number
    older[attempt] = newest[name] as number
    newest[name] = attempt
  }
  return removals.map((removed) => {
    const name = attempts[removed] as number
    const victim = newest[name] as number
    newest[name] = older[victim] as number
    return victim
  })
}
