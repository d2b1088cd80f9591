// The red-black tree on packed arrays, on entries laid out byte by byte, and written down.

import type { EventRecorder } from '../../engine/index.ts'
import { type Directory, freedNode } from './directory.ts'
import type { Heap } from './heap-chains.ts'
import type { Layout } from './layout.ts'
import { countAgreeingWords, type Names } from './names.ts'
import { listSpills } from './packed-chains.ts'
import { leftSide, rightSide, rootSide } from './recorded.ts'
import {
  addSearch,
  createRedBlackTree,
  erase,
  findAfter,
  firstNode,
  insert,
  leftOf,
  type NodeComparison,
  nextNode,
  parentOf,
  type RedBlackTree,
  rightOf,
  searchByComparing,
} from './red-black-tree.ts'

export interface TreeOptions {
  readonly names: Names
  readonly layout: Layout
  readonly capacity: number
  /** The fix of 2025: erased nodes are marked as such. */
  readonly clears: boolean
  readonly recorder?: EventRecorder
}

export interface TreeDirectory extends Directory {
  readonly tree: RedBlackTree
}

// A node's words: parent and colour, right, left, the length of its name, and the name from the first
// word on in which names differ at all.
const toRight = 1
const toLeft = 2
const toLength = 3
const toKey = 4

/** Where a packed tree is searched. */
interface Field {
  readonly words: Int32Array
  /** Of all names, `stride` words each. */
  readonly sources: Int32Array
  readonly stride: number
  /** Words with which all names begin: nodes do not keep them. */
  readonly agreeing: number
  readonly spillsByBytes: Uint8Array
  /** From so many bytes on there are spills. */
  readonly spillFrom: number
}

/** The first word in which a node and a name of the same length differ; `stride` if there is none. */
function findDifference({ words, sources, stride, agreeing }: Field, node: number, name: number) {
  const key = node + toKey - agreeing
  const sought = name * stride
  let k = agreeing
  while (k < stride && words[key + k] === sources[sought + k]) k += 1
  return k
}

function searchPacked(tree: RedBlackTree, field: Field, name: number, length: number): number {
  const { words, spillsByBytes, spillFrom, sources, stride, agreeing } = field
  const first = sources[name * stride + agreeing] as number
  const least = agreeing * 4 + 1
  let node = tree.root
  let place = 0
  let side = rootSide
  let visits = 0
  let equalLengths = 0
  let bytes = 0
  let spills = 0
  while (node !== 0) {
    visits = (visits + 1) | 0
    const nodeLength = words[node + toLength] as number
    let isBefore = length < nodeLength
    if (nodeLength === length) {
      equalLengths = (equalLengths + 1) | 0
      const own = words[node + toKey] as number
      let here = (least + (Math.clz32(first ^ own) >>> 3)) | 0
      // Letters have seven bits, so that words are never negative.
      isBefore = first < own
      if (first === own) {
        const k = findDifference(field, node, name)
        if (k === stride) break
        const a = sources[name * stride + k] as number
        const b = words[node + toKey + k - agreeing] as number
        here = k * 4 + (Math.clz32(a ^ b) >>> 3) + 1
        isBefore = a < b
      }
      bytes = (bytes + here) | 0
      if (here >= spillFrom) spills += spillsByBytes[here] as number
    }
    place = node
    if (isBefore) {
      side = leftSide
      node = words[node + toLeft] as number
    } else {
      side = rightSide
      node = words[node + toRight] as number
    }
  }
  if (node !== 0) {
    bytes += length
    spills += spillsByBytes[length] as number
  }
  tree.place = place
  tree.side = side
  addSearch(tree.tally, { isFound: node !== 0, visits, equalLengths, bytes, spills })
  return node
}

export function createPackedTree(options: TreeOptions): TreeDirectory {
  const { names, layout, capacity, recorder } = options
  const { stride, lengths, words: sources } = names
  const agreeing = countAgreeingWords(sources, stride)
  const nodeWords = toKey + stride - agreeing
  const words = new Int32Array((capacity + 1) * nodeWords)
  const spillsByBytes = listSpills(layout)
  const spillFrom = spillsByBytes.findIndex((spills) => spills > 0)
  const field: Field = { words, sources, stride, agreeing, spillsByBytes, spillFrom }
  const comparison: NodeComparison = {
    lengths,
    spillsByBytes,
    lengthOf: (node) => words[node + toLength] as number,
    compareBytes: (node, name) => {
      const k = findDifference(field, node, name)
      if (k === stride) return 0
      const a = sources[name * stride + k] as number
      const b = words[node + toKey + k - agreeing] as number
      const compared = k * 4 + (Math.clz32(a ^ b) >>> 3) + 1
      return a < b ? -compared : compared
    },
  }
  const tree = createRedBlackTree({
    words,
    parent: 0,
    right: toRight,
    left: toLeft,
    search:
      recorder === undefined
        ? (tree, name) => searchPacked(tree, field, name, lengths[name] as number)
        : (tree, name) => searchByComparing(tree, comparison, name),
    toId: (node) => node / nodeWords,
    recorder,
  })
  return asDirectory(options, tree, {
    toNode: (id) => id * nodeWords,
    write: (id, name) => {
      const node = id * nodeWords
      words[node + toLength] = lengths[name] as number
      for (let k = agreeing; k < stride; k += 1) {
        words[node + toKey + k - agreeing] = sources[name * stride + k] as number
      }
    },
  })
}

