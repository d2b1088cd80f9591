import { describe, expect, test } from 'vitest'
// Inside the room on purpose: the axis is not on its door.
import { createTimeAxis, formatGap, listTicks } from '../../../src/ui/time-axis.ts'

const ms = (date: string) => Date.parse(`${date}T00:00:00Z`)
const options = { from: 0, to: 1000, breakWidth: 100 }

describe('an axis', () => {
  test('of regular events is one run with one scale', () => {
    const axis = createTimeAxis(['2014-10-01', '2014-10-03', '2014-10-11'].map(ms), options)
    expect(axis.breaks).toEqual([])
    expect(axis.at(ms('2014-10-06'))).toBeCloseTo(500)
  })

  test('breaks where a burst of days stands beside years, and names the pause', () => {
    const burst = ['2014-10-02', '2014-10-06', '2014-10-07']
    const years = ['2018-01-01', '2019-11-01', '2025-10-01']
    const axis = createTimeAxis([...burst, ...years].map(ms), options)
    expect(axis.breaks.map(({ gapMs }) => formatGap(gapMs))).toEqual(['3 years'])
    expect(axis.runs).toHaveLength(2)
    // The days can be told apart although the whole spans eleven years.
    expect(axis.at(ms('2014-10-06')) - axis.at(ms('2014-10-02'))).toBeGreaterThan(100)
  })

  test('never breaks for silence of less than two weeks', () => {
    const minutes = [0, 1, 2].map((minute) => ms('2014-05-28') + minute * 60_000)
    expect(createTimeAxis([...minutes, ms('2014-06-03')], options).breaks).toEqual([])
  })

  test('keeps the order of events', () => {
    const dates = [
      '2012-01-01',
      '2014-10-02',
      '2014-10-03',
      '2014-10-04',
      '2020-01-01',
      '2021-01-01',
    ]
    const axis = createTimeAxis(dates.map(ms), options)
    const places = dates.map((date) => axis.at(ms(date)))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThanOrEqual(0)
    expect(places.at(-1)).toBeLessThanOrEqual(1000)
  })

  test('of one moment, and of none, is still an axis', () => {
    expect(createTimeAxis([ms('2014-10-02')], options).at(ms('2014-10-02'))).toBe(0)
    expect(createTimeAxis([], options).breaks).toEqual([])
  })
})

test('ticks are named by the largest unit that tells them apart', () => {
  const years = createTimeAxis([ms('2014-01-01'), ms('2024-01-01')], options)
  expect(listTicks(years).map(({ label }) => label)).toContain('2020')
  const days = createTimeAxis([ms('2014-10-02'), ms('2014-10-09')], options)
  expect(listTicks(days).map(({ label }) => label)).toContain('5 Oct')
})

test.each([
  [5 * 86_400_000, '5 days'],
  [61 * 86_400_000, '2 months'],
  [4 * 365.25 * 86_400_000, '4 years'],
])('%i ms are said as %s', (gapMs, words) => {
  expect(formatGap(gapMs)).toBe(words)
})
