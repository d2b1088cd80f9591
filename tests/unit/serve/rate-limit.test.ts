import { expect, test } from 'vitest'
import { createRateLimiter } from '../../../src/serve/rate-limit.ts'

/** A limiter of two at once and one in two seconds, on a clock of the test's own. */
function aLimiter() {
  const clock = { ms: 0 }
  const isCounted = (url: string) => url.startsWith('/search')
  const limit = { isCounted, perSecond: 0.5, burst: 2 }
  const take = createRateLimiter(limit, () => clock.ms)
  return {
    clock,
    take: (address: string | undefined, url = '/search?q=a') => take({ address, url }),
  }
}

test('a burst passes, then it is said when to come again', () => {
  const { take } = aLimiter()
  expect([take('1.2.3.4'), take('1.2.3.4'), take('1.2.3.4')]).toEqual([0, 0, 2])
})

test('time fills the bucket again, and never above the burst', () => {
  const { clock, take } = aLimiter()
  for (const _ of [1, 2, 3]) take('1.2.3.4')
  clock.ms += 2_000
  expect([take('1.2.3.4'), take('1.2.3.4')]).toEqual([0, 2])
  clock.ms += 3_600_000
  expect([take('1.2.3.4'), take('1.2.3.4'), take('1.2.3.4')]).toEqual([0, 0, 2])
})

test('each client has its own, and whoever has a network of IPv6 is one client', () => {
  const { take } = aLimiter()
  for (const address of ['2001:db8::1', '2001:db8::2']) expect(take(address)).toBe(0)
  expect(take('2001:db8:0:0:1:2:3:4')).toBe(2)
  expect(take('2001:db8:0:1::1')).toBe(0)
  expect(take('fe80::1%eth0')).toBe(0)
  for (const address of ['1.2.3.4', '::ffff:1.2.3.4']) expect(take(address)).toBe(0)
  expect(take('1.2.3.4')).toBe(2)
  expect([take(undefined), take(undefined), take(undefined)]).toEqual([0, 0, 2])
})

test('only addresses that count cost anything', () => {
  const { take } = aLimiter()
  for (let times = 0; times < 4; times += 1) expect(take('1.2.3.4', '/threads')).toBe(0)
  expect(take('1.2.3.4', '/search')).toBe(0)
  expect(take('1.2.3.4', '/search?q=a')).toBe(0)
  expect(take('1.2.3.4', '/search?q=b')).toBe(2)
})

test('whoever was forgotten among very many begins anew, and memory stays bounded', () => {
  const { take } = aLimiter()
  for (const _ of [1, 2, 3]) take('1.2.3.4')
  for (let client = 0; client < 10_000; client += 1) take(`10.0.${client >> 8}.${client & 255}`)
  expect(take('1.2.3.4')).toBe(0)
})
