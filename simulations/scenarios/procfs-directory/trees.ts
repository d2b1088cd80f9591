// The red-black tree on packed arrays, on entries laid out byte by byte, and written down.

import type { EventRecorder } from '../../engine/index.ts'
import { type Directory, freedNode } from './directory.ts'
import type { Heap } from './heap-chains.ts'
import type { Layout } from './layout.ts'
import type { Names } from './names.ts'
import { listSpills } from './packed-chains.ts'
import {
  addSearch,
  createRedBlackTree,
  leftSide,
  type RedBlackTree,
  rightSide,
  rootSide,
  type TreeMemory,
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

const packedNodeWords = 4

export function createPackedTree(options: TreeOptions): TreeDirectory {
  const { names, layout, capacity, recorder } = options
  const { stride, lengths, words: sources } = names
  const words = new Int32Array((capacity + 1) * packedNodeWords)
  const nodeLengths = new Uint8Array(capacity + 1)
  const keys = new Int32Array((capacity + 1) * stride)
  const spillsByBytes = listSpills(layout)
  let length = 0
  let sought = 0
  let compared = 0
  const spillFrom = spillsByBytes.findIndex((spills) => spills > 0)

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop, for a call per node would cost more than the node.
  const search: TreeMemory['search'] = (root, name, end, tally) => {
    const soughtLength = lengths[name] as number
    const from = name * stride
    let node = root
    let place = 0
    let side = rootSide
    let visits = 0
    let equalLengths = 0
    let bytes = 0
    let spills = 0
    while (node !== 0) {
      visits += 1
      let isBefore: boolean
      const nodeLength = nodeLengths[node >> 2] as number
      if (nodeLength === soughtLength) {
        equalLengths += 1
        const key = (node >> 2) * stride
        let k = 0
        while (k < stride && sources[from + k] === keys[key + k]) k += 1
        if (k === stride) {
          bytes += soughtLength
          spills += spillsByBytes[soughtLength] as number
          break
        }
        const a = sources[from + k] as number
        const b = keys[key + k] as number
        const here = k * 4 + (Math.clz32(a ^ b) >>> 3) + 1
        bytes += here
        if (here >= spillFrom) spills += spillsByBytes[here] as number
        isBefore = a >>> 0 < b >>> 0
      } else isBefore = soughtLength < nodeLength
      place = node
      side = isBefore ? leftSide : rightSide
      node = words[node + (isBefore ? 2 : 1)] as number
    }
    end.place = place
    end.side = side
    addSearch(tally, { isFound: node !== 0, visits, equalLengths, bytes, spills })
    return node
  }

  const tree = createRedBlackTree(
    {
      search,
      words,
      parent: 0,
      right: 1,
      left: 2,
      seek: (name) => {
        length = lengths[name] as number
        sought = name * stride
      },
      compareLength: (node) => length - (nodeLengths[node >> 2] as number),
      compareBytes: (node) => {
        const key = (node >> 2) * stride
        for (let k = 0; k < stride; k += 1) {
          const a = sources[sought + k] as number
          const b = keys[key + k] as number
          if (a !== b) {
            compared = k * 4 + (Math.clz32(a ^ b) >>> 3) + 1
            return a >>> 0 < b >>> 0 ? -1 : 1
          }
        }
        compared = length
        return 0
      },
      comparedBytes: () => compared,
      countSpills: (bytes) => spillsByBytes[bytes] as number,
      toId: (node) => node >> 2,
    },
    recorder,
  )
  return asDirectory(options, tree, {
    toNode: (id) => id * packedNodeWords,
    toId: (node) => node >> 2,
    write: (id, name) => {
      nodeLengths[id] = lengths[name] as number
      for (let k = 0; k < stride; k += 1)
        keys[id * stride + k] = sources[name * stride + k] as number
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
