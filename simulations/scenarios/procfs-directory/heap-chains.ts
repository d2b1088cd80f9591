// One list or several of entries laid out byte by byte: every field at its offset, every name
// compared byte after byte, every address real.

import type { Tally } from './counters.ts'
import type { Directory } from './directory.ts'
import { type ChainOptions, listSpills } from './packed-chains.ts'

export interface Heap {
  readonly bytes: Uint8Array
  readonly words: Int32Array
  /** Of each node by its number, in bytes; node 0 has none. */
  readonly addresses: Int32Array
}

export function createHeapChains(options: ChainOptions, heap: Heap): Directory {
  const { names, chainByName, chainCount, layout, comparesLength } = options
  const { bytes: memory, words, addresses } = heap
  // Only the names of what a walk looks for are read from here.
  const sought = new Uint8Array(256)
  const heads = new Int32Array(chainCount)
  const toNext = layout.link >> 2
  const toBack = (layout.link + 8) >> 2
  // The number of a node, where the kernel keeps the inode's.
  const toNode = 0
  const toName = layout.name
  const toLength = layout.nameLength
  const spillsByBytes = listSpills(layout)
  const spillFrom = spillsByBytes.findIndex((spills) => spills > 0)
  const headLines = options.hasBuckets ? 1 : 0
  let tally: Tally
  let before = 0

  function seek(name: number): number {
    const length = names.lengths[name] as number
    for (let at = 0; at < length; at += 1) sought[at] = names.byteAt(name, at)
    sought[length] = 0
    return length
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop, for a call per node would cost more than the node.
  function walkNames(head: number, length: number): number {
    let entry = head
    let visits = 0
    let bytes = 0
    let spills = 0
    while (entry !== 0) {
      visits += 1
      const name = entry + toName
      let at = 0
      while (at < length && memory[name + at] === sought[at]) at += 1
      // A NUL ends the shorter name: it is no byte of it.
      const isEnd = at === length || memory[name + at] === 0
      const here = isEnd ? at : at + 1
      bytes += here
      if (here >= spillFrom) spills += spillsByBytes[here] as number
      if (at === length && memory[name + at] === 0) break
      entry = words[(entry >> 2) + toNext] as number
    }
    const steps = entry === 0 ? visits : visits - 1
    tally.visits += visits
    tally.comparisons += visits
    tally.bytes += bytes
    tally.loads += visits + steps
    tally.lines += visits + steps + spills + headLines
    if (visits > tally.longest) tally.longest = visits
    return entry
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop, for a call per node would cost more than the node.
  function walkLengths(head: number, length: number): number {
    let entry = head
    let visits = 0
    let comparisons = 0
    let bytes = 0
    let spills = 0
    before = 0
    while (entry !== 0) {
      visits += 1
      if (memory[entry + toLength] === length) {
        comparisons += 1
        const name = entry + toName
        let at = 0
        while (at < length && memory[name + at] === sought[at]) at += 1
        const here = at === length ? at : at + 1
        bytes += here
        if (here >= spillFrom) spills += spillsByBytes[here] as number
        if (at === length) break
      }
      before = entry
      entry = words[(entry >> 2) + toNext] as number
    }
    const steps = entry === 0 ? visits : visits - 1
    tally.visits += visits
    tally.comparisons += comparisons
    tally.bytes += bytes
    tally.loads += visits + comparisons + steps
    tally.lines += visits + steps + spills + headLines
    if (visits > tally.longest) tally.longest = visits
    return entry
  }

  const toNumber = (entry: number): number =>
    entry === 0 ? 0 : (words[(entry >> 2) + toNode] as number)
  const chainByNode = new Int32Array(addresses.length)

  return {
    count: (into) => {
      tally = into
    },
    create: (node, name) => {
      walkNames(heads[chainByName[name] as number] as number, seek(name))
      return link(node, name)
    },
    adopt: link,
    find: (name) => {
      const length = seek(name)
      const head = heads[chainByName[name] as number] as number
      return toNumber(comparesLength ? walkLengths(head, length) : walkNames(head, length))
    },
    remove: (name) => {
      const length = seek(name)
      const chain = chainByName[name] as number
      const entry = walkLengths(heads[chain] as number, length)
      if (entry === 0) return 0
      const word = entry >> 2
      const next = words[word + toNext] as number
      tally.loads += options.hasBackLinks ? 2 : 1
      tally.lines += 1
      const previous = options.hasBackLinks ? (words[word + toBack] as number) : before
      if (previous === 0) heads[chain] = next
      else words[(previous >> 2) + toNext] = next
      if (options.hasBackLinks && next !== 0) words[(next >> 2) + toBack] = previous
      words[word + toNext] = 0
      return words[word + toNode] as number
    },
    first: () => findHead(0),
    next: (node) => {
      const next = words[((addresses[node] as number) >> 2) + toNext] as number
      return next === 0 ? findHead((chainByNode[node] as number) + 1) : toNumber(next)
    },
  }

  function link(node: number, name: number): boolean {
    const length = seek(name)
    const chain = chainByName[name] as number
    const head = heads[chain] as number
    const entry = addresses[node] as number
    const word = entry >> 2
    words[word + toNode] = node
    words[word + toNext] = head
    if (options.hasBackLinks) {
      words[word + toBack] = 0
      if (head !== 0) words[(head >> 2) + toBack] = entry
    }
    memory[entry + toLength] = length
    memory.set(sought.subarray(0, length + 1), entry + toName)
    heads[chain] = entry
    chainByNode[node] = chain
    return true
  }

  function findHead(from: number): number {
    for (let chain = from; chain < chainCount; chain += 1) {
      if (heads[chain] !== 0) return toNumber(heads[chain] as number)
    }
    return 0
  }
}
