// A red-black tree over words of memory, so that the same algorithm runs on packed arrays, on
// entries laid out byte by byte, and with every step written down. A node is the index of its first
// word; 0 is none. The word of a parent also holds the colour, as in the kernel. Functions of a module,
// because engines throw away what they compiled for closures when these go.

import type { EventRecorder } from '../../engine/index.ts'
import { createTally, type Tally } from './counters.ts'
import { leftSide, rightSide, rootSide } from './recorded.ts'

export interface NodeComparison {
  readonly lengths: Uint8Array
  readonly lengthOf: (node: number) => number
  /** Bytes it takes to see that the name is another than the node's, of the same length; negative if it comes before. */
  readonly compareBytes: (node: number, name: number) => number
  /** Lines beyond the first that so many bytes of a name reach. */
  readonly spillsByBytes: Uint8Array
}

export interface RedBlackTree {
  readonly words: Int32Array
  /** Where in a node its links are, in words. */
  readonly parent: number
  readonly right: number
  readonly left: number
  /** Finds a node or 0, counts what that takes, and says where it ended. */
  readonly search: (tree: RedBlackTree, name: number) => number
  /** The number of a node for events and answers. */
  readonly toId: (node: number) => number
  readonly recorder: EventRecorder | undefined
  /** Told before a node sinks. */
  readonly whenSinking: ((node: number) => void) | undefined
  root: number
  /** The counters that operations add to. */
  tally: Tally
  /** Where a search ended that found nothing: there a new node is linked. */
  place: number
  side: number
}

const black = 1

export function createRedBlackTree({
  words,
  parent,
  right,
  left,
  search,
  toId,
  recorder,
  whenSinking,
}: Pick<RedBlackTree, 'words' | 'parent' | 'right' | 'left' | 'search' | 'toId'> &
  Partial<Pick<RedBlackTree, 'recorder' | 'whenSinking'>>): RedBlackTree {
  // One literal, so that engines know all trees as objects of one kind.
  return {
    words,
    parent,
    right,
    left,
    search,
    toId,
    recorder,
    whenSinking,
    root: 0,
    tally: createTally(),
    place: 0,
    side: rootSide,
  }
}

export function leftOf({ words, left }: RedBlackTree, node: number): number {
  return words[node + left] as number
}

export function rightOf({ words, right }: RedBlackTree, node: number): number {
  return words[node + right] as number
}

export function parentOf({ words, parent }: RedBlackTree, node: number): number {
  return (words[node + parent] as number) >> 1
}

export function isRed({ words, parent }: RedBlackTree, node: number): boolean {
  return ((words[node + parent] as number) & 1) === 0
}

function isBlack(tree: RedBlackTree, node: number): boolean {
  return node === 0 || !isRed(tree, node)
}

function setParent({ words, parent: at }: RedBlackTree, node: number, parent: number): void {
  words[node + at] = (parent << 1) | ((words[node + at] as number) & 1)
}

function paint(
  { words, parent, tally, recorder, toId }: RedBlackTree,
  node: number,
  colour: number,
): void {
  const before = words[node + parent] as number
  if ((before & 1) === colour) return
  words[node + parent] = before ^ 1
  tally.recolors += 1
  recorder?.add('recolor', toId(node), before & 1, colour)
}

function setChild(tree: RedBlackTree, parent: number, at: number, child: number): void {
  if (at === rootSide) tree.root = child
  else tree.words[parent + (at === leftSide ? tree.left : tree.right)] = child
}

function attach(tree: RedBlackTree, child: number, parent: number, at: number): void {
  setChild(tree, parent, at, child)
  setParent(tree, child, parent)
  note(tree, 'link', child, parent, at)
}

function detach(tree: RedBlackTree, child: number, parent: number, at: number): void {
  setChild(tree, parent, at, 0)
  note(tree, 'unlink', child, parent, at)
}

function note(
  { recorder, toId }: RedBlackTree,
  kind: 'link' | 'unlink',
  child: number,
  parent: number,
  at: number,
): void {
  recorder?.add(kind, toId(child), parent === 0 ? 0 : toId(parent), at)
}

function sideOf(tree: RedBlackTree, node: number, parent: number): number {
  if (parent === 0) return rootSide
  return leftOf(tree, parent) === node ? leftSide : rightSide
}

