// One list or several in packed arrays: the fastest way to really walk them.

import type { Tally } from './counters.ts'
import type { Directory } from './directory.ts'
import { countSpills, type Layout } from './layout.ts'
import type { Names } from './names.ts'

export interface ChainOptions {
  readonly names: Names
  readonly chainByName: Int32Array
  readonly chainCount: number
  readonly layout: Layout
  readonly hasBuckets: boolean
  readonly hasBackLinks: boolean
  /** The devices of `virtual` are found by comparing names alone. */
  readonly comparesLength: boolean
  /** How many nodes there will be. */
  readonly capacity: number
}

/** Lines that comparing so many bytes touches beyond the first, by the number of bytes. */
export function listSpills(layout: Layout): Uint8Array {
  return Uint8Array.from({ length: 257 }, (_, bytes) => countSpills(layout, bytes))
}

export function createPackedChains(options: ChainOptions): Directory {
  const { names, chainByName, chainCount, layout, capacity, comparesLength } = options
  const { stride, words, lengths } = names
  const heads = new Int32Array(chainCount)
  const nexts = new Int32Array(capacity + 1)
  const backs = new Int32Array(options.hasBackLinks ? capacity + 1 : 0)
  const nodeLengths = new Uint8Array(capacity + 1)
  const nodeNames = new Int32Array(capacity + 1)
  // Copied, so that a walk reads one array from end to end.
  const keys = new Int32Array((capacity + 1) * stride)
  const spillsByBytes = listSpills(layout)
  const spillFrom = spillsByBytes.findIndex((spills) => spills > 0)
  const headLines = options.hasBuckets ? 1 : 0
  let tally: Tally
  // What the last comparison of names from the second word on found.
  let compared = 0

  /** Compares all words of a node with a name: 0 if they agree; `compared` says how many bytes. */
  function compareWords(node: number, name: number, shorter: number): number {
    const key = node * stride
    const sought = name * stride
    for (let k = 0; k < stride; k += 1) {
      const difference = (keys[key + k] as number) ^ (words[sought + k] as number)
      if (difference !== 0) {
        compared = Math.min(shorter, k * 4 + (Math.clz32(difference) >>> 3) + 1)
        return difference
      }
    }
    compared = shorter
    return 0
  }

  /** strcmp() with every node, as a registration does, until one agrees. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop, for a call per node would cost more than the node.
  function walkNames(head: number, name: number): number {
    const length = lengths[name] as number
    const sought = name * stride
    const first = words[sought] as number
    const second = stride > 1 ? (words[sought + 1] as number) : 0
    let node = head
    let visits = 0
    let bytes = 0
    let spills = 0
    while (node !== 0) {
      visits += 1
      const key = node * stride
      const nodeLength = nodeLengths[node] as number
      const shorter = Math.min(nodeLength, length)
      // Most names differ in the first eight bytes: looked at here, because a call costs more.
      let difference = (keys[key] as number) ^ first
      let here = 1
      if (difference === 0 && stride > 1) {
        difference = (keys[key + 1] as number) ^ second
        here = 5
      }
      if (difference === 0) {
        difference = compareWords(node, name, shorter)
        here = compared
      } else {
        here += Math.clz32(difference) >>> 3
        if (here > shorter) here = shorter
      }
      bytes += here
      if (here >= spillFrom) spills += spillsByBytes[here] as number
      if (difference === 0) break
      node = nexts[node] as number
    }
    const steps = node === 0 ? visits : visits - 1
    tally.visits += visits
    tally.comparisons += visits
    tally.bytes += bytes
    tally.loads += visits + steps
    tally.lines += visits + steps + spills + headLines
    if (visits > tally.longest) tally.longest = visits
    return node
  }

  let before = 0

  /** proc_match() with every node: the length first, then memcmp(). */
  function walkLengths(head: number, name: number): number {
    const length = lengths[name] as number
    let node = head
    let visits = 0
    let comparisons = 0
    let bytes = 0
    let spills = 0
    before = 0
    while (node !== 0) {
      visits += 1
      if (nodeLengths[node] === length) {
        comparisons += 1
        const difference = compareWords(node, name, length)
        bytes += compared
        if (compared >= spillFrom) spills += spillsByBytes[compared] as number
        if (difference === 0) break
      }
      before = node
      node = nexts[node] as number
    }
    const steps = node === 0 ? visits : visits - 1
    tally.visits += visits
    tally.comparisons += comparisons
    tally.bytes += bytes
    tally.loads += visits + comparisons + steps
    tally.lines += visits + steps + spills + headLines
    if (visits > tally.longest) tally.longest = visits
    return node
  }

  return {
    count: (into) => {
      tally = into
    },
    create: (node, name) => {
      walkNames(heads[chainByName[name] as number] as number, name)
      return link(node, name)
    },
    adopt: link,
    find: (name) => {
      const head = heads[chainByName[name] as number] as number
      return comparesLength ? walkLengths(head, name) : walkNames(head, name)
    },
    remove: (name) => {
      const chain = chainByName[name] as number
      const node = walkLengths(heads[chain] as number, name)
      if (node === 0) return 0
      const next = nexts[node] as number
      tally.loads += options.hasBackLinks ? 2 : 1
      // `next` of the one found lies on a line that finding it did not touch.
      tally.lines += 1
      const previous = options.hasBackLinks ? (backs[node] as number) : before
      if (previous === 0) heads[chain] = next
      else nexts[previous] = next
      if (options.hasBackLinks && next !== 0) backs[next] = previous
      if (options.hasBackLinks) backs[node] = 0
      // As remove_proc_entry() does: whoever holds the entry finds nothing behind it.
      nexts[node] = 0
      return node
    },
    first: () => findHead(0),
    next: (node) => {
      const next = nexts[node] as number
      return next === 0 ? findHead((chainByName[nodeNames[node] as number] as number) + 1) : next
    },
  }

  function link(node: number, name: number): boolean {
    const chain = chainByName[name] as number
    const head = heads[chain] as number
    nexts[node] = head
    if (options.hasBackLinks && head !== 0) backs[head] = node
    heads[chain] = node
    nodeLengths[node] = lengths[name] as number
    nodeNames[node] = name
    for (let k = 0; k < stride; k += 1) {
      keys[node * stride + k] = words[name * stride + k] as number
    }
    return true
  }

  function findHead(from: number): number {
    for (let chain = from; chain < chainCount; chain += 1) {
      if (heads[chain] !== 0) return heads[chain] as number
    }
    return 0
  }
}
