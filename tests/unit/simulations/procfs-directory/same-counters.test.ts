// Four ways to come by the counters, and they agree to the last one. Seeds are printed on failure.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DirectoryModel } from '../../../../simulations/scenarios/procfs-directory/index.ts'
import { everyStructure, run } from './procfs-run.ts'

const texts = fc.record({
  n: fc.integer({ min: 1, max: 400 }).map(String),
  B: fc.constantFrom('1', '4', '64', '1024'),
  hf: fc.constantFrom('bytewise', 'word', 'fnv1a', 'constant'),
  fold: fc.constantFrom('low', 'hash_32'),
  names: fc.constantFrom('dummyN', 'ethN', 'vethX'),
  order: fc.constantFrom('given', 'shuffled'),
  dup: fc.constantFrom('0', '0', '10', '60', '100'),
  rm: fc.constantFrom('fifo', 'lifo', 'random'),
  rd: fc.constantFrom('count', 'key'),
  buf: fc.constantFrom('512', '2048', '32768'),
  mut: fc.constantFrom('none', 'create', 'remove', 'rmmod', 'held'),
  rate: fc.constantFrom('0', '3', '40'),
  held: fc.integer({ min: 1, max: 60 }).map(String),
  clear: fc.constantFrom('0', '1'),
  place: fc.constantFrom('sequential', 'shuffled', 'dispersed'),
  stride: fc.constant('1024'),
  seed: fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
})

function expectSame(a: DirectoryModel, b: DirectoryModel, how: string): void {
  a.structures.forEach((structure, index) => {
    expect({ how, ...b.structures[index] }).toEqual({ how, ...structure })
  })
}

test('count, walk, heap and step agree on any parameters', () => {
  fc.assert(
    fc.property(texts, (parameters) => {
      const counted = run({ ...parameters, st: everyStructure })
      for (const mode of ['walk', 'heap', 'step'] as const) {
        const other = run({ ...parameters, st: everyStructure }, mode)
        expectSame(counted.model, other.model, mode)
        expect(other.hash).toBe(counted.hash)
      }
      expect(counted.findings.filter(({ holds }) => !holds)).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test.each(['walk', 'heap', 'step'] as const)('%s agrees at 2000 entries', (mode) => {
  const parameters = { n: '2000', st: everyStructure }
  expectSame(run(parameters).model, run(parameters, mode).model, mode)
})

test('names of any length and any beginning are counted alike', () => {
  // Prefixes of each other, equal lengths, lengths 1 and 255.
  const name = fc.oneof(
    fc.integer({ min: 1, max: 255 }).map((length) => 'a'.repeat(length)),
    fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 9 }),
  )
  const lists = fc
    .uniqueArray(name, { minLength: 1, maxLength: 24 })
    .filter((names) => names.join(',').length < 8000)
  fc.assert(
    fc.property(lists, fc.constantFrom('fifo', 'random'), (names, rm) => {
      const parameters = { names: 'custom', list: names.join(','), rm, B: '4', st: everyStructure }
      const counted = run(parameters)
      expect(counted.model.registrations).toBe(names.length)
      for (const mode of ['walk', 'heap', 'step'] as const) {
        expectSame(counted.model, run(parameters, mode).model, mode)
      }
    }),
    { numRuns: 25 },
  )
})
