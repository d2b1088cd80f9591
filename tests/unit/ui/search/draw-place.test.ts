import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawPlace } from '../../../../src/ui/search/draw-place.ts'

const draw = (text: string, start: number, end: number) => {
  const { before, typed, caret } = drawPlace(text, { start, end })
  return [before + typed, ' '.repeat([...before].length) + caret]
}

test('carets stand under what is wrong', () => {
  expect(draw('a stance:oposes b', 9, 15)).toEqual(['a stance:oposes b', '         ^^^^^^'])
})

test('a place at the end has one caret behind the query', () => {
  expect(draw('(stack', 6, 6)).toEqual(['(stack', '      ^'])
})

test('of a long query the part around the place is shown', () => {
  const [shown, carets] = draw(`${'word '.repeat(40)}) more`, 200, 201)
  expect(shown).toMatch(/^….*\) more$/u)
  expect(shown?.indexOf(')')).toBe(carets?.indexOf('^'))
})

test('signs of two code units are one sign, and line breaks are spaces', () => {
  expect(draw('🐧\n)', 3, 4)).toEqual(['🐧 )', '  ^'])
})

test('it is never wider than a phone, and the first caret is under the first wrong sign', () => {
  const place = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 400 })
    .chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length), fc.nat(text.length)))
  fc.assert(
    fc.property(place, ([text, a, b]) => {
      const { before, typed, caret } = drawPlace(text, {
        start: Math.min(a, b),
        end: Math.max(a, b),
      })
      expect([...(before + typed)].length).toBeLessThanOrEqual(33)
      expect(caret).toMatch(/^\^+$/u)
      const first = [...text.slice(Math.min(a, b)).replaceAll(/\s/gu, ' ')][0] ?? ''
      expect(typed.startsWith(first)).toBe(true)
    }),
    { seed: 20261125 },
  )
})
