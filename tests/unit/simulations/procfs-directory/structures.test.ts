// Every structure is a directory: it answers as a Map does, keeps its order and its shape. Seeds are
// printed on failure.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventRecorder } from '../../../../simulations/engine/index.ts'
import { createTally } from '../../../../simulations/scenarios/procfs-directory/counters.ts'
import type { Directory } from '../../../../simulations/scenarios/procfs-directory/directory.ts'
import { createHeapChains } from '../../../../simulations/scenarios/procfs-directory/heap-chains.ts'
import { type Layout, layouts } from '../../../../simulations/scenarios/procfs-directory/layout.ts'
import { hashNames } from '../../../../simulations/scenarios/procfs-directory/name-hash.ts'
import { type Names, packNames } from '../../../../simulations/scenarios/procfs-directory/names.ts'
import {
  createFlatDirectory,
  createMapDirectory,
} from '../../../../simulations/scenarios/procfs-directory/other-directories.ts'
import { createPackedChains } from '../../../../simulations/scenarios/procfs-directory/packed-chains.ts'
import {
  isRed,
  leftOf,
  parentOf,
  rightOf,
} from '../../../../simulations/scenarios/procfs-directory/red-black-tree.ts'
import { createStepChains } from '../../../../simulations/scenarios/procfs-directory/step-chains.ts'
import {
  createHeapTree,
  createPackedTree,
  type TreeDirectory,
} from '../../../../simulations/scenarios/procfs-directory/trees.ts'

const lists = 8
const operationsMax = 400

type Make = (names: Names, capacity: number) => Directory

function toChainOptions(names: Names, capacity: number, kind: 'list' | 'hash' | 'hlist') {
  return {
    names,
    capacity,
    chainByName:
      kind === 'list'
        ? new Int32Array(names.count)
        : hashNames(names, { B: lists, hf: 'bytewise', fold: 'hash_32' }),
    chainCount: kind === 'list' ? 1 : lists,
    layout: layouts[kind] as Layout,
    hasBuckets: kind !== 'list',
    hasBackLinks: kind === 'hlist',
    comparesLength: true,
  }
}

function aHeap(capacity: number) {
  const addresses = Int32Array.from({ length: capacity + 1 }, (_, node) => 64 + node * 512)
  const buffer = new ArrayBuffer(64 + (capacity + 1) * 512)
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer), addresses }
}

function toTreeOptions(names: Names, capacity: number) {
  return { names, capacity, layout: layouts.rbtree as Layout, clears: false }
}

const chainMakers: Readonly<Record<string, Make>> = Object.fromEntries(
  (['list', 'hash', 'hlist'] as const).flatMap((kind): [string, Make][] => [
    [`${kind}, packed`, (names, size) => createPackedChains(toChainOptions(names, size, kind))],
    [
      `${kind}, heap`,
      (names, size) => createHeapChains(toChainOptions(names, size, kind), aHeap(size)),
    ],
    [
      `${kind}, step`,
      (names, size) => createStepChains(toChainOptions(names, size, kind), createEventRecorder()),
    ],
  ]),
)

const treeMakers: Readonly<Record<string, (names: Names, capacity: number) => TreeDirectory>> = {
  'rbtree, packed': (names, size) => createPackedTree(toTreeOptions(names, size)),
  'rbtree, heap': (names, size) => createHeapTree(toTreeOptions(names, size), aHeap(size)),
}

const otherMakers: Readonly<Record<string, Make>> = {
  flat: (names, capacity) =>
    createFlatDirectory({ names, capacity }, { layout: layouts.flat as Layout, scans: true }),
  map: (names, capacity) => createMapDirectory({ names, capacity }),
}

// Names of one length, prefixes of each other, of length 1 and 255.
const pool = [
  ...Array.from({ length: 20 }, (_, index) => `dummy${index}`),
  ...['a', 'b', 'aa', 'ab', 'aaa', 'aab', 'x'.repeat(255), `${'x'.repeat(254)}y`, 'x'.repeat(12)],
]
const names = packNames(pool)

type Step = readonly ['create' | 'find' | 'remove', number]
const steps = fc.array(
  fc.tuple(
    fc.constantFrom('create' as const, 'find' as const, 'remove' as const),
    fc.nat(pool.length - 1),
  ),
  { maxLength: operationsMax },
)

/** Does the steps on a directory and on a Map; `look` may examine the directory after each. */
function compareWithMap(
  make: Make,
  all: readonly Step[],
  look: (directory: Directory, nodes: ReadonlyMap<number, number>) => void = () => {},
): void {
  const directory = make(names, operationsMax)
  directory.count(createTally())
  const nodes = new Map<number, number>()
  all.forEach(([what, name], index) => {
    const node = index + 1
    if (what === 'create' && !nodes.has(name)) {
      expect(directory.create(node, name)).toBe(true)
      nodes.set(name, node)
    }
    if (what === 'find') expect(directory.find(name)).toBe(nodes.get(name) ?? 0)
    if (what === 'remove') {
      expect(directory.remove(name)).toBe(nodes.get(name) ?? 0)
      nodes.delete(name)
    }
    look(directory, nodes)
  })
}

function listNodes(directory: Directory): readonly number[] {
  const nodes: number[] = []
  for (let node = directory.first(); node > 0; node = directory.next(node)) nodes.push(node)
  return nodes
}