export function createHeapTree(options: TreeOptions, heap: Heap): TreeDirectory {
  const { names, layout } = options
  const { bytes: memory, words, addresses } = heap
  const link = layout.link >> 2
  // The name that is sought, byte by byte.
  const bytes = new Uint8Array(256)
  let sought = -1
  const comparison: NodeComparison = {
    lengths: names.lengths,
    spillsByBytes: listSpills(layout),
    lengthOf: (node) => memory[(node << 2) + layout.nameLength] as number,
    compareBytes: (node, name) => {
      const length = names.lengths[name] as number
      if (sought !== name) {
        for (let at = 0; at < length; at += 1) bytes[at] = names.byteAt(name, at)
        sought = name
      }
      const from = (node << 2) + layout.name
      let at = 0
      while (at < length && memory[from + at] === bytes[at]) at += 1
      if (at === length) return 0
      return (bytes[at] as number) < (memory[from + at] as number) ? -at - 1 : at + 1
    },
  }
  const tree = createRedBlackTree({
    words,
    // struct rb_node: parent and colour, right, left, eight bytes each.
    parent: link,
    right: link + 2,
    left: link + 4,
    search: (tree, name) => searchByComparing(tree, comparison, name),
    toId: (node) => words[node] as number,
  })
  return asDirectory(options, tree, {
    toNode: (id) => (addresses[id] as number) >> 2,
    write: (id, name) => {
      const entry = addresses[id] as number
      const nameLength = names.lengths[name] as number
      words[entry >> 2] = id
      memory[entry + layout.nameLength] = nameLength
      for (let at = 0; at < nameLength; at += 1) {
        memory[entry + layout.name + at] = names.byteAt(name, at)
      }
    },
  })
}

/** What can be done with a tree, by numbers of nodes. */
export function asDirectory(
  { capacity, clears }: TreeOptions,
  tree: RedBlackTree,
  memory: {
    readonly toNode: (id: number) => number
    readonly write: (id: number, name: number) => void
  },
): TreeDirectory {
  const { toNode } = memory
  const toId = (node: number): number => (node === 0 ? 0 : tree.toId(node))
  // Erased nodes by the order in which they went: the reader holds the first, the others are freed.
  const erasedAt = new Int32Array(capacity + 1)
  let erasures = 0

  /** What rb_next() does with a node that may have been erased, link by link. */
  function nextOfHeld(id: number): number {
    if (erasedAt[id] === 0) return toId(nextNode(tree, toNode(id)))
    if (clears) return 0
    const isFreed = (node: number): boolean => node !== 0 && erasedAt[toId(node)] !== 0
    let node = toNode(id)
    if (rightOf(tree, node) !== 0) {
      node = rightOf(tree, node)
      while (!isFreed(node) && leftOf(tree, node) !== 0) node = leftOf(tree, node)
      return isFreed(node) ? freedNode : toId(node)
    }
    let parent = parentOf(tree, node)
    while (parent !== 0 && !isFreed(parent) && rightOf(tree, parent) === node) {
      node = parent
      parent = parentOf(tree, node)
    }
    return isFreed(parent) ? freedNode : toId(parent)
  }

  const create = (id: number, name: number): boolean => {
    memory.write(id, name)
    return insert(tree, toNode(id), name)
  }
  return {
    tree,
    count: (into) => {
      tree.tally = into
    },
    create,
    adopt: create,
    find: (name) => toId(tree.search(tree, name)),
    remove: (name) => {
      const node = tree.search(tree, name)
      if (node === 0) return 0
      erase(tree, node)
      const id = toId(node)
      erasures += 1
      erasedAt[id] = erasures
      return id
    },
    first: () => toId(firstNode(tree)),
    next: nextOfHeld,
    findAfter: (name) => toId(findAfter(tree, name)),
  }
}
