// Two ways to read a directory: walking what is there, and looking up positions in its order. They
// give the same counts.

import { createTally } from './counters.ts'
import type { Directory } from './directory.ts'
import type { Reader } from './read-directory.ts'
import { countUp, pickEach, sortStably } from './sort-stably.ts'

export interface ReaderOptions {
  /** The name of each node that there can be, from 1. */
  readonly nameByNode: Int32Array
  /** Every name's place among all. */
  readonly ranks: Int32Array
}

/** Walks. The directory is filled by the reader's `create`. */
export function createWalkingReader(
  directory: Directory,
  { nameByNode, ranks }: ReaderOptions,
): Reader {
  const capacity = nameByNode.length
  const tally = createTally()
  directory.count(tally)
  const isLive = new Uint8Array(capacity + 1)
  let live = 0
  let looked = 0
  // Where a structure keeps no order, a cursor by name goes through all for each call and puts down at
  // the place of each name which nodes have it; what comes next is looked up for the rest of the call.
  let pass = 0
  let place = 0
  const passes = new Int32Array(ranks.length)
  const newest = new Int32Array(ranks.length)
  const oldest = new Int32Array(ranks.length)
  const olders = new Int32Array(capacity + 1)

  function noteAll(): void {
    pass += 1
    for (let node = directory.first(); node !== 0; node = directory.next(node)) {
      const rank = ranks[nameByNode[node] as number] as number
      olders[node] = 0
      // Of two entries with one name lists have the newer first.
      if (passes[rank] === pass) olders[oldest[rank] as number] = node
      else newest[rank] = node
      passes[rank] = pass
      oldest[rank] = node
    }
    looked = live
  }

  function findFrom(from: number): number {
    for (place = from; place < ranks.length; place += 1) {
      if (passes[place] !== pass) continue
      const node = findLive(newest[place] as number)
      if (node !== 0) return node
    }
    return 0
  }

  function findLive(from: number): number {
    let node = from
    while (node !== 0 && isLive[node] === 0) node = olders[node] as number
    return node
  }

  return {
    at: (position) => {
      let node = directory.first()
      for (let step = 0; step < position && node !== 0; step += 1) node = directory.next(node)
      return node
    },
    next: directory.next,
    after: (name) => {
      if (directory.findAfter === undefined) {
        noteAll()
        return findFrom(name === undefined ? 0 : (ranks[name] as number) + 1)
      }
      const before = tally.visits
      const node = name === undefined ? directory.first() : directory.findAfter(name)
      looked = tally.visits - before
      return node
    },
    nextByName: (node) => {
      if (directory.findAfter !== undefined) return directory.findAfter(nameByNode[node] as number)
      const older = findLive(olders[node] as number)
      return older === 0 ? findFrom(place + 1) : older
    },
    looked: () => looked,
    live: () => live,
    create: (node, name) => {
      if (!directory.adopt(node, name)) return
      isLive[node] = 1
      live += 1
    },
    remove: (name) => {
      const node = directory.remove(name)
      if (node !== 0) {
        isLive[node] = 0
        live -= 1
      }
      return node
    },
    isLive: (node) => isLive[node] === 1,
  }
}

/** Looks positions up. The order holds all nodes that there ever are, in the directory's order. */
export function createOrderedReader(
  order: Int32Array,
  { nameByNode, ranks, linksDuplicates }: ReaderOptions & { readonly linksDuplicates: boolean },
): Reader {
  const size = order.length
  const capacity = nameByNode.length
  const place = new Int32Array(capacity + 1)
  for (let at = 0; at < size; at += 1) place[order[at] as number] = at
  const isLive = new Uint8Array(capacity + 1)
  // The newest live node of a name, and the next older one of the same name.
  const newest = new Int32Array(ranks.length)
  const older = new Int32Array(capacity + 1)
  // A Fenwick tree over places: how many live nodes lie before one, and which is the k-th.
  const tree = new Int32Array(size + 1)
  let top = 1
  while (top * 2 <= size) top *= 2
  let live = 0
  let looked = 0
  // Sorted when a cursor by name first asks.
  let byRank: Int32Array | undefined
  const sortByRank = (): Int32Array => {
    if (byRank === undefined) {
      const keys = pickEach(nameByNode, ranks)
      // Of two entries with one name the newer comes first.
      const newestFirst = countUp(size + 1)
        .subarray(1)
        .reverse()
      byRank = sortStably(newestFirst, keys, ranks.length)
    }
    return byRank
  }

  function add(node: number, change: 1 | -1): void {
    isLive[node] = change === 1 ? 1 : 0
    live += change
    for (let at = (place[node] as number) + 1; at <= size; at += at & -at) {
      tree[at] = (tree[at] as number) + change
    }
  }

  function nextPlace(from: number): number {
    for (let at = from; at < size; at += 1) {
      if (isLive[order[at] as number] === 1) return order[at] as number
    }
    return 0
  }

  let inRank = 0
  function nextRank(): number {
    const nodes = sortByRank()
    while (inRank < size && isLive[nodes[inRank] as number] === 0) inRank += 1
    return inRank < size ? (nodes[inRank] as number) : 0
  }

  return {
    at: (position) => {
      if (position >= live) return 0
      let at = 0
      let rest = position
      for (let step = top; step > 0; step >>= 1) {
        const next = at + step
        if (next <= size && (tree[next] as number) <= rest) {
          at = next
          rest -= tree[next] as number
        }
      }
      return order[at] as number
    },
    next: (node) => nextPlace((place[node] as number) + 1),
    after: (name) => {
      looked = live
      inRank = 0
      if (name !== undefined) {
        const rank = ranks[name] as number
        const nodes = sortByRank()
        let high = size
        while (inRank < high) {
          const middle = (inRank + high) >> 1
          if ((ranks[nameByNode[nodes[middle] as number] as number] as number) > rank) high = middle
          else inRank = middle + 1
        }
      }
      return nextRank()
    },
    nextByName: () => {
      inRank += 1
      return nextRank()
    },
    looked: () => looked,
    live: () => live,
    create: (node, name) => {
      if (newest[name] !== 0 && !linksDuplicates) return
      older[node] = newest[name] as number
      newest[name] = node
      add(node, 1)
    },
    remove: (name) => {
      const node = newest[name] as number
      if (node === 0) return 0
      newest[name] = older[node] as number
      add(node, -1)
      return node
    },
    isLive: (node) => isLive[node] === 1,
  }
}
