// Names are put in order and compared without looking at bytes: as if they were looked at.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from '../../../../simulations/engine/index.ts'
import {
  createNames,
  findOrderKeys,
  type Names,
  packNames,
  rankNames,
} from '../../../../simulations/scenarios/procfs-directory/names.ts'
import { countCompared } from '../../../../simulations/scenarios/procfs-directory/probe-cache.ts'

function textsOf(names: Names): readonly string[] {
  return Array.from({ length: names.count }, (_, name) => names.text(name))
}

test.each([1, 2, 9, 10, 11, 99, 100, 101, 1000, 1234, 20_011])(
  '%i numbered names are put in the order of their bytes',
  (count) => {
    const names = createNames({ names: 'dummyN', list: '' }, count, createRandom('names'))
    const inOrder = Array.from(names.byBytes(), (name) => names.text(name))
    expect(inOrder).toEqual(textsOf(names).toSorted())
  },
)

function expectKeysToOrder(names: Names): void {
  const found = findOrderKeys(names)
  if (found === undefined) throw new Error('These names have keys')
  const ranks = rankNames(names)
  for (let a = 0; a < names.count; a += 1) {
    for (let b = 0; b < names.count; b += 1) {
      const [keyA, keyB] = [found.keys[a] as number, found.keys[b] as number]
      expect(Math.sign(keyA - keyB)).toBe(Math.sign((ranks[a] as number) - (ranks[b] as number)))
      if (a === b) continue
      const hasOneLength = names.lengths[a] === names.lengths[b]
      const bytes = found.bytesByZeros[Math.clz32(keyA ^ keyB)]
      expect(bytes).toBe(hasOneLength ? countCompared(names, a, b) : 0)
    }
  }
}

test('keys order names as the tree does and tell how many bytes comparing takes', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '0'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 24 }), (texts) => {
      expectKeysToOrder(packNames(texts))
    }),
  )
  for (const kind of ['dummyN', 'vethX'] as const) {
    expectKeysToOrder(createNames({ names: kind, list: '' }, 120, createRandom(kind)))
  }
})

test('names that differ in too much have no keys', () => {
  const alphabet = 'abcdefghijklmnop'
  const texts = Array.from(alphabet, (letter) => letter.repeat(8))
  expect(findOrderKeys(packNames(texts))).toBeUndefined()
})
