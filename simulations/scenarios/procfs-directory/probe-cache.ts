// What one more registration costs a cache: spare names are checked against the full directory and
// not linked. Some checks warm the caches, then as many are counted.

import { cacheMachines } from './cache-machines.ts'
import { createCacheModel, toCacheNs, touchLine } from './cache-model.ts'
import type { Layout } from './layout.ts'
import type { Names } from './names.ts'
import type { Values } from './parameters.ts'
import type { RedBlackTree } from './red-black-tree.ts'
import { type Placed, probesMax } from './workload.ts'

export interface CacheCounts {
  /** Checks counted, after as many to warm up. */
  readonly checks: number
  /** Per check. */
  readonly touches: number
  readonly missesL1: number
  readonly missesL2: number
  readonly missesL3: number
  /** Modelled, per node visited. */
  readonly nsPerVisit: number
}

/** Nodes that all checks together may visit, so that this stays a matter of milliseconds. */
const allVisitsMax = 65_536

/**
 * Of a check that visits more nodes than this only every eighth set of the caches is modelled, as
 * simulators of caches do. Sets do not know each other, so each of them is still exact; entries that
 * lie a stride apart use few sets, so there all are.
 */
const sampledFrom = 4096
const everySet = 64
const sampledSets = 8

export interface Probe {
  /** Where nodes are, and how far memory goes with all that a check reads. */
  readonly memory: Placed
  readonly layout: Layout
  /** Writes down the nodes that a check visits, negative where it only sees a length; answers how many. */
  readonly check: (name: number, path: Int32Array) => number
  /** No check visits more. */
  readonly visitsMax: number
  readonly names: Names
  /** The name of a node. */
  readonly nameOf: (node: number) => number
  /** An array that every check reads first, e.g. bucket heads: where in it, in bytes. */
  readonly headOf?: (name: number) => number
  /** Nodes that a check visits, about. */
  readonly visitsPerCheck: number
}

export function probeCache(
  { memory, layout, check, headOf, visitsPerCheck, visitsMax, names, nameOf }: Probe,
  {
    cache,
    place,
    spare,
  }: {
    readonly cache: Values['cache']
    readonly place: Values['place']
    readonly spare: number
  },
): CacheCounts {
  const sets = visitsPerCheck > sampledFrom && place !== 'dispersed' ? sampledSets : everySet
  const machine = cacheMachines[cache]
  const { addresses, bytes } = memory
  const model = createCacheModel(machine, (bytes >> 6) + 1)
  const checks = Math.max(
    1,
    Math.min(probesMax / 2, Math.floor(allVisitsMax / 2 / Math.max(1, visitsPerCheck))),
  )
  let visits = 0
  const touch = (from: number, bytes: number): void => {
    // Addresses fit 31 bits; a line is 64 bytes.
    const last = (from + bytes - 1) >> 6
    for (let line = from >> 6; line <= last; line += 1) {
      if ((line & (everySet - 1)) < sets) touchLine(model, line)
    }
  }
  // Of most entries no line is modelled: then nothing needs to be compared.
  const isModelled = (from: number, bytes: number): boolean => {
    const first = (from >> 6) & (everySet - 1)
    return first < sets || first + ((bytes + 63) >> 6) >= everySet
  }
  const path = new Int32Array(visitsMax)
  function follow(count: number, comparedWith: number): void {
    for (let at = 0; at < count; at += 1) {
      const node = path[at] as number
      const id = node < 0 ? -node : node
      const entry = addresses[id] as number
      const name = entry + layout.nameLength
      if (isModelled(name, 256)) {
        touch(name, node < 0 ? 1 : countCompared(names, comparedWith, nameOf(id)) + 1)
      }
      touch(entry + layout.link, 8)
    }
    visits += count
  }
  for (const round of [0, 1]) {
    model.counts.fill(0)
    visits = 0
    for (let index = 0; index < checks; index += 1) {
      const name = spare + round * checks + index
      // Below every entry.
      if (headOf !== undefined) touch(headOf(name), 8)
      follow(check(name, path), name)
    }
  }
  const scale = everySet / sets
  const counts = model.counts.map((count) => count * scale) as [number, number, number, number]
  const [touches, l1, l2, l3] = counts
  return {
    checks,
    touches: touches / checks,
    missesL1: l1 / checks,
    missesL2: l2 / checks,
    missesL3: l3 / checks,
    nsPerVisit: visits === 0 ? 0 : toCacheNs(machine, counts) / visits,
  }
}

/** How many bytes comparing two names takes, as strcmp() does. */
export function countCompared({ stride, words, lengths }: Names, a: number, b: number): number {
  const shorter = Math.min(lengths[a] as number, lengths[b] as number)
  for (let k = 0; k < stride; k += 1) {
    const difference = (words[a * stride + k] as number) ^ (words[b * stride + k] as number)
    if (difference !== 0) return Math.min(shorter, k * 4 + (Math.clz32(difference) >>> 3) + 1)
  }
  return shorter
}

/** The check of a tree, as the probe wants it. */
export function checkTree(
  tree: RedBlackTree,
  {
    names,
    toId,
    nameOf,
  }: Pick<Probe, 'names' | 'nameOf'> & { readonly toId: (node: number) => number },
): Probe['check'] {
  return (name, path) => {
    const length = names.lengths[name] as number
    let visits = 0
    let node = tree.root()
    while (node !== 0) {
      const id = toId(node)
      const other = nameOf(id)
      const byLength = length - (names.lengths[other] as number)
      path[visits] = byLength === 0 ? id : -id
      visits += 1
      const isBefore = byLength === 0 ? isWordBefore(names, name, other) : byLength < 0
      node = isBefore ? tree.leftOf(node) : tree.rightOf(node)
    }
    return visits
  }
}

function isWordBefore({ stride, words }: Names, a: number, b: number): boolean {
  for (let k = 0; k < stride; k += 1) {
    const x = (words[a * stride + k] as number) >>> 0
    const y = (words[b * stride + k] as number) >>> 0
    if (x !== y) return x < y
  }
  return false
}
