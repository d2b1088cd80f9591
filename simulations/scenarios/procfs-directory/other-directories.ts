// What is no list and no tree: the array of fingerprints, JavaScript's Map, and no entries at all.

import type { Tally } from './counters.ts'
import type { Directory } from './directory.ts'
import { countSpills, type Layout, lineBytes } from './layout.ts'
import { fingerprintNames } from './name-hash.ts'
import type { Names } from './names.ts'
import { compareTexts } from './step-chains.ts'

export interface PlainOptions {
  readonly names: Names
  readonly capacity: number
}

const fingerprintBytes = 4

/** Lines that so many fingerprints fill. */
export function countFingerprintLines(fingerprints: number): number {
  return (fingerprints + lineBytes / fingerprintBytes - 1) >> 4
}

/**
 * Scans 32-bit fingerprints in one array; removing puts the last one into the gap. A reader needs no
 * scans: what others do meanwhile is not counted.
 */
export function createFlatDirectory(
  { names, capacity }: PlainOptions,
  { layout, scans }: { readonly layout: Layout; readonly scans: boolean },
): Directory {
  const printByName = fingerprintNames(names)
  const prints = new Int32Array(capacity)
  const nodes = new Int32Array(capacity)
  const nameByNode = new Int32Array(capacity + 1)
  // Where a node is, or was when it went.
  const placeByNode = new Int32Array(capacity + 1)
  const nodeByName = new Int32Array(names.count)
  let count = 0
  let tally: Tally

  /** Where the name is, or -1. */
  function scan(name: number): number {
    const print = printByName[name] as number
    let from = 0
    for (;;) {
      const found = prints.subarray(0, count).indexOf(print, from)
      const isMiss = found === -1
      const at = isMiss ? count : found
      tally.visits += at - from + (isMiss ? 0 : 1)
      if (isMiss) return note(at, -1)
      const { bytes, order } = compareTexts(
        names.text(name),
        names.text(nameByNode[nodes[at] as number] as number),
      )
      tally.comparisons += 1
      tally.bytes += bytes
      tally.loads += 1
      tally.lines += 1 + countSpills(layout, bytes)
      if (order === 0) return note(at + 1, at)
      from = at + 1
    }
  }

  function note(visits: number, answer: number): number {
    tally.lines += countFingerprintLines(visits)
    if (visits > tally.longest) tally.longest = visits
    return answer
  }

  function link(node: number, name: number): boolean {
    prints[count] = printByName[name] as number
    nodes[count] = node
    nameByNode[node] = name
    nodeByName[name] = node
    placeByNode[node] = count
    count += 1
    return true
  }

  return {
    count: (into) => {
      tally = into
    },
    create: (node, name) => scan(name) === -1 && link(node, name),
    adopt: (node, name) => nodeByName[name] === 0 && link(node, name),
    find: (name) => {
      const at = scan(name)
      return at === -1 ? 0 : (nodes[at] as number)
    },
    remove: (name) => {
      if (scans) scan(name)
      const node = nodeByName[name] as number
      if (node === 0) return 0
      const at = placeByNode[node] as number
      nodeByName[name] = 0
      count -= 1
      nodes[at] = nodes[count] as number
      prints[at] = prints[count] as number
      placeByNode[nodes[at] as number] = at
      placeByNode[node] = at
      return node
    },
    first: () => (count === 0 ? 0 : (nodes[0] as number)),
    next: (node) => {
      const at = (placeByNode[node] as number) + 1
      return at < count ? (nodes[at] as number) : 0
    },
  }
}

/** JavaScript's Map by text, oldest first: what it does inside is its own affair, so a call counts as one visit. */
export function createMapDirectory({ names, capacity }: PlainOptions): Directory {
  const nodeByName = new Map<string, number>()
  const alive = createOldestFirst(capacity)
  let tally: Tally

  function look(name: number): number {
    const node = nodeByName.get(names.text(name)) ?? 0
    tally.visits += 1
    tally.longest = 1
    if (node !== 0) {
      tally.comparisons += 1
      tally.bytes += names.lengths[name] as number
    }
    return node
  }

  const create = (node: number, name: number): boolean => {
    if (look(name) !== 0) return false
    nodeByName.set(names.text(name), node)
    alive.add(node)
    return true
  }
  return {
    count: (into) => {
      tally = into
    },
    create,
    adopt: create,
    find: look,
    remove: (name) => {
      const node = look(name)
      if (node === 0) return 0
      nodeByName.delete(names.text(name))
      alive.remove(node)
      return node
    },
    first: () => alive.next(0),
    next: alive.next,
  }
}

/** Nodes in order of their numbers, with gaps. */
function createOldestFirst(capacity: number) {
  const isAlive = new Uint8Array(capacity + 2)
  let last = 0
  return {
    add: (node: number): void => {
      isAlive[node] = 1
      if (node > last) last = node
    },
    remove: (node: number): void => {
      isAlive[node] = 0
    },
    next: (node: number): number => {
      for (let at = node + 1; at <= last; at += 1) if (isAlive[at] === 1) return at
      return 0
    },
  }
}