/** The child on the far side rises, the node sinks. */
function rotate(tree: RedBlackTree, node: number, isLeft: boolean): void {
  const { words, left, right, tally, whenSinking, recorder, toId } = tree
  const child = isLeft ? rightOf(tree, node) : leftOf(tree, node)
  const inner = isLeft ? leftOf(tree, child) : rightOf(tree, child)
  const parent = parentOf(tree, node)
  whenSinking?.(node)
  setChild(tree, parent, sideOf(tree, node, parent), child)
  setParent(tree, child, parent)
  words[node + (isLeft ? right : left)] = inner
  if (inner !== 0) setParent(tree, inner, node)
  words[child + (isLeft ? left : right)] = node
  setParent(tree, node, child)
  tally.rotations += 1
  recorder?.add(isLeft ? 'rotateLeft' : 'rotateRight', toId(node), toId(child))
}

/** A search that compares node by node, and writes it down. */
export function searchByComparing(
  tree: RedBlackTree,
  { lengths, lengthOf, compareBytes, spillsByBytes }: NodeComparison,
  name: number,
): number {
  const { recorder, toId } = tree
  const length = lengths[name] as number
  let node = tree.root
  let visits = 0
  let equalLengths = 0
  let bytes = 0
  let spills = 0
  tree.place = 0
  tree.side = rootSide
  while (node !== 0) {
    visits += 1
    let order = length - lengthOf(node)
    recorder?.add('visit', toId(node), 2)
    if (order === 0) {
      equalLengths += 1
      order = compareBytes(node, name)
      const compared = order === 0 ? length : Math.abs(order)
      bytes += compared
      spills += spillsByBytes[compared] as number
      recorder?.add('compare', toId(node), compared, Math.sign(order))
      if (order === 0) break
    }
    tree.place = node
    tree.side = order < 0 ? leftSide : rightSide
    node = order < 0 ? leftOf(tree, node) : rightOf(tree, node)
  }
  addSearch(tree.tally, { isFound: node !== 0, visits, equalLengths, bytes, spills })
  return node
}

