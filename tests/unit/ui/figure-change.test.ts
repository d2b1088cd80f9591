import { expect, test } from 'vitest'
import { computeChange } from '../../../src/ui/thread/figure-change.ts'
import { aFigure } from '../../support/builders.ts'

const row = (before: number | null, after: number | null) => ({
  cells: ['row', String(before), String(after)],
  values: [null, before, after],
})

test.each([
  ['duration', 151.95, 120.874, '−31.1 s', '−20.5 %'],
  ['duration', 0.32, 0.074, '−246 ms', '−76.9 %'],
  ['duration', 0, 1.5e-6, '+1.5 µs', undefined],
  ['bytes', 8192, 16384, '+8\u202F192 B', '+100 %'],
  ['bytes', 0, 18_684 * 1024, '+18.2 MiB', undefined],
  ['count', 515_561, 200_000, '−315\u202F561', '−61.2 %'],
  ['percent', 10, 12.5, '+2.5 points', undefined],
  ['none', 2, 2, '0', '0.0 %'],
] as const)('%s from %d to %d changes by %s', (unit, before, after, difference, percent) => {
  const change = computeChange(aFigure({ unit }), row(before, after))
  expect(change).toEqual(percent === undefined ? { difference } : { difference, percent })
})

test('a row without both numbers has no change', () => {
  expect(computeChange(aFigure(), row(null, 1))).toBeUndefined()
  expect(computeChange(aFigure({ columns: [] }), { cells: [], values: [] })).toBeUndefined()
})
