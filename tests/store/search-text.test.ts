import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { hitMarkEnd, hitMarkStart } from '#domain'
import { replaceContent, type Store, searchText } from '#store'
import { anchorId, aPosition, aThreadEntry } from '../support/builders.ts'
import { someContent } from '../support/content.ts'
import { aStore } from '../support/stores.ts'

let store: Store

beforeEach(() => {
  store = aStore()
  const positions = [
    aPosition({
      id: anchorId('one'),
      claimText: 'The call to __alloc_pages_nodemask needs THREAD_SIZE_ORDER pages in a row.',
      quote: 'Größe matters in /proc/net/dev_snmp6.',
    }),
    aPosition({ id: anchorId('two'), claimText: 'Pages in a row are hard to get.', quote: '' }),
  ]
  replaceContent(store, someContent({ threads: [aThreadEntry({ positions })] }))
})

const page = { offset: 0, limit: 50 }

function find(words: readonly string[], isPrefix = false): readonly string[] {
  return searchText(store, [{ words, isPrefix }], page).hits.map(({ id }) => id)
}

test('a word is found whatever its capitals and accents', () => {
  expect(find(['thread_size_order'])).toEqual(['position-directory-index--one'])
  expect(find(['Größe'])).toEqual(['position-directory-index--one'])
  expect(find(['GROßE'])).toEqual(['position-directory-index--one'])
  expect(find(['grosse'])).toEqual([])
})

test('an identifier is one word: its parts do not find it', () => {
  expect(find(['__alloc_pages_nodemask'])).toEqual(['position-directory-index--one'])
  expect(find(['nodemask'])).toEqual([])
  expect(find(['dev_snmp6'])).toEqual(['position-directory-index--one'])
})

test('the beginning of a word finds it only where asked', () => {
  expect(find(['__alloc'])).toEqual([])
  expect(find(['__alloc'], true)).toEqual(['position-directory-index--one'])
})

test('words in a row must stand in a row', () => {
  expect(find(['pages', 'in', 'a', 'row'])).toHaveLength(2)
  expect(find(['row', 'pages'])).toEqual([])
})

test('every term must be found', () => {
  const term = (word: string) => ({ words: [word], isPrefix: false })
  expect(searchText(store, [term('pages'), term('hard')], page).total).toBe(1)
  expect(searchText(store, [term('pages'), term('absent')], page).total).toBe(0)
  expect(searchText(store, [], page)).toEqual({ hits: [], total: 0 })
})

test('the words found are marked, and the total counts all pages', () => {
  const { hits, total } = searchText(store, [{ words: ['hard'], isPrefix: false }], page)
  expect(total).toBe(1)
  expect(hits[0]?.excerpt).toBe(`Pages in a row are ${hitMarkStart}hard${hitMarkEnd} to get.`)
  const second = searchText(store, [{ words: ['row'], isPrefix: false }], { offset: 1, limit: 1 })
  expect(second.hits).toHaveLength(1)
  expect(second.total).toBe(2)
})

test.each([
  'NOT',
  'AND',
  'OR',
  'NEAR(a b)',
  'title:pages',
  '{title text}: pages',
  '-pages',
  '^pages',
  '*',
  '"',
  '""',
  'a" OR "b',
  "'; DROP TABLE Thread; --",
  '\0',
  '\u{1F4A9}',
  '(',
  ')',
])('%j is words, never an operator', (word) => {
  expect(() => find([word])).not.toThrow()
  expect(() => find([word], true)).not.toThrow()
  expect(find(['hard'])).toHaveLength(1)
})

test('no text whatsoever breaks the question', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.boolean(),
      (words, isPrefix) => {
        searchText(store, [{ words, isPrefix }], page)
      },
    ),
    { numRuns: 300 },
  )
})
