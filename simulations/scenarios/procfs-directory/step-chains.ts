// One list or several, with every step written down: slow, plain, and the reference for the others.

import type { EventRecorder } from '../../engine/index.ts'
import type { Tally } from './counters.ts'
import type { Directory } from './directory.ts'
import { countSpills } from './layout.ts'
import type { ChainOptions } from './packed-chains.ts'

interface Entry {
  readonly node: number
  readonly name: string
  readonly chain: number
  next: Entry | undefined
}

/** Which part of an entry an event of kind `visit` reads first, as a line of it. */
const firstLine = 1

export function createStepChains(options: ChainOptions, recorder: EventRecorder): Directory {
  const { names, chainByName, chainCount, layout, comparesLength } = options
  const heads: (Entry | undefined)[] = Array.from({ length: chainCount }, () => undefined)
  const entries = new Map<number, Entry>()
  let tally: Tally
  let before: Entry | undefined

  function walk(chain: number, name: string, looksAtLength: boolean): Entry | undefined {
    let entry = heads[chain]
    let visits = 0
    before = undefined
    if (options.hasBuckets) tally.lines += 1
    while (entry !== undefined) {
      visits += 1
      tally.visits += 1
      // The line with the name and its length.
      tally.lines += 1
      if (looksAtLength) tally.loads += 1
      recorder.add('visit', entry.node, firstLine, before?.node ?? 0)
      if (!looksAtLength || entry.name.length === name.length) {
        const { bytes, order } = compareTexts(name, entry.name)
        tally.comparisons += 1
        tally.loads += 1
        tally.bytes += bytes
        tally.lines += countSpills(layout, bytes)
        recorder.add('compare', entry.node, bytes, order)
        if (order === 0) break
      }
      // The line with `next`.
      tally.loads += 1
      tally.lines += 1
      before = entry
      entry = entry.next
    }
    tally.longest = Math.max(tally.longest, visits)
    return entry
  }

  return {
    count: (into) => {
      tally = into
    },
    create: (node, name) => {
      walk(chainByName[name] as number, names.text(name), false)
      return link(node, name)
    },
    adopt: link,
    find: (name) => walk(chainByName[name] as number, names.text(name), comparesLength)?.node ?? 0,
    remove: (name) => {
      const chain = chainByName[name] as number
      const entry = walk(chain, names.text(name), true)
      if (entry === undefined) return 0
      tally.loads += options.hasBackLinks ? 2 : 1
      tally.lines += 1
      recorder.add('unlink', entry.node, before?.node ?? 0, chain)
      if (before === undefined) heads[chain] = entry.next
      else before.next = entry.next
      entry.next = undefined
      return entry.node
    },
    first: () => findHead(0),
    next: (node) => {
      const entry = entries.get(node)
      return entry?.next?.node ?? findHead((entry?.chain ?? 0) + 1)
    },
  }

  function link(node: number, name: number): boolean {
    const chain = chainByName[name] as number
    const entry: Entry = { node, name: names.text(name), chain, next: heads[chain] }
    heads[chain] = entry
    entries.set(node, entry)
    recorder.add('link', node, 0, chain)
    return true
  }

  function findHead(from: number): number {
    for (let chain = from; chain < chainCount; chain += 1) {
      const head = heads[chain]
      if (head !== undefined) return head.node
    }
    return 0
  }
}

/** The sign of a comparison and how many bytes it took. */
export function compareTexts(
  a: string,
  b: string,
): { readonly bytes: number; readonly order: number } {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at += 1) {
    const difference = a.charCodeAt(at) - b.charCodeAt(at)
    if (difference !== 0) return { bytes: at + 1, order: Math.sign(difference) }
  }
  return { bytes: shorter, order: Math.sign(a.length - b.length) }
}
