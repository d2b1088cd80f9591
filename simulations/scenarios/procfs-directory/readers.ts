// Two ways to read a directory: walking what is there, and looking up positions in its order. They
// give the same counts.

import { createTally } from './counters.ts'
import type { Directory } from './directory.ts'
import type { Reader } from './read-directory.ts'

export interface ReaderOptions {
  /** Nodes there can be. */
  readonly capacity: number
  readonly nameOf: (node: number) => number
  /** Every name's place among all. */
  readonly ranks: Int32Array
}

/** Walks. The directory is filled by the reader's `create`. */
export function createWalkingReader(
  directory: Directory,
  { capacity, nameOf, ranks }: ReaderOptions,
): Reader {
  const tally = createTally()
  directory.count(tally)
  const isLive = new Uint8Array(capacity + 2)
  let live = 0
  let looked = 0
  // Where a structure keeps no order, a cursor by name goes through all for each call; what comes
  // next is remembered for the rest of the call.
  let sorted: number[] = []
  let inSorted = 0

  function sortAfter(name: number | undefined): number {
    sorted = []
    for (let node = directory.first(); node !== 0; node = directory.next(node)) {
      if (name === undefined || (ranks[nameOf(node)] as number) > (ranks[name] as number)) {
        sorted.push(node)
      }
    }
    // Of two entries with one name the newer comes first.
    sorted.sort((a, b) => (ranks[nameOf(a)] as number) - (ranks[nameOf(b)] as number) || b - a)
    inSorted = 0
    looked = live
    return sorted[0] ?? 0
  }

  return {
    at: (position) => {
      let node = directory.first()
      for (let step = 0; step < position && node !== 0; step += 1) node = directory.next(node)
      return node
    },
    next: directory.next,
    after: (name) => {
      if (directory.findAfter === undefined) return sortAfter(name)
      const before = tally.visits
      const node = name === undefined ? directory.first() : directory.findAfter(name)
      looked = tally.visits - before
      return node
    },
    nextByName: (node) => {
      if (directory.findAfter !== undefined) return directory.findAfter(nameOf(node))
      do inSorted += 1
      while (inSorted < sorted.length && isLive[sorted[inSorted] as number] === 0)
      return sorted[inSorted] ?? 0
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
  {
    capacity,
    nameOf,
    ranks,
    linksDuplicates,
  }: ReaderOptions & { readonly linksDuplicates: boolean },
): Reader {
  const size = order.length
  const place = new Int32Array(capacity + 2)
  for (let at = 0; at < size; at += 1) place[order[at] as number] = at
  const isLive = new Uint8Array(capacity + 2)
  // The newest live node of a name, and the next older one of the same name.
  const newest = new Int32Array(ranks.length)
  const older = new Int32Array(capacity + 2)
  // A Fenwick tree over places: how many live nodes lie before one, and which is the k-th.
  const tree = new Int32Array(size + 1)
  let top = 1
  while (top * 2 <= size) top *= 2
  let live = 0
  let looked = 0
  // Sorted when a cursor by name first asks.
  let byRank: Int32Array | undefined
  const sortByRank = (): Int32Array => {
    byRank ??= Int32Array.from(order).sort(
      (a, b) => (ranks[nameOf(a)] as number) - (ranks[nameOf(b)] as number) || b - a,
    )
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
          if ((ranks[nameOf(nodes[middle] as number)] as number) > rank) high = middle
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
