import { expect, test } from 'vitest'
import type { SearchDocument } from '#domain'
import {
  countContent,
  findEdition,
  findPerson,
  findRedirect,
  findThread,
  listThreads,
  replaceContent,
} from '#store'
import {
  anchorId,
  aPerson,
  aPosition,
  aSource,
  aThreadEntry,
  aTopic,
  personSlug,
  sourceId,
  threadSlug,
  topicSlug,
} from '../support/builders.ts'
import { ann, ben, someContent } from '../support/content.ts'
import { findInStore } from '../support/search.ts'
import { aStore, openAgain } from '../support/stores.ts'

const all = { order: 'newest', offset: 0, limit: 100 } as const

test('before anything is indexed there is no edition and no content', () => {
  const store = aStore()
  expect(findEdition(store)).toBeUndefined()
  expect(countContent(store)).toEqual({ threads: 0, positions: 0, people: 0 })
})

test('what is stored is found by another program at once', async () => {
  const store = aStore()
  const reader = openAgain(store.file)
  replaceContent(store, someContent())
  const page = await findThread(reader, 'directory-index')
  expect(page?.entry).toEqual(aThreadEntry())
  expect(countContent(reader)).toEqual({ threads: 1, positions: 2, people: 2 })
})

test('the edition grows by one each time, whatever changed', () => {
  const store = aStore()
  for (const number of [1, 2, 3]) {
    replaceContent(store, someContent({ digest: `digest-${number}` }))
    expect(findEdition(store)).toEqual({
      number,
      digest: `digest-${number}`,
      indexedAt: '2026-11-23T10:00:00.000Z',
    })
  }
})

test('the paths that changed are named, and only they', () => {
  const store = aStore()
  const stays = aThreadEntry({ slug: threadSlug('stays') })
  const goes = aThreadEntry({ slug: threadSlug('goes') })
  const first = replaceContent(store, someContent({ threads: [stays, goes] }))
  expect(first).toEqual({
    added: [
      '/people/ann-author',
      '/people/ben-reviewer',
      '/sources#commit-710585d4922f',
      '/sources#lj-diff-u',
      '/threads/goes',
      '/threads/stays',
      '/topics/directories',
    ],
    changed: [],
    removed: [],
  })
  const second = replaceContent(
    store,
    someContent({
      threads: [stays, aThreadEntry({ slug: threadSlug('comes') })],
      people: [ann, { ...ben, text: 'Reviews.' }],
    }),
  )
  expect(second).toEqual({
    added: ['/threads/comes'],
    changed: ['/people/ben-reviewer'],
    removed: ['/threads/goes'],
  })
})

test('a thread whose list row shows a new name has changed with it', () => {
  const store = aStore()
  replaceContent(store, someContent())
  const { changed } = replaceContent(store, someContent({ people: [{ ...ann, name: 'Ann' }, ben] }))
  expect(changed).toEqual(['/people/ann-author', '/threads/directory-index'])
})

test('what is gone from the content is gone from every list', async () => {
  const store = aStore()
  replaceContent(
    store,
    someContent({
      threads: [
        aThreadEntry({ slug: threadSlug('old'), formerly: ['older'], topics: [] }),
        aThreadEntry({ slug: threadSlug('kept') }),
      ],
    }),
  )
  replaceContent(store, someContent({ threads: [aThreadEntry({ slug: threadSlug('kept') })] }))
  expect(await findThread(store, 'old')).toBeUndefined()
  expect(await findRedirect(store, '/threads/older')).toBeUndefined()
  expect(listThreads(store, {}, all).total).toBe(1)
  expect((await findPerson(store, 'ann-author'))?.positions).toHaveLength(1)
  const found = findInStore(store, 'directory')
  expect(found.length).toBeGreaterThan(0)
  expect(found.filter(({ url }) => url.includes('/threads/old'))).toEqual([])
})

