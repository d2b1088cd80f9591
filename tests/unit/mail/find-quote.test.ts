import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findQuote, foldQuote } from '#mail'

const message = `On Wed, 28 May 2014, Ann wrote:
> The list is walked for each name,
> which is _very_ slow.

I agree. A list was fine for ten files. It is not
fine for ten  thousand, and it _never really was_.
>From here on the lock is the problem: see __alloc_pages() and *pointer.

--${' '}
Bob`.split('\n')

const find = (quote: string) => findQuote(quote, message)

describe('the same words', () => {
  test.each([
    ['over lines and double spaces', 'It is not fine for ten thousand', [5, 6]],
    ['as a part of a sentence', 'fine for ten files', [5, 5]],
    ['with marks around words', 'it never really was.', [6, 6]],
    ['with the marks written', 'it _never really was_', [6, 6]],
    ['behind the mark of an mbox', 'From here on the lock', [7, 7]],
    ['with identifiers', 'see __alloc_pages() and *pointer', [7, 7]],
    ['in two paragraphs of the quotation', 'I agree. A list was\n\nfine for ten files.', [5, 5]],
  ])('%s', (_, quote, lines) => {
    expect(find(quote)).toEqual({ isSame: true, isQuoted: false, lines, changes: [] })
  })

  test('of somebody else are told from the author’s own', () => {
    expect(find('which is very slow')).toMatchObject({
      isSame: true,
      isQuoted: true,
      lines: [3, 3],
    })
  })

  test('are the author’s own where both have them', () => {
    const both = ['> we should not do this', '', 'we should not do this']
    expect(findQuote('we should not do this', both)).toMatchObject({
      isQuoted: false,
      lines: [3, 3],
    })
  })

  test('do not begin or end inside a word', () => {
    expect(find('ist was fine for ten files')).toMatchObject({ isSame: false })
    expect(find('or ten files')).toBeUndefined()
  })

  test('of an identifier are not those without its underscores', () => {
    expect(find('see alloc_pages() and pointer')?.isSame).not.toBe(true)
  })

  test('from two places are no quotation', () => {
    expect(find('I agree. It is not fine')?.isSame).not.toBe(true)
  })
})

describe('other words', () => {
  test('are shown word by word', () => {
    expect(find('A list was bad for ten files. It is not fine for a thousand')).toEqual({
      isSame: false,
      isQuoted: false,
      lines: [5, 6],
      changes: [
        { in: 'both', words: 'A list was' },
        { in: 'message', words: 'fine' },
        { in: 'quote', words: 'bad' },
        { in: 'both', words: 'for ten files. It is not fine for' },
        { in: 'message', words: 'ten thousand,' },
        { in: 'quote', words: 'a thousand' },
      ],
    })
  })

  test('that have little in common with the message are not in it', () => {
    expect(find('Nothing of the kind was ever written on this list')).toBeUndefined()
  })

  test('are not guessed at where the quotation is too short', () => {
    expect(find('A list is')).toBeUndefined()
  })
})

test('any run of own words is found where it was taken from, however it is spaced', () => {
  const words = foldQuote(
    'I agree. A list was fine for ten files. It is not fine for ten thousand,',
  ).split(' ')
  const space = fc.constantFrom(' ', '  ', '\n', ' \t ')
  const range = fc.tuple(fc.nat({ max: words.length - 1 }), fc.integer({ min: 1, max: 8 }))
  fc.assert(
    fc.property(range, space, ([from, count], between) => {
      const quote = words.slice(from, from + count).join(between)
      expect(find(quote)).toMatchObject({ isSame: true, isQuoted: false })
    }),
    { seed: 20_140_528 },
  )
})

test('a long message and a long quotation are compared in bounded time', () => {
  const lines = Array.from({ length: 60_000 }, (_, at) => `line ${at} of a very long message`)
  const quote = Array.from({ length: 90 }, (_, at) => `word${at}`).join(' ')
  const started = performance.now()
  expect(findQuote(quote, lines)).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(20_000)
})
