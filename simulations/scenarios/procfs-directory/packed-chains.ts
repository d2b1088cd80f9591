// One list or several in packed arrays: the fastest way to really walk them.

import type { Tally } from './counters.ts'
import type { Directory } from './directory.ts'
import { countSpills, type Layout } from './layout.ts'
import { countAgreeingWords, type Names } from './names.ts'

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

// A node's words: the next node, the length of its name, and its key from the first word on in which
// names differ at all.
const toLength = 1
const toKey = 2

/** What one walk found; one object, filled again and again. */
interface Walk {
  node: number
  before: number
  visits: number
  comparisons: number
  bytes: number
  spills: number
}

/** Where a walk looks. */
interface Field {
  readonly nodes: Int32Array
  /** Of all names, `stride` words each. */
  readonly keys: Int32Array
  readonly stride: number
  /** Words with which all keys begin: nodes do not keep them. */
  readonly agreeing: number
  readonly spillsByBytes: Uint8Array
  /** From so many bytes on there are spills. */
  readonly spillFrom: number
}

/** How many bytes it takes to see that a node has another name; 0 if it has the same. */
function compareKeys({ nodes, keys, stride, agreeing }: Field, node: number, name: number): number {
  const key = node + toKey - agreeing
  const sought = name * stride
  for (let k = agreeing; k < stride; k += 1) {
    const difference = (nodes[key + k] as number) ^ (keys[sought + k] as number)
    if (difference !== 0) return k * 4 + (Math.clz32(difference) >>> 3) + 1
  }
  return 0
}

/** strcmp() with every node, as a registration does, until one agrees. */
function walkNames(
  nodes: Int32Array,
  field: Field,
  walk: Walk,
  head: number,
  name: number,
  length: number,
): void {
  const { spillFrom, spillsByBytes } = field
  const first = field.keys[name * field.stride + field.agreeing] as number
  const least = field.agreeing * 4 + 1
  let node = head
  let visits = 0
  let bytes = 0
  let spills = 0
  for (;;) {
    // Most names differ in the first word that is kept. No call and no loop in this loop: then engines
    // look once where the array is, and not for each node.
    let difference = 0
    while (node !== 0) {
      visits = (visits + 1) | 0
      difference = (nodes[node + toKey] as number) ^ first
      if (difference === 0) break
      const here = (least + (Math.clz32(difference) >>> 3)) | 0
      bytes = (bytes + here) | 0
      if (here >= spillFrom) spills = (spills + (spillsByBytes[here] as number)) | 0
      node = nodes[node] as number
    }
    if (node === 0) break
    const here = compareKeys(field, node, name)
    if (here === 0) break
    bytes = (bytes + here) | 0
    spills = (spills + (spillsByBytes[here] as number)) | 0
    node = nodes[node] as number
  }
  if (node !== 0) {
    bytes += length
    spills += spillsByBytes[length] as number
  }
  walk.node = node
  walk.visits = visits
  walk.comparisons = visits
  walk.bytes = bytes
  walk.spills = spills
}

/** proc_match() with every node: the length first, then memcmp(). */
function walkLengths(
  nodes: Int32Array,
  field: Field,
  walk: Walk,
  head: number,
  name: number,
  length: number,
): void {
  const { spillFrom, spillsByBytes } = field
  const first = field.keys[name * field.stride + field.agreeing] as number
  const least = field.agreeing * 4 + 1
  let node = head
  let before = 0
  let visits = 0
  let comparisons = 0
  let bytes = 0
  let spills = 0
  for (;;) {
    while (node !== 0) {
      visits = (visits + 1) | 0
      if (nodes[node + toLength] === length) {
        comparisons = (comparisons + 1) | 0
        const difference = (nodes[node + toKey] as number) ^ first
        if (difference === 0) break
        const here = (least + (Math.clz32(difference) >>> 3)) | 0
        bytes = (bytes + here) | 0
        if (here >= spillFrom) spills = (spills + (spillsByBytes[here] as number)) | 0
      }
      before = node
      node = nodes[node] as number
    }
    if (node === 0) break
    const here = compareKeys(field, node, name)
    if (here === 0) break
    bytes = (bytes + here) | 0
    spills = (spills + (spillsByBytes[here] as number)) | 0
    before = node
    node = nodes[node] as number
  }
  if (node !== 0) {
    bytes += length
    spills += spillsByBytes[length] as number
  }
  walk.node = node
  walk.before = before
  walk.visits = visits
  walk.comparisons = comparisons
  walk.bytes = bytes
  walk.spills = spills
}

