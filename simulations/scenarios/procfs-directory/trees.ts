// The red-black tree on packed arrays, on entries laid out byte by byte, and written down.

import type { EventRecorder } from '../../engine/index.ts'
import type { Tally } from './counters.ts'
import { type Directory, freedNode } from './directory.ts'
import type { Heap } from './heap-chains.ts'
import type { Layout } from './layout.ts'
import { countAgreeingWords, type Names, type OrderKeys } from './names.ts'
import { listSpills } from './packed-chains.ts'
import { leftSide, rightSide, rootSide } from './recorded.ts'
import {
  addSearch,
  createRedBlackTree,
  type RedBlackTree,
  type SearchEnd,
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
  /** The number of a node of the tree. */
  readonly toId: (node: number) => number
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

function searchPacked(
  words: Int32Array,
  field: Field,
  root: number,
  name: number,
  length: number,
  end: SearchEnd,
  tally: Tally,
): number {
  const { spillsByBytes, spillFrom, sources, stride, agreeing } = field
  const first = sources[name * stride + agreeing] as number
  const least = agreeing * 4 + 1
  let node = root
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
  end.place = place
  end.side = side
  addSearch(tally, { isFound: node !== 0, visits, equalLengths, bytes, spills })
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
  let length = 0
  let sought = 0
  let compared = 0

  const tree = createRedBlackTree(
    {
      search: (root, name, end, tally) =>
        searchPacked(words, field, root, name, lengths[name] as number, end, tally),
      words,
      parent: 0,
      right: toRight,
      left: toLeft,
      comparison: {
        seek: (name) => {
          length = lengths[name] as number
          sought = name
        },
        compareLength: (node) => length - (words[node + toLength] as number),
        compareBytes: (node) => {
          const k = findDifference(field, node, sought)
          compared = length
          if (k === stride) return 0
          const a = sources[sought * stride + k] as number
          const b = words[node + toKey + k - agreeing] as number
          compared = k * 4 + (Math.clz32(a ^ b) >>> 3) + 1
          return a < b ? -1 : 1
        },
        comparedBytes: () => compared,
        countSpills: (bytes) => spillsByBytes[bytes] as number,
      },
      toId: (node) => node / nodeWords,
    },
    recorder,
  )
  return asDirectory(options, tree, {
    toNode: (id) => id * nodeWords,
    toId: (node) => node / nodeWords,
    write: (id, name) => {
      const node = id * nodeWords
      words[node + toLength] = lengths[name] as number
      for (let k = agreeing; k < stride; k += 1) {
        words[node + toKey + k - agreeing] = sources[name * stride + k] as number
      }
    },
  })
}

/** What one visit adds, packed: the tree is never so high that one of them runs over. */
const perEqual = 1 << 16
const perSpill = 1 << 23

/** Counts alone: compares keys that order names and tell how many bytes comparing them would take. */
export function createKeyedTree(
  options: TreeOptions,
  { keys, bytesByZeros }: OrderKeys,
): TreeDirectory {
  const { lengths } = options.names
  const words = new Int32Array((options.capacity + 1) * 4)
  const spillsByBytes = listSpills(options.layout)
  const costs = Int32Array.from(bytesByZeros, (bytes) =>
    bytes === 0 ? 0 : bytes + perEqual + perSpill * (spillsByBytes[bytes] as number),
  )
  function search(root: number, name: number, end: SearchEnd, tally: Tally): number {
    const sought = keys[name] as number
    let node = root
    let place = 0
    let visits = 0
    let cost = 0
    let own = 0
    while (node !== 0) {
      visits = (visits + 1) | 0
      own = words[node + 3] as number
      if (own === sought) break
      cost = (cost + (costs[Math.clz32(own ^ sought)] as number)) | 0
      place = node
      node = (sought < own ? words[node + toLeft] : words[node + toRight]) as number
    }
    const isFound = node !== 0
    const length = isFound ? (lengths[name] as number) : 0
    end.place = place
    end.side = place === 0 ? rootSide : own > sought ? leftSide : rightSide
    addSearch(tally, {
      isFound,
      visits,
      equalLengths: ((cost >> 16) & 0x7f) + (isFound ? 1 : 0),
      bytes: (cost & 0xffff) + length,
      spills: (cost >>> 23) + (isFound ? (spillsByBytes[length] as number) : 0),
    })
    return node
  }
  const tree = createRedBlackTree({
    search,
    words,
    parent: 0,
    right: toRight,
    left: toLeft,
    toId: (node) => node >> 2,
  })
  return asDirectory(options, tree, {
    toNode: (id) => id << 2,
    toId: (node) => node >> 2,
    write: (id, name) => {
      words[(id << 2) + 3] = keys[name] as number
    },
  })
}

export function createHeapTree(options: TreeOptions, heap: Heap): TreeDirectory {
  const { names, layout } = options
  const { bytes: memory, words, addresses } = heap
  const spillsByBytes = listSpills(layout)
  const sought = new Uint8Array(256)
  let length = 0
  let compared = 0
  const link = layout.link >> 2
  const tree = createRedBlackTree({
    words,
    // struct rb_node: parent and colour, right, left, eight bytes each.
    parent: link,
    right: link + 2,
    left: link + 4,
    comparison: {
      seek: (name) => {
        length = names.lengths[name] as number
        for (let at = 0; at < length; at += 1) sought[at] = names.byteAt(name, at)
      },
      compareLength: (node) => length - (memory[(node << 2) + layout.nameLength] as number),
      compareBytes: (node) => {
        const name = (node << 2) + layout.name
        let at = 0
        while (at < length && memory[name + at] === sought[at]) at += 1
        compared = at === length ? at : at + 1
        return at === length ? 0 : (sought[at] as number) - (memory[name + at] as number)
      },
      comparedBytes: () => compared,
      countSpills: (bytes) => spillsByBytes[bytes] as number,
    },
    toId: (node) => words[node] as number,
  })
  return asDirectory(options, tree, {
    toNode: (id) => (addresses[id] as number) >> 2,
    toId: (node) => words[node] as number,
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

function asDirectory(
  { capacity, clears }: TreeOptions,
  tree: RedBlackTree,
  memory: {
    readonly toNode: (id: number) => number
    readonly toId: (node: number) => number
    readonly write: (id: number, name: number) => void
  },
): TreeDirectory {
  const { toNode } = memory
  const toId = (node: number): number => (node === 0 ? 0 : memory.toId(node))
  // Erased nodes by the order in which they went: the reader holds the first, the others are freed.
  const erasedAt = new Int32Array(capacity + 1)
  let erasures = 0

  /** What rb_next() does with a node that may have been erased, link by link. */
  function nextOfHeld(id: number): number {
    if (erasedAt[id] === 0) return toId(tree.next(toNode(id)))
    if (clears) return 0
    const isFreed = (node: number): boolean => node !== 0 && erasedAt[toId(node)] !== 0
    let node = toNode(id)
    if (tree.rightOf(node) !== 0) {
      node = tree.rightOf(node)
      while (!isFreed(node) && tree.leftOf(node) !== 0) node = tree.leftOf(node)
      return isFreed(node) ? freedNode : toId(node)
    }
    let parent = tree.parentOf(node)
    while (parent !== 0 && !isFreed(parent) && tree.rightOf(parent) === node) {
      node = parent
      parent = tree.parentOf(node)
    }
    return isFreed(parent) ? freedNode : toId(parent)
  }

  return {
    tree,
    toId,
    count: tree.count,
    create: (id, name) => {
      memory.write(id, name)
      return tree.insert(toNode(id), name)
    },
    adopt: (id, name) => {
      memory.write(id, name)
      return tree.insert(toNode(id), name)
    },
    find: (name) => toId(tree.find(name)),
    remove: (name) => {
      const node = tree.find(name)
      if (node === 0) return 0
      // Read before the links go: erasing leaves them as they are, as the kernel does.
      const id = toId(node)
      const links = {
        left: tree.leftOf(node),
        right: tree.rightOf(node),
        parent: tree.parentOf(node),
      }
      tree.erase(node)
      tree.restore(node, links)
      erasures += 1
      erasedAt[id] = erasures
      return id
    },
    first: () => toId(tree.first()),
    next: nextOfHeld,
    findAfter: (name) => toId(tree.findAfter(name)),
  }
}
