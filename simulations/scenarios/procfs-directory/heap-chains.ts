// One list or several of entries laid out byte by byte: every field at its offset, every name
// compared where it lies, every address real.

import type { Tally } from './counters.ts'
import type { Directory } from './directory.ts'
import { countAgreeingWords } from './names.ts'
import { type ChainOptions, listSpills } from './packed-chains.ts'

export interface Heap {
  readonly bytes: Uint8Array
  readonly words: Int32Array
  /** Of each node by its number, in bytes; node 0 has none. */
  readonly addresses: Int32Array
}

export function createHeapChains(options: ChainOptions, heap: Heap): Directory {
  const { names, chainByName, chainCount, layout, comparesLength } = options
  const { stride, words: sources, lengths } = names
  const { bytes: memory, words, addresses } = heap
  // Names begin at odd addresses; a view reads four bytes from anywhere.
  const view = new DataView(memory.buffer)
  const heads = new Int32Array(chainCount)
  const toNext = layout.link >> 2
  const toBack = (layout.link + 8) >> 2
  // The number of a node, where the kernel keeps the inode's.
  const toNode = 0
  const toName = layout.name
  const toLength = layout.nameLength
  // Of a word with which all names begin nobody learns anything: the second lies on the same line.
  const agreeing = Math.min(1, countAgreeingWords(sources, stride))
  const toFirst = toName + 4 * agreeing
  const least = 4 * agreeing + 1
  const spillsByBytes = listSpills(layout)
  const spillFrom = spillsByBytes.findIndex((spills) => spills > 0)
  const headLines = options.hasBuckets ? 1 : 0
  let tally: Tally
  let lastBefore = 0
  let compared = 0

  /**
   * Compares four bytes at a time: 0 if the names agree. Behind a name its NUL and the padding of the
   * struct are zero, as behind the names in the table.
   */
  function compareNames(entry: number, name: number): number {
    const at = entry + toName
    const sought = name * stride
    const length = lengths[name] as number
    const entryLength = memory[entry + toLength] as number
    const shorter = Math.min(length, entryLength)
    for (let from = 0; from < shorter; from += 4) {
      const difference = view.getInt32(at + from) ^ (sources[sought + (from >> 2)] as number)
      if (difference !== 0) {
        compared = Math.min(shorter, from + (Math.clz32(difference) >>> 3) + 1)
        return difference
      }
    }
    compared = shorter
    return length - entryLength
  }

  /** Adds a walk that loaded the length of each name to the counters. */
  function note(
    entry: number,
    visits: number,
    comparisons: number,
    bytes: number,
    spills: number,
  ): number {
    const steps = entry === 0 ? visits : visits - 1
    tally.visits += visits
    tally.comparisons += comparisons
    tally.bytes += bytes
    tally.loads += visits + comparisons + steps
    tally.lines += visits + steps + spills + headLines
    if (visits > tally.longest) tally.longest = visits
    return entry
  }

  function walkNames(head: number, name: number): number {
    const length = lengths[name] as number
    const first = sources[name * stride + agreeing] as number
    let entry = head
    let visits = 0
    let bytes = 0
    let spills = 0
    for (;;) {
      // No call and no loop in this loop: then engines look once where memory is.
      while (entry !== 0) {
        visits = (visits + 1) | 0
        const difference = view.getInt32(entry + toFirst) ^ first
        if (difference === 0) break
        const shorter = Math.min(memory[entry + toLength] as number, length)
        const here = Math.min(shorter, least + (Math.clz32(difference) >>> 3))
        bytes = (bytes + here) | 0
        if (here >= spillFrom) spills = (spills + (spillsByBytes[here] as number)) | 0
        entry = words[(entry >> 2) + toNext] as number
      }
      if (entry === 0) break
      const difference = compareNames(entry, name)
      bytes = (bytes + compared) | 0
      spills = (spills + (spillsByBytes[compared] as number)) | 0
      if (difference === 0) break
      entry = words[(entry >> 2) + toNext] as number
    }
    // strcmp() does not look at lengths.
    tally.loads -= visits
    return note(entry, visits, visits, bytes, spills)
  }

  function walkLengths(head: number, name: number): number {
    const length = lengths[name] as number
    const first = sources[name * stride + agreeing] as number
    let entry = head
    let visits = 0
    let comparisons = 0
    let bytes = 0
    let spills = 0
    let before = 0
    for (;;) {
      while (entry !== 0) {
        visits = (visits + 1) | 0
        if (memory[entry + toLength] === length) {
          comparisons = (comparisons + 1) | 0
          const difference = view.getInt32(entry + toFirst) ^ first
          if (difference === 0) break
          const here = (least + (Math.clz32(difference) >>> 3)) | 0
          bytes = (bytes + here) | 0
          spills = (spills + (spillsByBytes[here] as number)) | 0
        }
        before = entry
        entry = words[(entry >> 2) + toNext] as number
      }
      if (entry === 0) break
      const difference = compareNames(entry, name)
      bytes = (bytes + compared) | 0
      spills = (spills + (spillsByBytes[compared] as number)) | 0
      if (difference === 0) break
      before = entry
      entry = words[(entry >> 2) + toNext] as number
    }
    lastBefore = before
    return note(entry, visits, comparisons, bytes, spills)
  }

  const toNumber = (entry: number): number =>
    entry === 0 ? 0 : (words[(entry >> 2) + toNode] as number)
  const chainByNode = new Int32Array(addresses.length)

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
      return toNumber(comparesLength ? walkLengths(head, name) : walkNames(head, name))
    },
    remove: (name) => {
      const chain = chainByName[name] as number
      const entry = walkLengths(heads[chain] as number, name)
      if (entry === 0) return 0
      const word = entry >> 2
      const next = words[word + toNext] as number
      tally.loads += options.hasBackLinks ? 2 : 1
      tally.lines += 1
      const previous = options.hasBackLinks ? (words[word + toBack] as number) : lastBefore
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
    memory[entry + toLength] = lengths[name] as number
    for (let from = 0; from < (lengths[name] as number); from += 4) {
      view.setInt32(entry + toName + from, sources[name * stride + (from >> 2)] as number)
    }
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
