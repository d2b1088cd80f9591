// Counts what walking linked lists would count, without walking: in the order of their names, nodes
// that share a list and a beginning of their names lie side by side; how many of such a group are
// older or newer than a node is all that its walk depends on.

import { createTally, type Tally } from './counters.ts'
import { countSpills, type Layout, lineBytes } from './layout.ts'
import { once } from './once.ts'
import type { Values } from './parameters.ts'
import { countUp, pickEach, sortStably } from './sort-stably.ts'
import { partNodes, sumBytes, sumLengths, type Workload } from './workload.ts'

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
}

/** What memory adds to it. */
export interface ChainMemory {
  readonly layout: Layout
  /** An array of heads costs a line per call. */
  readonly hasBuckets: boolean
  /** hlist_del() loads a second pointer. */
  readonly hasBackLinks: boolean
  /** Entries are found by length and memcmp(), devices by strncmp(). */
  readonly comparesLength: boolean
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

/** Counts once for every layout of the same lists; yields between its parts. */
export function* totalChains(chains: Chains): Generator<undefined, ChainTotals, void> {
  const { workload, chainByName, chainCount } = chains
  const { attempts, names } = workload
  const chainOf = pickEach(attempts, chainByName)
  yield
  const rank = once(() => createRanker(chains))
  const whole: WholeCounts = {
    visitsByAttempt: new Int32Array(attempts.length),
    longest: { create: 0, lookup: 0, remove: 0 },
  }
  const totals = isOrdered(chains)
    ? countOrdered(chains, chainOf, whole)
    : yield* rank()(groupByChain(chainOf, chainCount), whole)
  yield
  names.byBytes()
  yield
  const byName = workload.byName()
  yield
  const inChains = sortStably(byName, chainOf, chainCount)
  yield
  const named = yield* byDepth(chains, { order: inChains, keys: chainOf }, rank)
  if (workload.shortest === workload.longest) {
    return { chains, whole: { ...whole, totals }, named, matched: named }
  }
  const shorterFirst = workload.byLength()
  yield
  const byLength = sortStably(shorterFirst, chainOf, chainCount)
  yield
  const keys = chainOf.slice()
  for (let attempt = 0; attempt < keys.length; attempt += 1) {
    const length = names.lengths[attempts[attempt] as number] as number
    keys[attempt] = ((keys[attempt] as number) << 8) | length
  }
  const matched = yield* byDepth(chains, { order: byLength, keys }, rank)
  return { chains, whole: { ...whole, totals }, named, matched }
}

export function countChains(
  { chains: { workload }, whole, named, ...all }: ChainTotals,
  { layout, hasBuckets, hasBackLinks, comparesLength }: ChainMemory,
): ChainCounts {
  const matched = comparesLength ? all.matched : named
  const { duplicates, lengths } = workload
  const size = workload.attempts.length
  const { totals, visitsByAttempt } = whole
  const toTally = (key: keyof Depth): Tally => ({
    ...createTally(),
    operations: size,
    longest: whole.longest[key],
  })
  const [create, lookup, remove] = [toTally('create'), toTally('lookup'), toTally('remove')]
  create.visits = totals.create
  // Others first; each lookup and removal also looks at the one it finds.
  lookup.visits = totals.lookup + size
  remove.visits = totals.remove + size
  create.comparisons = create.visits
  create.bytes = sumDepths(named, 'create')
  create.lines = sumSpills(named, 'create', layout)
  // What each lookup and removal compares of the name it finds.
  const ownBytes = sumBytes(lengths.all)
  const ownSpills = sumLengths(lengths.all, (length) => countSpills(layout, length))
  for (const [tally, key] of [
    [lookup, 'lookup'],
    [remove, 'remove'],
  ] as const) {
    const others = comparesLength ? (matched[0]?.[key] ?? 0) : totals[key]
    tally.comparisons = others + size
    tally.bytes = sumDepths(matched, key) + ownBytes
    tally.lines = sumSpills(matched, key, layout) + ownSpills
  }
  const heads = hasBuckets ? size : 0
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

function groupByChain(chainOf: Int32Array, chainCount: number): Groups {
  const starts = new Int32Array(chainCount + 1)
  for (const chain of chainOf) starts[chain + 1] = (starts[chain + 1] as number) + 1
  for (let chain = 0; chain < chainCount; chain += 1) {
    starts[chain + 1] = (starts[chain + 1] as number) + (starts[chain] as number)
  }
  const order = sortStably(countUp(chainOf.length), chainOf, chainCount)
  return { order, starts, count: chainCount }
}

/** Who meets whom depends on nothing but how many there are. */
function isOrdered({ workload, rm }: Chains): boolean {
  return workload.duplicates === 0 && rm !== 'random'
}

/** Every registration meets those before it in its list; every removal all of them or none. */
function countOrdered(
  { chainCount, rm }: Chains,
  chainOf: Int32Array,
  { visitsByAttempt, longest: most }: WholeCounts,
): Depth {
  const sizes = new Int32Array(chainCount)
  let pairs = 0
  let longest = 0
  for (let attempt = 0; attempt < chainOf.length; attempt += 1) {
    const chain = chainOf[attempt] as number
    const size = sizes[chain] as number
    visitsByAttempt[attempt] = size
    pairs += size
    if (size > longest) longest = size
    sizes[chain] = size + 1
  }
  most.create = longest
  most.lookup = longest + 1
  most.remove = rm === 'fifo' ? longest + 1 : 1
  return { create: pairs, lookup: pairs, remove: rm === 'fifo' ? pairs : 0 }
}

/** Registrations by list, or finer, and in it by name. */
interface Sorted {
  readonly order: Int32Array
  /** Of each registration; where it changes, another list begins. */
  readonly keys: Int32Array
}

/** Yields between its parts. */
type Rank = (groups: Groups, whole?: WholeCounts) => Generator<undefined, Depth, void>

/** At depth d counts whose first d bytes agree: that many byte d is compared. */
function* byDepth(
  chains: Chains,
  sorted: Sorted,
  rank: () => Rank,
): Generator<undefined, readonly Depth[], void> {
  const { workload, rm } = chains
  const { attempts, longest } = workload
  const edges = findEdges(sorted, workload)
  yield
  if (isOrdered(chains)) {
    return Array.from(countPairs(edges, sorted.order, workload), (pairs) => ({
      create: pairs,
      lookup: pairs,
      remove: rm === 'fifo' ? pairs : 0,
    }))
  }
  const depths: Depth[] = []
  const groupOf = new Int32Array(attempts.length)
  let members = -1
  for (let depth = 0; depth < longest; depth += 1) {
    const groups = groupAt(depth, edges, sorted.order, groupOf)
    if (groups.count === 0) break
    // Groups only ever come apart: as many edges as before are the same groups.
    const edgeCount = groups.order.length - groups.count
    const last = depths.at(-1)
    depths.push(last !== undefined && edgeCount === members ? last : yield* rank()(groups))
    members = edgeCount
    yield
  }
  return depths
}

/**
 * Up to which depth each node is in one group with the one before it: they share the list and so
 * many bytes, and both go on; -1 if they share nothing.
 */
function findEdges({ order, keys }: Sorted, { attempts, names }: Workload): Int16Array {
  const { lengths, words, stride } = names
  const edges = new Int16Array(order.length + 1).fill(-1)
  for (let index = 1; index < order.length; index += 1) {
    const before = order[index - 1] as number
    const attempt = order[index] as number
    if (keys[before] !== keys[attempt]) continue
    const a = attempts[before] as number
    const b = attempts[attempt] as number
    let edge = lengths[a] as number
    for (let k = 0; k < stride; k += 1) {
      const difference = (words[a * stride + k] as number) ^ (words[b * stride + k] as number)
      if (difference === 0) continue
      edge = k * 4 + (Math.clz32(difference) >>> 3)
      break
    }
    // In this order a name that another begins with comes first.
    edges[index] = Math.min(edge, (lengths[a] as number) - 1)
  }
  return edges
}

/** By depth, pairs in one group there. */
function countPairs(
  edges: Int16Array,
  order: Int32Array,
  { attempts, names, longest }: Workload,
): Float64Array {
  const pairs = new Float64Array(longest)
  // Where the group that is open at each depth began.
  const begins = new Int32Array(longest)
  let deepest = -1
  for (let index = 0; index <= order.length; index += 1) {
    const edge = edges[index] as number
    for (let depth = deepest; depth > edge; depth -= 1) {
      const size = index - (begins[depth] as number)
      pairs[depth] = (pairs[depth] as number) + (size * (size - 1)) / 2
    }
    if (index === order.length) break
    deepest = (names.lengths[attempts[order[index] as number] as number] as number) - 1
    for (let depth = edge + 1; depth <= deepest; depth += 1) begins[depth] = index
  }
  return pairs
}

/** The groups of two and more at a depth, oldest first in each. */
function groupAt(depth: number, edges: Int16Array, order: Int32Array, groupOf: Int32Array): Groups {
  const starts: number[] = [0]
  let members = 0
  groupOf.fill(-1)
  for (let index = 1; index < edges.length; index += 1) {
    if ((edges[index] as number) < depth) continue
    const group = starts.length - 1
    groupOf[order[index - 1] as number] = group
    while ((edges[index] as number) >= depth) {
      groupOf[order[index] as number] = group
      members += 1
      index += 1
    }
    members += 1
    starts.push(members)
  }
  const free = Int32Array.from(starts)
  const byAge = new Int32Array(members)
  for (let attempt = 0; attempt < groupOf.length; attempt += 1) {
    const group = groupOf[attempt] as number
    if (group < 0) continue
    byAge[free[group] as number] = attempt
    free[group] = (free[group] as number) + 1
  }
  return { order: byAge, starts: Int32Array.from(starts), count: starts.length - 1 }
}

interface WholeCounts {
  readonly visitsByAttempt: Int32Array
  /** The longest walk of each kind. */
  readonly longest: Depth
}

/**
 * How many of its group each operation meets: registrations meet all up to the newest of their own
 * name, lookups and removals all newer than the one they find, themselves not counted.
 */
function createRanker({ workload }: Chains): Rank {
  const { attempts, duplicates, removals, names } = workload
  const victims = duplicates === 0 ? removals : findVictims(workload)
  const lastRank = new Int32Array(names.count).fill(-1)

  return function* (groups, whole) {
    yield
    const { order, starts, count } = groups
    const totals: Depth = { create: 0, lookup: 0, remove: 0 }
    for (let group = 0; group < count; group += 1) {
      const from = starts[group] as number
      const size = (starts[group + 1] as number) - from
      if (duplicates === 0) {
        const pairs = (size * (size - 1)) / 2
        totals.create += pairs
        totals.lookup += pairs
      } else {
        countWithDuplicates(order, { from, size }, totals)
      }
    }
    yield
    if (whole !== undefined) noteWhole(whole, groups)
    yield
    totals.remove = yield* countRemovals(groups, whole?.longest)
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

  /** What every registration visits, and the longest walk of each kind. */
  function noteWhole(whole: WholeCounts, groups: Groups): void {
    const { visitsByAttempt, longest } = whole
    const { order, starts } = groups
    let group = 0
    for (let index = 0; index < order.length; index += 1) {
      while (index >= (starts[group + 1] as number)) group += 1
      const attempt = order[index] as number
      const name = attempts[attempt] as number
      const rank = index - (starts[group] as number)
      const newest = lastRank[name] as number
      const visits = newest > 0 ? rank - newest : rank
      visitsByAttempt[attempt] = visits
      if (visits > longest.create) longest.create = visits
      lastRank[name] = rank
    }
    noteLongest(longest, groups)
    lastRank.fill(-1)
  }

  function noteLongest(longest: Depth, { order, starts, count }: Groups): void {
    for (let group = 0; group < count; group += 1) {
      const from = starts[group] as number
      const size = (starts[group + 1] as number) - from
      if (size === 0) continue
      longest.lookup = Math.max(longest.lookup, size - findOldest(order, { from, size }))
    }
  }

  /** The rank of the name that is found last: the first one's, unless it was registered again. */
  function findOldest(
    order: Int32Array,
    { from, size }: { readonly from: number; readonly size: number },
  ): number {
    let oldest = size
    for (let rank = 0; rank < oldest; rank += 1) {
      const name = attempts[order[from + rank] as number] as number
      oldest = Math.min(oldest, lastRank[name] as number)
    }
    return oldest
  }

  /** For any order of removal: a Fenwick tree per group over the ranks of those still there. */
  function* countRemovals(
    { order, starts, count }: Groups,
    longest?: Depth,
  ): Generator<undefined, number, void> {
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
      if ((time & (partNodes - 1)) === 0) yield
      const index = place[victims[time] as number] as number
      if (index < 0) continue
      const group = groupOf[index] as number
      const newer = takeOut(tree, starts[group] as number, starts[group + 1] as number, index)
      total += newer
      if (longest !== undefined && newer + 1 > longest.remove) longest.remove = newer + 1
    }
    return total
  }
}

/** How many newer ones of its group are still there, and takes it out: newest first, a prefix of the tree holds those. */
function takeOut(tree: Int32Array, from: number, to: number, index: number): number {
  const cell = to - index
  let newer = 0
  for (let at = cell - 1; at > 0; at -= at & -at) newer += tree[from + at - 1] as number
  for (let at = cell; at <= to - from; at += at & -at) {
    tree[from + at - 1] = (tree[from + at - 1] as number) - 1
  }
  return newer
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
