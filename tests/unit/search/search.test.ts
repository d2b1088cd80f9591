import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { hitsPerPage, search } from '#search'
import { replaceContent, type Store } from '#store'
import { anchorId, aPosition, aThreadEntry } from '../../support/builders.ts'
import { contentOfVersion, someContent } from '../../support/content.ts'
import { aStore } from '../../support/stores.ts'

let store: Store

beforeEach(() => {
  store = aStore()
  const positions = [
    aPosition({
      id: anchorId('one'),
      claimText: 'Writing to /proc/net needs THREAD_SIZE_ORDER pages, says commit 6538b8ea886e.',
      quote: '',
    }),
    aPosition({
      id: anchorId('two'),
      claimText: 'The pages that writing needs are "hard to get" in a row.',
      quote: '',
    }),
  ]
  replaceContent(store, someContent({ threads: [aThreadEntry({ positions })] }))
})

function find(query: string): readonly string[] {
  const { hits } = search(store, query)
  return hits
    .filter(({ kind }) => kind === 'position')
    .map(({ url }) => url.split('-').at(-1) ?? '')
}

describe('a query', () => {
  test.each([
    ['pages needs', ['one', 'two']],
    ['pages hard', ['two']],
    ['"pages that"', ['two']],
    ['"that pages"', []],
    ['"hard to get"', ['two']],
    ['THREAD_SIZE_ORDER', ['one']],
    ['thread_size_order', ['one']],
    ['/proc/net', ['one']],
    ['proc net', ['one']],
    ['6538b8ea886e', ['one']],
    ['6538b8', ['one']],
    ['wri', ['one', 'two']],
    ['wri ', []],
    ['"wri"', []],
    ['wri pages', []],
    ['"pages that wri', ['two']],
    ['pages AND needs', []],
    ['pages OR needs', []],
    ['-hard pages', ['two']],
  ])('%j finds %j', (query, found) => {
    expect([...find(query)].sort()).toEqual([...found].sort())
  })

  test('that is empty asks nothing and has no problem', () => {
    for (const query of ['', '   ', '\n']) {
      expect(search(store, query)).toMatchObject({ hits: [], total: 0 })
      expect(search(store, query).problem).toBeUndefined()
    }
  })

  test('without a word is a problem that says so', () => {
    for (const query of ['???', '""', '"', '- -']) {
      expect(search(store, query)).toMatchObject({
        total: 0,
        problem: `Unexpected query \`${query}\`, expected a word`,
      })
    }
  })

  test('that is too long is a problem that says so', () => {
    expect(search(store, 'a '.repeat(200)).problem).toBe(
      'Unexpected query of 400 characters, expected at most 300',
    )
  })

  test('whatever somebody types gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (query) => {
        const { hits, total } = search(store, query)
        expect(hits.length).toBeLessThanOrEqual(total)
      }),
      { numRuns: 300 },
    )
  })
})

describe('pages of hits', () => {
  test('hold so many, follow one another, and end', () => {
    replaceContent(store, contentOfVersion(1, 30))
    const first = search(store, 'version')
    const second = search(store, 'version', 2)
    const third = search(store, 'version', 3)
    expect(first.total).toBe(30)
    expect(first.hits).toHaveLength(hitsPerPage)
    expect(second.hits).toHaveLength(30 - hitsPerPage)
    expect(third.hits).toEqual([])
    const urls = [...first.hits, ...second.hits].map(({ url }) => url)
    expect(new Set(urls).size).toBe(30)
  })

  test.each([0, -1, Number.NEGATIVE_INFINITY])('page %d is the first', (page) => {
    expect(search(store, 'pages', page).hits).toEqual(search(store, 'pages').hits)
  })
})

test('the answer says who gave it and how long it took', () => {
  const { engine, tookMs } = search(store, 'pages')
  expect(engine).toBe('SQLite full text')
  expect(tookMs).toBeGreaterThan(0)
})
