import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FigureUnit } from '#domain'
import { parseFigureNumber } from '../../../src/markdown/figure-number.ts'

const cells: Record<FigureUnit, [cell: string, value: number | null][]> = {
  duration: [
    ['2m31.950s', 151.95],
    ['0.380s', 0.38],
    ['1.5 µs', 0.0000015],
    ['1.5 μs', 0.0000015],
    ['20us', 0.00002],
    ['70.5 ns', 7.05e-8],
    ['39 s', 39],
    ['1m17s', 77],
    ['1h 2m', 3720],
    ['-3 s', -3],
    ['−3 s', -3],
    ['1 234 s', 1234],
    ['0s', 0],
    ['39', null],
    ['s', null],
    ['31s2m', null],
    ['2m2m', null],
    ['1.2.3 s', null],
    ['12 KiB', null],
    ['fast', null],
  ],
  bytes: [
    ['7696', 7696],
    ['8 KiB', 8192],
    ['8KiB', 8192],
    ['10.5 KB', 10_500],
    ['92576 KB', 92_576_000],
    ['1 PiB', 1_125_899_906_842_624],
    ['100 bytes', 100],
    ['1 234 B', 1234],
    ['16K', null],
    ['8 kib', null],
    ['15.4 %', null],
    ['—', null],
  ],
  count: [
    ['30000', 30_000],
    ['1 234', 1234],
    ['1\u2009234\u202F567', 1_234_567],
    ['1\u00A0234', 1234],
    ['449,985,000', 449_985_000],
    ['0.5', 0.5],
    ['12 34', null],
    ['1 2345', null],
    ['about 5', null],
    ['', null],
  ],
  percent: [
    ['22.4 %', 22.4],
    ['22.4%', 22.4],
    ['-1 %', -1],
    ['22.4', 22.4],
    ['%', null],
  ],
  none: [
    ['70.5', 70.5],
    ['2 s', null],
    ['', null],
  ],
}

describe.each(Object.entries(cells))('%s', (unit, examples) => {
  test.each(examples)('“%s” is %s', (cell, value) => {
    expect(parseFigureNumber(cell, unit as FigureUnit)).toBe(value)
  })
})

test('any text is a finite number or none', () => {
  const units: FigureUnit[] = ['duration', 'bytes', 'count', 'percent', 'none']
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...units), (cell, unit) => {
      const value = parseFigureNumber(cell, unit)
      expect(value === null || Number.isFinite(value)).toBe(true)
    }),
    { seed: 1, numRuns: 50 },
  )
})

test('seconds written as minutes and seconds come back', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.integer({ min: 0, max: 59_999 }), (minutes, ms) => {
      const cell = `${minutes}m${(ms / 1000).toFixed(3)}s`
      expect(parseFigureNumber(cell, 'duration')).toBeCloseTo(minutes * 60 + ms / 1000, 9)
    }),
    { seed: 1 },
  )
})
