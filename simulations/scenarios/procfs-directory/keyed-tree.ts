// The red-black tree for counting alone: it compares keys that order names and tell how many bytes
// comparing them would take, and goes down only from where the way to the name before ends.

import type { OrderKeys } from './names.ts'
import { listSpills } from './packed-chains.ts'
import { leftSide, rightSide, rootSide } from './recorded.ts'
import { addSearch, createRedBlackTree, type RedBlackTree } from './red-black-tree.ts'
import { asDirectory, type TreeDirectory, type TreeOptions } from './trees.ts'

// A node's words: parent and colour, right, left, and its key.
const toRight = 1
const toLeft = 2
const toKey = 3

/** A tree of 2³² nodes is not higher. */
const heightMax = 64

/** What one visit adds, packed: the tree is never so high that one of them runs over. */
const perEqual = 1 << 16
const perSpill = 1 << 23

interface Search {
  readonly keys: Int32Array
  readonly lengths: Uint8Array
  readonly spillsByBytes: Uint8Array
  /** By leading zeros of two keys' exclusive or. */
  readonly costs: Int32Array
  /** The way down to the key before, without itself. */
  readonly path: Int32Array
  /** What was counted before each node of it, and behind the last. */
  readonly costsAt: Int32Array
  /** How many leading bits the most similar node before each shares with the key. */
  readonly zerosAt: Int32Array
  height: number
  before: number
}

function searchKeyed(tree: RedBlackTree, search: Search, name: number): number {
  const { words } = tree
  const { keys, spillsByBytes, costs, path, costsAt, zerosAt } = search
  const sought = keys[name] as number
  // What differs from both in a bit above the first in which they do compares alike with both.
  const shared = Math.clz32(sought ^ search.before)
  let height = search.height
  while (height > 0 && (zerosAt[height] as number) >= shared) height -= 1
  // The last node that is left says which way to go on.
  let node = height > 0 ? (path[--height] as number) : tree.root
  let place = 0
  let side = rootSide
  let cost = costsAt[height] as number
  let zeros = zerosAt[height] as number
  while (node !== 0) {
    const own = words[node + toKey] as number
    if (own === sought) break
    const here = Math.clz32(own ^ sought)
    if (here > zeros) zeros = here
    cost = (cost + (costs[here] as number)) | 0
    path[height] = node
    height = (height + 1) | 0
    costsAt[height] = cost
    zerosAt[height] = zeros
    place = node
    if (sought < own) {
      side = leftSide
      node = words[node + toLeft] as number
    } else {
      side = rightSide
      node = words[node + toRight] as number
    }
  }
  search.height = height
  search.before = sought
  tree.place = place
  tree.side = side
  const isFound = node !== 0
  const own = isFound ? 1 : 0
  const length = isFound ? (search.lengths[name] as number) : 0
  addSearch(tree.tally, {
    isFound,
    visits: height + own,
    equalLengths: ((cost >> 16) & 0x7f) + own,
    bytes: (cost & 0xffff) + length,
    spills: (cost >>> 23) + own * (spillsByBytes[length] as number),
  })
  return node
}

/** A node that sinks is no longer where the way led, nor are those behind it. */
function forgetFrom(search: Search, node: number): void {
  for (let at = search.height - 1; at >= 0; at -= 1) {
    if (search.path[at] === node) search.height = at
  }
}

export function createKeyedTree(
  options: TreeOptions,
  { keys, bytesByZeros }: OrderKeys,
): TreeDirectory {
  const words = new Int32Array((options.capacity + 1) * 4)
  const spillsByBytes = listSpills(options.layout)
  const search: Search = {
    keys,
    lengths: options.names.lengths,
    spillsByBytes,
    costs: Int32Array.from(bytesByZeros, (bytes) =>
      bytes === 0 ? 0 : bytes + perEqual + perSpill * (spillsByBytes[bytes] as number),
    ),
    path: new Int32Array(heightMax),
    costsAt: new Int32Array(heightMax),
    zerosAt: new Int32Array(heightMax),
    height: 0,
    before: 0,
  }
  const tree = createRedBlackTree({
    words,
    parent: 0,
    right: toRight,
    left: toLeft,
    search: (tree, name) => searchKeyed(tree, search, name),
    toId: (node) => node >> 2,
    whenSinking: (node) => forgetFrom(search, node),
  })
  return asDirectory(options, tree, {
    toNode: (id) => id << 2,
    write: (id, name) => {
      words[(id << 2) + toKey] = keys[name] as number
    },
  })
}
