import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hitMarkEnd, hitMarkStart } from '#domain'
import { excerpt, listMarkedTerms, markText } from '../../../src/search/mark-text.ts'
import { toQuery } from '../../support/search.ts'

const show = (marked: string) => marked.replaceAll(hitMarkStart, '[').replaceAll(hitMarkEnd, ']')
const termsOf = (query: string) => listMarkedTerms(toQuery(query))

test.each([
  ['stack', 'Stacks and a stack.', '[Stacks] and a [stack].'],
  ['wri*', 'Writing, rewriting', '[Writing], rewriting'],
  ['"kernel stack"', 'kernel stack, kernel stacks, stack', '[kernel stack], kernel stacks, stack'],
  ['nodemask', 'in __alloc_pages_nodemask()', 'in [__alloc_pages_nodemask]()'],
  ['1m57.190s', 'real 1m57.190s', 'real [1m57.190s]'],
  ['a -stack', 'a stack', '[a] stack'],
  ['a stack', 'a stack', '[a] [stack]'],
  ['größe', 'GRÖßE', '[GRÖßE]'],
  ['C++', 'In c, C++, c++11, g++ or c++.', 'In c, [C++], c++11, g++ or [c++].'],
  ['c', 'c and C++', '[c] and [C]++'],
  ['zebra', 'no stripes', 'no stripes'],
  ['stance:opposes', 'opposes', 'opposes'],
])('%s in %j is %j', (query, text, marked) => {
  expect(show(markText(text, termsOf(query)))).toBe(marked)
})

describe('an excerpt', () => {
  const text =
    'The first says nothing. The stack grew in 3.15, e.g. by half. What of the kernel stack?\nThe end.'

  test.each([
    ['grew', 'The stack [grew] in 3.15, e.g. by half.'],
    ['kernel stack', 'What of the [kernel] [stack]?'],
    ['end', 'The [end].'],
    ['zebra', 'The first says nothing.'],
  ])('for %j is %j', (query, sentence) => {
    expect(show(excerpt(text, termsOf(query)).text)).toBe(sentence)
  })

  test('ends no sentence at an initial', () => {
    expect(show(excerpt('Acked by David S. Miller. Not more.', termsOf('miller')).text)).toBe(
      'Acked by David S. [Miller].',
    )
  })

  test('of a long sentence is what stands around the match, and says that there is more', () => {
    const long = `${'before '.repeat(100)}stack ${'after '.repeat(100)}`
    const { text: cut } = excerpt(long, termsOf('stack'))
    expect(show(cut)).toMatch(/^… before .*before \[stack\] after .* after …$/u)
    expect(cut.length).toBeLessThan(300)
  })

  test('never breaks a mark and never loses the match, whatever the text', () => {
    const word = fc.constantFrom(
      'stack ',
      'Stack. ',
      'x',
      ' ',
      '\n',
      '. A',
      'y'.repeat(90),
      '\uE000',
      '💩',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const whole = words.join('')
        const { text: cut, terms } = excerpt(whole, termsOf('stack'))
        const opened = cut.split(hitMarkStart).length - 1
        expect(cut.split(hitMarkEnd).length - 1).toBe(opened)
        expect(terms > 0).toBe(opened > 0)
        expect(cut.length).toBeLessThan(700)
      }),
      { numRuns: 500 },
    )
  })
})