/**
 * Keys with which an exclusive or tells where strcmp() stops: letters have seven bits, and the last
 * bit of each byte says whether the name ends there, so that a name differs from a longer one that
 * begins with it in the last byte they share.
 */
function writeKeys({ count, stride, words, lengths }: Names): Int32Array {
  const keys = new Int32Array(count * stride)
  for (let at = 0; at < keys.length; at += 1) keys[at] = (words[at] as number) << 1
  for (let name = 0; name < count; name += 1) {
    const last = (lengths[name] as number) - 1
    const at = name * stride + (last >> 2)
    keys[at] = (keys[at] as number) | (1 << (24 - ((last & 3) << 3)))
  }
  return keys
}

export function createPackedChains(options: ChainOptions): Directory {
  const { names, chainByName, chainCount, layout, capacity, comparesLength } = options
  const { lengths, stride } = names
  const keys = writeKeys(names)
  const agreeing = countAgreeingWords(keys, stride)
  const nodeWords = toKey + stride - agreeing
  // A node is where its words begin; copied with the links, so that a walk reads one array.
  const nodes = new Int32Array((capacity + 1) * nodeWords)
  const heads = new Int32Array(chainCount)
  const backs = new Int32Array(options.hasBackLinks ? capacity + 1 : 0)
  const nodeNames = new Int32Array(capacity + 1)
  const spillsByBytes = listSpills(layout)
  const spillFrom = spillsByBytes.findIndex((spills) => spills > 0)
  const field: Field = { nodes, keys, stride, agreeing, spillsByBytes, spillFrom }
  const walk: Walk = { node: 0, before: 0, visits: 0, comparisons: 0, bytes: 0, spills: 0 }
  const headLines = options.hasBuckets ? 1 : 0
  let tally: Tally

  function search(name: number, byLength: boolean): number {
    const head = heads[chainByName[name] as number] as number
    const length = lengths[name] as number
    if (byLength) walkLengths(nodes, field, walk, head, name, length)
    else walkNames(nodes, field, walk, head, name, length)
    const { node, visits, comparisons } = walk
    const steps = node === 0 ? visits : visits - 1
    tally.visits += visits
    tally.comparisons += comparisons
    tally.bytes += walk.bytes
    tally.loads += (byLength ? visits : 0) + comparisons + steps
    tally.lines += visits + steps + walk.spills + headLines
    if (visits > tally.longest) tally.longest = visits
    return node
  }

  return {
    count: (into) => {
      tally = into
    },
    create: (id, name) => {
      search(name, false)
      return link(id, name)
    },
    adopt: link,
    find: (name) => toId(search(name, comparesLength)),
    remove: (name) => {
      const chain = chainByName[name] as number
      const node = search(name, true)
      if (node === 0) return 0
      const id = toId(node)
      const next = nodes[node] as number
      tally.loads += options.hasBackLinks ? 2 : 1
      // `next` of the one found lies on a line that finding it did not touch.
      tally.lines += 1
      const previous = options.hasBackLinks ? (backs[id] as number) : walk.before
      if (previous === 0) heads[chain] = next
      else nodes[previous] = next
      if (options.hasBackLinks && next !== 0) backs[toId(next)] = previous
      if (options.hasBackLinks) backs[id] = 0
      // As remove_proc_entry() does: whoever holds the entry finds nothing behind it.
      nodes[node] = 0
      return id
    },
    first: () => findHead(0),
    next: (id) => {
      const next = nodes[id * nodeWords] as number
      return next === 0
        ? findHead((chainByName[nodeNames[id] as number] as number) + 1)
        : toId(next)
    },
  }

  function toId(node: number): number {
    return node / nodeWords
  }

  function link(id: number, name: number): boolean {
    const node = id * nodeWords
    const chain = chainByName[name] as number
    const head = heads[chain] as number
    nodes[node] = head
    if (options.hasBackLinks && head !== 0) backs[toId(head)] = node
    heads[chain] = node
    nodes[node + toLength] = lengths[name] as number
    nodeNames[id] = name
    for (let k = agreeing; k < stride; k += 1) {
      nodes[node + toKey + k - agreeing] = keys[name * stride + k] as number
    }
    return true
  }

  function findHead(from: number): number {
    for (let chain = from; chain < chainCount; chain += 1) {
      if (heads[chain] !== 0) return toId(heads[chain] as number)
    }
    return 0
  }
}
