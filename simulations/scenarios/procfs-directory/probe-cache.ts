// What one more registration costs a cache: spare names are checked against the full directory and
// not linked. Some checks warm the caches, then as many are counted.

import { cacheMachines } from './cache-machines.ts'
import { type CacheModel, createCacheModel, toCacheNs, touchLine } from './cache-model.ts'
import type { Layout } from './layout.ts'
import type { Names } from './names.ts'
import type { Values } from './parameters.ts'
import { leftOf, type RedBlackTree, rightOf } from './red-black-tree.ts'
import { type Placed, partNodes, probesMax, type Workload } from './workload.ts'

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
  /** An array that every check reads first, e.g. bucket heads: where in it, in bytes. */
  readonly headOf?: (name: number) => number
  /** Nodes that a check visits, about. */
  readonly visitsPerCheck: number
}

/** Yields between its parts. */
export function* probeCache(
  { cache, place }: Pick<Values, 'cache' | 'place'>,
  workload: Workload,
  probe: Probe,
): Generator<undefined, CacheCounts, void> {
  const { memory, check, headOf, visitsPerCheck, visitsMax } = probe
  const sets = visitsPerCheck > sampledFrom && place !== 'dispersed' ? sampledSets : everySet
  const machine = cacheMachines[cache]
  const model = createCacheModel(machine, (memory.bytes >> 6) + 1)
  const sampled = { model, sets, path: new Int32Array(visitsMax) }
  const checks = Math.max(
    1,
    Math.min(probesMax / 2, Math.floor(allVisitsMax / 2 / Math.max(1, visitsPerCheck))),
  )
  let visits = 0
  for (const round of [0, 1]) {
    model.counts.fill(0)
    visits = 0
    for (let index = 0; index < checks; index += 1) {
      const name = workload.spare + round * checks + index
      // Below every entry.
      if (headOf !== undefined) touch(sampled, headOf(name), 8)
      const count = check(name, sampled.path)
      for (let from = 0; from < count; from += partNodes) {
        const part = { from, to: Math.min(count, from + partNodes) }
        follow(probe, sampled, workload, name, part)
        yield
      }
      visits += count
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

/** Caches, and how many of their sets are modelled. */
interface Sampled {
  readonly model: CacheModel
  readonly sets: number
}

function touch({ model, sets }: Sampled, from: number, bytes: number): void {
  // Addresses fit 31 bits; a line is 64 bytes.
  const last = (from + bytes - 1) >> 6
  for (let line = from >> 6; line <= last; line += 1) {
    if ((line & (everySet - 1)) < sets) touchLine(model, line)
  }
}

/** Touches what a check reads of some nodes on its path. */
function follow(
  { memory, layout }: Probe,
  sampled: Sampled & { readonly path: Int32Array },
  { names, nameByNode }: Workload,
  comparedWith: number,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const { addresses } = memory
  const { path, sets } = sampled
  for (let at = from; at < to; at += 1) {
    const node = path[at] as number
    const id = node < 0 ? -node : node
    const entry = addresses[id] as number
    const name = entry + layout.nameLength
    // Of most entries no line is modelled: then nothing needs to be compared.
    const line = (name >> 6) & (everySet - 1)
    if (line < sets || line + 4 >= everySet) {
      const other = nameByNode[id] as number
      touch(sampled, name, node < 0 ? 1 : countCompared(names, comparedWith, other) + 1)
    }
    touch(sampled, entry + layout.link, 8)
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
export function checkTree(tree: RedBlackTree, { names, nameByNode }: Workload): Probe['check'] {
  return (name, path) => {
    const length = names.lengths[name] as number
    let visits = 0
    let node = tree.root
    while (node !== 0) {
      const id = tree.toId(node)
      const other = nameByNode[id] as number
      const byLength = length - (names.lengths[other] as number)
      path[visits] = byLength === 0 ? id : -id
      visits += 1
      const isBefore = byLength === 0 ? isWordBefore(names, name, other) : byLength < 0
      node = isBefore ? leftOf(tree, node) : rightOf(tree, node)
    }
    return visits
  }
}

/** The check of a list, from one node to the next. */
export function followLinks(nexts: Int32Array, head: number, path: Int32Array): number {
  let visits = 0
  for (let node = head; node !== 0; node = nexts[node] as number) {
    path[visits] = node
    visits += 1
  }
  return visits
}

function isWordBefore({ stride, words }: Names, a: number, b: number): boolean {
  for (let k = 0; k < stride; k += 1) {
    const x = (words[a * stride + k] as number) >>> 0
    const y = (words[b * stride + k] as number) >>> 0
    if (x !== y) return x < y
  }
  return false
}