test('an exception half-way leaves the store as it was', async () => {
  const store = aStore()
  replaceContent(store, someContent({ digest: 'good' }))
  const documents = function* (): Generator<SearchDocument> {
    yield* someContent().documents
    throw new Error('no more documents')
  }
  const broken = someContent({
    digest: 'broken',
    threads: [aThreadEntry({ title: 'Another title' })],
  })
  expect(() => replaceContent(store, { ...broken, documents: documents() })).toThrow(
    'no more documents',
  )
  expect(findEdition(store)).toMatchObject({ number: 1, digest: 'good' })
  expect((await findThread(store, 'directory-index'))?.entry.title).toBe(aThreadEntry().title)
  const find = (word: string) => findInStore(store, word).length
  expect(find('directory')).toBeGreaterThan(0)
  expect(find('another')).toBe(0)
  // And it can be written again.
  expect(replaceContent(store, broken).changed).toEqual(['/threads/directory-index'])
})

test('content that contradicts itself is refused as a whole', () => {
  const store = aStore()
  replaceContent(store, someContent({ digest: 'good' }))
  const nobody = aPosition({ by: personSlug('nobody') })
  expect(() =>
    replaceContent(store, someContent({ threads: [aThreadEntry({ positions: [nobody] })] })),
  ).toThrow('FOREIGN KEY')
  expect(() => replaceContent(store, someContent({ sources: [] }))).toThrow('FOREIGN KEY')
  expect(() =>
    replaceContent(store, someContent({ threads: [aThreadEntry(), aThreadEntry()] })),
  ).toThrow('UNIQUE')
  expect(findEdition(store)).toMatchObject({ number: 1, digest: 'good' })
})

test('a source counts as cited wherever in the entry the citation stands', async () => {
  const store = aStore()
  const ids = ['in-text', 'in-claim', 'in-series', 'seen-in', 'uncited']
  const entry = aThreadEntry({
    series: [],
    followUps: [],
    figures: [],
    retellings: [],
    quotes: [],
    outcome: { state: 'unknown', summary: 'Nobody knows.', evidence: [] },
    messages: [],
    body: {
      type: 'root',
      children: [
        {
          type: 'element',
          tagName: 'pl-cite',
          properties: { refs: 'message:ann-rfc source:in-text' },
          children: [],
        },
      ],
    },
    positions: [
      aPosition({
        id: anchorId('one'),
        sources: [{ kind: 'source', id: sourceId('in-series') }],
        claim: {
          type: 'root',
          children: [
            {
              type: 'element',
              tagName: 'pl-cite',
              properties: { refs: 'source:in-claim' },
              children: [],
            },
          ],
        },
      }),
    ],
  })
  const withMessage = {
    ...entry,
    messages: [
      { ...aThreadEntry().messages[0], seenIn: { kind: 'source', id: sourceId('seen-in') } },
    ],
  } as typeof entry
  replaceContent(
    store,
    someContent({
      threads: [withMessage],
      sources: ids.map((id) => aSource({ id: sourceId(id) })),
    }),
  )
  const page = await findThread(store, 'directory-index')
  expect(Object.keys(page?.sources ?? {}).sort()).toEqual(
    ids.filter((id) => id !== 'uncited').sort(),
  )
})

test('old names of threads, people and topics lead to the new ones', async () => {
  const store = aStore()
  replaceContent(
    store,
    someContent({
      threads: [aThreadEntry({ formerly: ['dir-index', 'first-name'] })],
      people: [aPerson({ formerly: ['ann'] }), ben],
      topics: [aTopic({ slug: topicSlug('directories'), formerly: ['folders'] })],
    }),
  )
  expect(await findRedirect(store, '/threads/dir-index')).toBe('/threads/directory-index')
  expect(await findRedirect(store, '/threads/first-name')).toBe('/threads/directory-index')
  expect(await findRedirect(store, '/people/ann')).toBe('/people/ann-author')
  expect(await findRedirect(store, '/topics/folders')).toBe('/topics/directories')
  expect(await findRedirect(store, '/threads/directory-index')).toBeUndefined()
})