/** Links the node unless the name is there; answers whether it did. */
export function insert(tree: RedBlackTree, node: number, name: number): boolean {
  if (tree.search(tree, name) !== 0) return false
  const { words } = tree
  words[node + tree.left] = 0
  words[node + tree.right] = 0
  words[node + tree.parent] = 0
  attach(tree, node, tree.place, tree.side)
  balanceInserted(tree, node)
  return true
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the cases of the algorithm, side by side as textbooks have them.
function balanceInserted(tree: RedBlackTree, inserted: number): void {
  let node = inserted
  for (;;) {
    let parent = parentOf(tree, node)
    if (parent === 0) {
      paint(tree, node, black)
      return
    }
    if (!isRed(tree, parent)) return
    const grandparent = parentOf(tree, parent)
    const isLeft = leftOf(tree, grandparent) === parent
    const uncle = isLeft ? rightOf(tree, grandparent) : leftOf(tree, grandparent)
    if (!isBlack(tree, uncle)) {
      paint(tree, uncle, black)
      paint(tree, parent, black)
      paint(tree, grandparent, 0)
      node = grandparent
      continue
    }
    if (node === (isLeft ? rightOf(tree, parent) : leftOf(tree, parent))) {
      rotate(tree, parent, isLeft)
      parent = node
    }
    paint(tree, parent, black)
    paint(tree, grandparent, 0)
    rotate(tree, grandparent, !isLeft)
    return
  }
}

/** Leaves the links of the node itself as they were, as the kernel does. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the cases of the algorithm, side by side as textbooks have them.
export function erase(tree: RedBlackTree, node: number): void {
  const left = leftOf(tree, node)
  const right = rightOf(tree, node)
  const parent = parentOf(tree, node)
  const at = sideOf(tree, node, parent)
  const isNodeRed = isRed(tree, node)
  if (left === 0 || right === 0) {
    const child = left === 0 ? right : left
    detach(tree, node, parent, at)
    if (child !== 0) {
      note(tree, 'unlink', child, node, left === 0 ? rightSide : leftSide)
      attach(tree, child, parent, at)
      paint(tree, child, black)
    } else if (!isNodeRed && parent !== 0) balanceErased(tree, parent, at)
    return
  }
  // The next in order takes its place.
  let heir = right
  while (leftOf(tree, heir) !== 0) heir = leftOf(tree, heir)
  const orphan = rightOf(tree, heir)
  const isHeirRed = isRed(tree, heir)
  let hole = heir
  let holeSide = rightSide
  if (heir !== right) {
    hole = parentOf(tree, heir)
    holeSide = leftSide
    detach(tree, heir, hole, leftSide)
    if (orphan !== 0) {
      detach(tree, orphan, heir, rightSide)
      attach(tree, orphan, hole, leftSide)
    }
    note(tree, 'unlink', right, node, rightSide)
    attach(tree, right, heir, rightSide)
  } else {
    note(tree, 'unlink', heir, node, rightSide)
  }
  note(tree, 'unlink', left, node, leftSide)
  attach(tree, left, heir, leftSide)
  detach(tree, node, parent, at)
  attach(tree, heir, parent, at)
  paint(tree, heir, isNodeRed ? 0 : black)
  if (orphan !== 0) paint(tree, orphan, black)
  else if (!isHeirRed) balanceErased(tree, hole, holeSide)
}

/** One side of the parent has a black node too few. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the cases of the algorithm, side by side as textbooks have them.
function balanceErased(tree: RedBlackTree, from: number, fromSide: number): void {
  let parent = from
  let isLeft = fromSide === leftSide
  for (;;) {
    let sibling = isLeft ? rightOf(tree, parent) : leftOf(tree, parent)
    if (isRed(tree, sibling)) {
      paint(tree, sibling, black)
      paint(tree, parent, 0)
      rotate(tree, parent, isLeft)
      sibling = isLeft ? rightOf(tree, parent) : leftOf(tree, parent)
    }
    const near = isLeft ? leftOf(tree, sibling) : rightOf(tree, sibling)
    const far = isLeft ? rightOf(tree, sibling) : leftOf(tree, sibling)
    if (isBlack(tree, near) && isBlack(tree, far)) {
      paint(tree, sibling, 0)
      if (isRed(tree, parent)) {
        paint(tree, parent, black)
        return
      }
      const node = parent
      parent = parentOf(tree, node)
      if (parent === 0) return
      isLeft = leftOf(tree, parent) === node
      continue
    }
    if (isBlack(tree, far)) {
      paint(tree, near, black)
      paint(tree, sibling, 0)
      rotate(tree, sibling, !isLeft)
      sibling = near
    }
    paint(tree, sibling, isRed(tree, parent) ? 0 : black)
    paint(tree, parent, black)
    paint(tree, isLeft ? rightOf(tree, sibling) : leftOf(tree, sibling), black)
    rotate(tree, parent, isLeft)
    return
  }
}

export function nextNode(tree: RedBlackTree, node: number): number {
  const right = rightOf(tree, node)
  if (right !== 0) return leftmost(tree, right)
  let child = node
  let parent = parentOf(tree, child)
  while (parent !== 0 && rightOf(tree, parent) === child) {
    child = parent
    parent = parentOf(tree, child)
  }
  return parent
}

export function firstNode(tree: RedBlackTree): number {
  return leftmost(tree, tree.root)
}

function leftmost(tree: RedBlackTree, from: number): number {
  let node = from
  while (node !== 0 && leftOf(tree, node) !== 0) node = leftOf(tree, node)
  return node
}

/** Where a search for a name that is not there would end up next: the first node after it. */
export function findAfter(tree: RedBlackTree, name: number): number {
  const found = tree.search(tree, name)
  if (found !== 0) return nextNode(tree, found)
  if (tree.place === 0) return 0
  return tree.side === leftSide ? tree.place : nextNode(tree, tree.place)
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
  let level = tree.root === 0 ? [] : [tree.root]
  while (level.length > 0) {
    height += 1
    const below: number[] = []
    for (const node of level) {
      const left = leftOf(tree, node)
      const right = rightOf(tree, node)
      if (left !== 0) below.push(left)
      if (right !== 0) below.push(right)
    }
    level = below
  }
  let blackHeight = 0
  for (let node = tree.root; node !== 0; node = leftOf(tree, node)) {
    if (!isRed(tree, node)) blackHeight += 1
  }
  return { height, blackHeight }
}
