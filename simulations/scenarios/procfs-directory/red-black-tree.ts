// A red-black tree over words of memory, so that the same algorithm runs on packed arrays, on
// entries laid out byte by byte, and with every step written down. A node is the index of its first
// word; 0 is none. The word of a parent also holds the colour, as in the kernel.

import type { EventRecorder } from '../../engine/index.ts'
import type { Tally } from './counters.ts'
import { leftSide, rightSide, rootSide } from './recorded.ts'

export interface NodeComparison {
  /** Prepares a search for a name. */
  readonly seek: (name: number) => void
  /** Length of the sought name minus that of the node. */
  readonly compareLength: (node: number) => number
  /** Sign of the sought name minus that of the node, of the same length; `comparedBytes` tells how many. */
  readonly compareBytes: (node: number) => number
  readonly comparedBytes: () => number
  /** Lines beyond the first that so many bytes of a name reach. */
  readonly countSpills: (bytes: number) => number
}

export interface TreeMemory {
  readonly words: Int32Array
  /** Where in a node its links are, in words. */
  readonly parent: number
  readonly right: number
  readonly left: number
  /** How a search compares node by node; needed where there is no `search` or steps are written down. */
  readonly comparison?: NodeComparison
  /**
   * The whole search in one loop, where the memory can do it without a call per node: it counts,
   * says where it ended, and answers the node found or 0.
   */
  readonly search?: (root: number, name: number, end: SearchEnd, tally: Tally) => number
  /** The number of a node for events and answers. */
  readonly toId: (node: number) => number
}

/** Where a search ended that found nothing: there a new node is linked. */
export interface SearchEnd {
  place: number
  side: number
}

export interface RedBlackTree {
  readonly root: () => number
  /** Links the node unless the name is there; answers whether it did. */
  readonly insert: (node: number, name: number) => boolean
  readonly find: (name: number) => number
  readonly erase: (node: number) => void
  /** Gives an erased node the links back that it had: the kernel leaves them as they were. */
  readonly restore: (node: number, links: NodeLinks) => void
  readonly first: () => number
  readonly next: (node: number) => number
  /** Where a search for a name that is not there would end up next: the first node after it. */
  readonly findAfter: (name: number) => number
  /** The counters that operations add to. */
  readonly count: (tally: Tally) => void
  readonly leftOf: (node: number) => number
  readonly rightOf: (node: number) => number
  readonly parentOf: (node: number) => number
  readonly isRed: (node: number) => boolean
}

export interface NodeLinks {
  readonly left: number
  readonly right: number
  readonly parent: number
}

const black = 1