test.each(Object.entries({ ...chainMakers, ...treeMakers, ...otherMakers }))(
  '%s answers as a Map does and walks through all it has',
  (_, make) => {
    fc.assert(
      fc.property(steps, (all) => {
        compareWithMap(make, all, (directory, nodes) => {
          expect(listNodes(directory).toSorted((a, b) => a - b)).toEqual(
            [...nodes.values()].sort((a, b) => a - b),
          )
        })
      }),
      { numRuns: 15 },
    )
  },
)

test.each(Object.entries(chainMakers))('%s keeps the newest first, each in its list', (_, make) => {
  const listOf = (name: number): number =>
    _.startsWith('list')
      ? 0
      : (hashNames(names, { B: lists, hf: 'bytewise', fold: 'hash_32' })[name] as number)
  fc.assert(
    fc.property(steps, (all) => {
      compareWithMap(make, all, (directory, nodes) => {
        const expected = [...nodes]
          .sort(([nameA, a], [nameB, b]) => listOf(nameA) - listOf(nameB) || b - a)
          .map(([, node]) => node)
        expect(listNodes(directory)).toEqual(expected)
      })
    }),
    { numRuns: 15 },
  )
})

/** What is wrong with a red-black tree; walks all of it. */
function findTreeFaults({ tree }: TreeDirectory): readonly string[] {
  const faults: string[] = []
  const visit = (node: number): number => {
    if (node === 0) return 0
    const [left, right] = [leftOf(tree, node), rightOf(tree, node)]
    for (const child of [left, right]) {
      if (child === 0) continue
      if (parentOf(tree, child) !== node) faults.push('a parent link leads elsewhere')
      if (isRed(tree, node) && isRed(tree, child)) faults.push('a red node has a red child')
    }
    const [below, other] = [visit(left), visit(right)]
    if (below !== other) faults.push('black heights differ')
    return below + (isRed(tree, node) ? 0 : 1)
  }
  if (tree.root !== 0 && isRed(tree, tree.root)) faults.push('the root is red')
  if (tree.root !== 0 && parentOf(tree, tree.root) !== 0) faults.push('the root has a parent')
  visit(tree.root)
  return faults
}

describe.each(Object.entries(treeMakers))('%s', (_, make) => {
  test('is a red-black tree after every step, ordered by length first and bytes second', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let directory: TreeDirectory | undefined
        const remember: Make = (...given) => {
          directory = make(...given)
          return directory
        }
        compareWithMap(remember, all, (_directory, nodes) => {
          if (directory === undefined) throw new Error('No directory')
          expect(findTreeFaults(directory)).toEqual([])
          const expected = [...nodes]
            .sort(([a], [b]) => {
              const [x, y] = [pool[a] ?? '', pool[b] ?? '']
              return x.length - y.length || (x < y ? -1 : 1)
            })
            .map(([, node]) => node)
          expect(listNodes(directory)).toEqual(expected)
        })
      }),
      { numRuns: 15 },
    )
  })

  test('does not link a name that is there', () => {
    const directory = make(names, 4)
    directory.count(createTally())
    expect([directory.create(1, 0), directory.create(2, 0)]).toEqual([true, false])
    expect(directory.find(0)).toBe(1)
    expect([directory.remove(0), directory.find(0)]).toEqual([1, 0])
  })
})

test.each(Object.entries(chainMakers))('%s shadows a name that is there', (_, make) => {
  const directory = make(names, 4)
  directory.count(createTally())
  expect([directory.create(1, 0), directory.create(2, 0)]).toEqual([true, true])
  expect(directory.find(0)).toBe(2)
  // Removing the newer one exposes the older.
  expect([directory.remove(0), directory.find(0), directory.remove(0)]).toEqual([2, 1, 1])
  expect(directory.find(0)).toBe(0)
})

test('every node of an hlist is pointed at by the one that its back link names', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const heap = aHeap(operationsMax)
      const layout = layouts.hlist as Layout
      const make: Make = (given, size) =>
        createHeapChains(toChainOptions(given, size, 'hlist'), heap)
      compareWithMap(make, all, (directory) => {
        const wordOf = (node: number): number => (heap.addresses[node] as number) >> 2
        for (const node of listNodes(directory)) {
          const back = heap.words[wordOf(node) + ((layout.link + 8) >> 2)] as number
          if (back === 0) continue
          expect(heap.words[(back >> 2) + (layout.link >> 2)]).toBe(heap.addresses[node])
        }
      })
    }),
    { numRuns: 15 },
  )
})

test('lines are those that the addresses of a heap really touch', () => {
  // An independent walk: which bytes of which entry are read, as distinct lines of 64.
  const layout = layouts.list as Layout
  const heap = aHeap(pool.length)
  const directory = createHeapChains(toChainOptions(names, pool.length, 'list'), heap)
  const tally = createTally()
  directory.count(tally)
  let expected = 0
  const created: number[] = []
  pool.forEach((_, name) => {
    const touched = new Set<number>()
    for (const other of created) {
      const entry = heap.addresses[other + 1] as number
      const [a, b] = [pool[name] ?? '', pool[other] ?? '']
      const shorter = Math.min(a.length, b.length)
      let same = 0
      while (same < shorter && a[same] === b[same]) same += 1
      const bytes = Math.min(same + 1, shorter)
      for (let at = 0; at < bytes; at += 1) touched.add((entry + layout.name + at) >> 6)
      touched.add((entry + layout.link) >> 6)
    }
    expected += touched.size
    directory.create(name + 1, name)
    created.push(name)
  })
  expect(tally.lines).toBe(expected)
})
