// Counts that independent implementations in C and JavaScript agreed on: names dummy0 to dummyn−1,
// created in this order.

import { describe, expect, test } from 'vitest'
import { run, runOne } from './procfs-run.ts'

const listCreate = { 1000: 499_500, 3000: 4_498_500, 10000: 49_995_000, 30000: 449_985_000 }

test.each(Object.entries(listCreate))(
  'a list of %s is filled with n(n−1)/2 visits',
  (n, visits) => {
    expect(runOne({ n, st: 'list' }).create.visits).toBe(visits)
  },
)

describe('the byte-wise hash, its low bits taken', () => {
  test.each([
    ['1000', [101_777, 25_074, 5920]],
    ['3000', [600_781, 149_077, 36_215]],
    ['10000', [10_222_279, 2_551_826, 634_306]],
    ['30000', [60_212_287, 15_041_830, 3_749_524]],
  ])('fills 64, 256 and 1024 lists with %s entries', (n, visits) => {
    const counted = ['64', '256', '1024'].map(
      (B) => runOne({ n, B, st: 'hash', fold: 'low', ops: 'create' }).create.visits,
    )
    expect(counted).toEqual(visits)
  })

  test('leaves three quarters of 1024 lists empty', () => {
    const { shape } = runOne({ B: '1024', st: 'hash', fold: 'low', ops: 'create' })
    expect(shape.emptyBuckets).toBe(760)
    expect(runOne({ B: '16', st: 'hash', fold: 'low', ops: 'create' }).shape.longestChain).toBe(
      20_000,
    )
  })
})

test.each([
  ['16', 'bytewise', 'low', 240_894_100],
  ['4096', 'bytewise', 'low', 926_658],
  ['16', 'bytewise', 'hash_32', 28_137_187],
  ['256', 'bytewise', 'hash_32', 1_758_855],
  ['1024', 'bytewise', 'hash_32', 430_153],
  ['4096', 'bytewise', 'hash_32', 102_107],
  ['16', 'fnv1a', 'low', 28_111_322],
  ['256', 'fnv1a', 'low', 1_755_546],
  ['1024', 'fnv1a', 'low', 431_920],
  ['4096', 'fnv1a', 'low', 107_406],
  ['64', 'word', 'low', 248_995_000],
  ['64', 'constant', 'low', 449_985_000],
])('%s lists by %s, folded by %s', (B, hf, fold, visits) => {
  expect(runOne({ st: 'hash', B, hf, fold, ops: 'create' }).create.visits).toBe(visits)
})

test.each([
  ['1000', [14_481, 983, 9406, 7577], undefined],
  ['3000', [52_879, 2980, 32_761, 27_131], 20],
  ['10000', [211_383, 9976, 128_853, 108_660], undefined],
  ['30000', [728_141, 29_973, 428_872, 375_638], 27],
])('a tree of %s', (n, counts, height) => {
  const { create, lookup, remove, shape } = runOne({ n, st: 'rbtree' })
  expect([create.visits, create.rotations, lookup?.visits, remove?.visits]).toEqual(counts)
  if (height !== undefined) expect(shape.treeHeight).toBe(height)
})

test.each([
  ['fifo', 450_015_000],
  ['lifo', 30_000],
])('a list emptied %s', (rm, visits) => {
  expect(runOne({ st: 'list', rm }).remove?.visits).toBe(visits)
})

test('entries ask for what compiled layouts say, and all take 192 bytes of slab', () => {
  const perEntry = (st: string) => {
    const { memory } = runOne({ st, names: 'custom', list: 'dummy10000', n: '1' })
    return [memory.requested, memory.slab]
  }
  expect(['list', 'hash', 'hlist', 'rbtree'].map(perEntry)).toEqual([
    [131, 192],
    [131, 192],
    [139, 192],
    [147, 192],
  ])
  const shortest = runOne({ st: 'list', names: 'custom', list: 'dummy0', n: '1' })
  expect([shortest.memory.requested, shortest.memory.slab]).toEqual([127, 128])
})

test('a name is longest in a list of 2.1 ms and a tree of 27 visits', () => {
  const { structures } = run({ st: 'list,rbtree' }).model
  expect(structures.map(({ lockHold }) => lockHold.create)).toEqual([29_999 * 70.5, 27 * 70.5])
})

test('a buffer of glibc holds 1024 short names, the two dots among them', () => {
  const { reading } = runOne({ n: '3000', st: 'list' })
  // 1022 + 1024 + 954, and a last call that returns nothing.
  expect(reading).toMatchObject({ calls: 4, skips: 1022 + 2046 + 3000, emitted: 3000 })
})

// Committed: the same parameters must give the same bytes on every machine.
test('the hash of the default run', () => {
  expect(run({}).hash).toBe('771a7a1fd45ae9f6')
})
