import { expect, test } from 'vitest'
import { createRandom } from '../../../../simulations/engine/index.ts'

// Committed: another machine, engine or version of the code must not change them.
const known = [663_261_097, 853_986_954, 1_331_713_668]

test('the same seed gives the same numbers, for ever', () => {
  const { next } = createRandom('1')
  expect([next(), next(), next()]).toEqual(known)
})

test('a stream of one purpose does not depend on how much another took', () => {
  const random = createRandom('seed')
  const before = random.fork('removal').next()
  random.fork('names').next()
  random.next()
  expect(random.fork('removal').next()).toBe(before)
  expect(random.fork('names').next()).not.toBe(before)
})

test('numbers below a limit are spread evenly', () => {
  const { below } = createRandom('even')
  const spread = Array.from({ length: 7 }, () => 0)
  for (let draw = 0; draw < 70_000; draw += 1) {
    const drawn = below(7)
    spread[drawn] = (spread[drawn] ?? 0) + 1
  }
  // Four standard deviations of a binomial with p = 1/7.
  for (const count of spread) expect(Math.abs(count - 10_000)).toBeLessThan(4 * 93)
})

test('a shuffle keeps every value', () => {
  const values = Array.from({ length: 1000 }, (_, index) => index)
  const shuffled = createRandom('x').shuffle([...values])
  expect(shuffled).not.toEqual(values)
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(values)
})