export function createRedBlackTree(memory: TreeMemory, recorder?: EventRecorder): RedBlackTree {
  const { words, toId } = memory
  const toParent = memory.parent
  const toRight = memory.right
  const toLeft = memory.left
  let root = 0
  let tally: Tally
  const end: SearchEnd = { place: 0, side: rootSide }

  const leftOf = (node: number): number => words[node + toLeft] as number
  const rightOf = (node: number): number => words[node + toRight] as number
  const parentOf = (node: number): number => (words[node + toParent] as number) >> 1
  const isRed = (node: number): boolean => ((words[node + toParent] as number) & 1) === 0
  const isBlack = (node: number): boolean => node === 0 || !isRed(node)

  function setParent(node: number, parent: number): void {
    words[node + toParent] = (parent << 1) | ((words[node + toParent] as number) & 1)
  }

  function paint(node: number, colour: number): void {
    const before = (words[node + toParent] as number) & 1
    if (before === colour) return
    words[node + toParent] = ((words[node + toParent] as number) & ~1) | colour
    tally.recolors += 1
    recorder?.add('recolor', toId(node), before, colour)
  }

  function setChild(parent: number, at: number, child: number): void {
    if (at === rootSide) root = child
    else words[parent + (at === leftSide ? toLeft : toRight)] = child
  }

  function attach(child: number, parent: number, at: number): void {
    setChild(parent, at, child)
    setParent(child, parent)
    recorder?.add('link', toId(child), parent === 0 ? 0 : toId(parent), at)
  }

  function detach(child: number, parent: number, at: number): void {
    setChild(parent, at, 0)
    recorder?.add('unlink', toId(child), parent === 0 ? 0 : toId(parent), at)
  }

  function sideOf(node: number, parent: number): number {
    if (parent === 0) return rootSide
    return leftOf(parent) === node ? leftSide : rightSide
  }

  /** The child on the far side rises, the node sinks. */
  function rotate(node: number, isLeft: boolean): void {
    const child = isLeft ? rightOf(node) : leftOf(node)
    const inner = isLeft ? leftOf(child) : rightOf(child)
    const parent = parentOf(node)
    setChild(parent, sideOf(node, parent), child)
    setParent(child, parent)
    words[node + (isLeft ? toRight : toLeft)] = inner
    if (inner !== 0) setParent(inner, node)
    words[child + (isLeft ? toLeft : toRight)] = node
    setParent(node, child)
    tally.rotations += 1
    recorder?.add(isLeft ? 'rotateLeft' : 'rotateRight', toId(node), toId(child))
  }

  function descend(name: number): number {
    if (memory.search !== undefined && recorder === undefined) {
      return memory.search(root, name, end, tally)
    }
    const comparison = memory.comparison as NodeComparison
    comparison.seek(name)
    let node = root
    let visits = 0
    let equalLengths = 0
    let bytes = 0
    let spills = 0
    end.place = 0
    end.side = rootSide
    while (node !== 0) {
      visits += 1
      let order = comparison.compareLength(node)
      recorder?.add('visit', toId(node), 2)
      if (order === 0) {
        equalLengths += 1
        order = comparison.compareBytes(node)
        const compared = comparison.comparedBytes()
        bytes += compared
        spills += comparison.countSpills(compared)
        recorder?.add('compare', toId(node), compared, order)
        if (order === 0) break
      }
      end.place = node
      end.side = order < 0 ? leftSide : rightSide
      node = order < 0 ? leftOf(node) : rightOf(node)
    }
    addSearch(tally, { isFound: node !== 0, visits, equalLengths, bytes, spills })
    return node
  }

  function insert(node: number, name: number): boolean {
    if (descend(name) !== 0) return false
    words[node + toLeft] = 0
    words[node + toRight] = 0
    words[node + toParent] = 0
    attach(node, end.place, end.side)
    balanceInserted(node)
    return true
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the cases of the algorithm, side by side as textbooks have them.
  function balanceInserted(inserted: number): void {
    let node = inserted
    for (;;) {
      let parent = parentOf(node)
      if (parent === 0) {
        paint(node, black)
        return
      }
      if (!isRed(parent)) return
      const grandparent = parentOf(parent)
      const isLeft = leftOf(grandparent) === parent
      const uncle = isLeft ? rightOf(grandparent) : leftOf(grandparent)
      if (!isBlack(uncle)) {
        paint(uncle, black)
        paint(parent, black)
        paint(grandparent, 0)
        node = grandparent
        continue
      }
      if (node === (isLeft ? rightOf(parent) : leftOf(parent))) {
        rotate(parent, isLeft)
        parent = node
      }
      paint(parent, black)
      paint(grandparent, 0)
      rotate(grandparent, !isLeft)
      return
    }
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the cases of the algorithm, side by side as textbooks have them.
  function erase(node: number): void {
    const left = leftOf(node)
    const right = rightOf(node)
    const parent = parentOf(node)
    const at = sideOf(node, parent)
    const isNodeRed = isRed(node)
    if (left === 0 || right === 0) {
      const child = left === 0 ? right : left
      detach(node, parent, at)
      if (child !== 0) {
        detach(child, node, left === 0 ? rightSide : leftSide)
        attach(child, parent, at)
        paint(child, black)
      } else if (!isNodeRed && parent !== 0) balanceErased(parent, at)
      return
    }
    // The next in order takes its place.
    let heir = right
    while (leftOf(heir) !== 0) heir = leftOf(heir)
    const orphan = rightOf(heir)
    const isHeirRed = isRed(heir)
    let hole = heir
    let holeSide = rightSide
    if (heir !== right) {
      hole = parentOf(heir)
      holeSide = leftSide
      detach(heir, hole, leftSide)
      if (orphan !== 0) {
        detach(orphan, heir, rightSide)
        attach(orphan, hole, leftSide)
      }
      detach(right, node, rightSide)
      attach(right, heir, rightSide)
    } else {
      detach(heir, node, rightSide)
    }
    detach(left, node, leftSide)
    attach(left, heir, leftSide)
    detach(node, parent, at)
    attach(heir, parent, at)
    paint(heir, isNodeRed ? 0 : black)
    if (orphan !== 0) paint(orphan, black)
    else if (!isHeirRed) balanceErased(hole, holeSide)
  }

  /** One side of the parent has a black node too few. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the cases of the algorithm, side by side as textbooks have them.
  function balanceErased(from: number, fromSide: number): void {
    let parent = from
    let isLeft = fromSide === leftSide
    for (;;) {
      let sibling = isLeft ? rightOf(parent) : leftOf(parent)
      if (isRed(sibling)) {
        paint(sibling, black)
        paint(parent, 0)
        rotate(parent, isLeft)
        sibling = isLeft ? rightOf(parent) : leftOf(parent)
      }
      const near = isLeft ? leftOf(sibling) : rightOf(sibling)
      const far = isLeft ? rightOf(sibling) : leftOf(sibling)
      if (isBlack(near) && isBlack(far)) {
        paint(sibling, 0)
        if (isRed(parent)) {
          paint(parent, black)
          return
        }
        const node = parent
        parent = parentOf(node)
        if (parent === 0) return
        isLeft = leftOf(parent) === node
        continue
      }
      if (isBlack(far)) {
        paint(near, black)
        paint(sibling, 0)
        rotate(sibling, !isLeft)
        sibling = near
      }
      paint(sibling, isRed(parent) ? 0 : black)
      paint(parent, black)
      paint(isLeft ? rightOf(sibling) : leftOf(sibling), black)
      rotate(parent, isLeft)
      return
    }
  }

  function next(node: number): number {
    if (rightOf(node) !== 0) return leftmost(rightOf(node))
    let child = node
    let parent = parentOf(child)
    while (parent !== 0 && rightOf(parent) === child) {
      child = parent
      parent = parentOf(child)
    }
    return parent
  }

  function leftmost(from: number): number {
    let node = from
    while (node !== 0 && leftOf(node) !== 0) node = leftOf(node)
    return node
  }

  return {
    root: () => root,
    insert,
    find: (name) => descend(name),
    erase,
    restore: (node, { left, right, parent }) => {
      words[node + toLeft] = left
      words[node + toRight] = right
      setParent(node, parent)
    },
    first: () => leftmost(root),
    next,
    findAfter: (name) => {
      const found = descend(name)
      if (found !== 0) return next(found)
      if (end.place === 0) return 0
      return end.side === leftSide ? end.place : next(end.place)
    },
    count: (into) => {
      tally = into
    },
    leftOf,
    rightOf,
    parentOf,
    isRed,
  }
}

/** What a search adds to the counters: length, name if the lengths agree, and one link of each node passed. */
export function addSearch(
  tally: Tally,
  {
    isFound,
    visits,
    equalLengths,
    bytes,
    spills,
  }: {
    readonly isFound: boolean
    readonly visits: number
    readonly equalLengths: number
    readonly bytes: number
    readonly spills: number
  },
): void {
  const steps = isFound ? visits - 1 : visits
  tally.visits += visits
  tally.comparisons += equalLengths
  tally.bytes += bytes
  tally.loads += visits + equalLengths + steps
  tally.lines += visits + steps + spills
  if (visits > tally.longest) tally.longest = visits
}

/** Nodes on the longest way down, and black nodes on every way down. */
export function measureTree(tree: RedBlackTree): {
  readonly height: number
  readonly blackHeight: number
} {
  let height = 0
  let level = tree.root() === 0 ? [] : [tree.root()]
  while (level.length > 0) {
    height += 1
    const below: number[] = []
    for (const node of level) {
      const left = tree.leftOf(node)
      const right = tree.rightOf(node)
      if (left !== 0) below.push(left)
      if (right !== 0) below.push(right)
    }
    level = below
  }
  let blackHeight = 0
  for (let node = tree.root(); node !== 0; node = tree.leftOf(node)) {
    if (!tree.isRed(node)) blackHeight += 1
  }
  return { height, blackHeight }
}
