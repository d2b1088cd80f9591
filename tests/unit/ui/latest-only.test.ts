import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLatestOnly } from '../../../src/ui/latest-only.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A task that notes when it began, and ends only when it is told to. */
function aTask(name: string, begun: string[]) {
  return async (signal: AbortSignal) => {
    begun.push(name)
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        begun.push(`${name} ended`)
        reject(signal.reason)
      })
    })
  }
}

test('the first question is asked at once, the next after a gap, and only the last of many', () => {
  const begun: string[] = []
  const latest = createLatestOnly(50)
  latest.run(aTask('a', begun))
  expect(begun).toEqual(['a'])
  vi.advanceTimersByTime(10)
  latest.run(aTask('b', begun))
  vi.advanceTimersByTime(10)
  latest.run(aTask('c', begun))
  expect(begun).toEqual(['a', 'a ended'])
  vi.advanceTimersByTime(29)
  expect(begun).toEqual(['a', 'a ended'])
  vi.advanceTimersByTime(1)
  expect(begun).toEqual(['a', 'a ended', 'c'])
})

test('whoever pauses longer than the gap is never made to wait', () => {
  const begun: string[] = []
  const latest = createLatestOnly(50)
  latest.run(aTask('a', begun))
  vi.advanceTimersByTime(50)
  latest.run(aTask('b', begun))
  expect(begun).toEqual(['a', 'a ended', 'b'])
})

test('stopping ends what is underway and what waits', () => {
  const begun: string[] = []
  const latest = createLatestOnly(50)
  latest.run(aTask('a', begun))
  latest.run(aTask('b', begun))
  latest.stop()
  vi.advanceTimersByTime(500)
  expect(begun).toEqual(['a', 'a ended'])
})

test('a task that fails by itself is reported, one that was ended is not', async () => {
  const reported: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  const latest = createLatestOnly(0)
  const fault = new Error('Unexpected fault')
  latest.run(() => Promise.reject(fault))
  await vi.advanceTimersByTimeAsync(1)
  latest.run(aTask('a', []))
  latest.stop()
  await vi.advanceTimersByTimeAsync(1)
  expect(reported).toEqual([fault])
  vi.unstubAllGlobals()
})
