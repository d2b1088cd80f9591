// Only documents that changed are written again, and nothing of what they were stays: after any row of
// changes a store is what a new one would be.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SearchDocument } from '#domain'
import { findDocuments, hasWord, replaceContent, type Store } from '#store'
import { someContent } from '../support/content.ts'
import { aRequest, aSearchDocument } from '../support/search.ts'
import { aStore } from '../support/stores.ts'

const words = ['zebra', 'gnu', 'dev_snmp6', 'stacks', 'proc/net'] as const

function aDocument(id: number, word: string): SearchDocument {
  return aSearchDocument({
    id: `section-${id}`,
    title: `About ${word}`,
    text: `The ${word} of number ${id}.`,
    topics: [word],
    messageIds: [`${word}-${id}@example.org`],
    commits: [`${'0123456789ab'.slice(0, 11)}${id % 10}`],
  })
}

let editions = 0

function fill(store: Store, documents: readonly SearchDocument[], codeDigest = 'code'): number {
  editions += 1
  const count = () =>
    store.sqlite.prepare<[], number>('SELECT total_changes()').pluck().get() ?? Number.NaN
  const before = count()
  replaceContent(store, {
    ...someContent(),
    digest: `edition ${editions}`,
    documents,
    documentCodeDigest: codeDigest,
  })
  return count() - before
}

const queries = [
  ...words,
  'snmp6',
  'stack',
  'of number',
  'm:zebra-1@example.org',
  'm:gnu-*',
  'topic:zebra number',
  '-zebra number',
  '0123456789a1',
  '',
] as const

/** Everything a reader can find out, by every way into the index. */
function readAll(store: Store) {
  const rows = (sql: string) => store.sqlite.prepare(sql).raw().all()
  return {
    answers: queries.map((text) => {
      const { documents, facets, total } = findDocuments(store, {
        ...aRequest(text),
        deadline: Number.POSITIVE_INFINITY,
      })
      return { text, total, facets, ids: documents.map(({ id }) => id) }
    }),
    known: words.map((word) => hasWord(store, word)),
    vocabulary: rows('SELECT term, doc FROM SearchWord ORDER BY term'),
    names: rows(
      `SELECT "of", value, id FROM SearchName JOIN SearchDocument USING (rowid)
       ORDER BY "of", value, id`,
    ),
    orphans: rows('SELECT * FROM SearchName WHERE rowid NOT IN (SELECT rowid FROM SearchDocument)'),
    documents: rows('SELECT id, document FROM SearchDocument ORDER BY id'),
  }
}

test('after any changes the store is what a new one would be', { timeout: 60_000 }, () => {
  const someDocuments = fc
    .uniqueArray(
      fc.record({ id: fc.integer({ min: 0, max: 12 }), word: fc.constantFrom(...words) }),
      { selector: ({ id }) => id, maxLength: 12 },
    )
    .map((list) => list.map(({ id, word }) => aDocument(id, word)))
  fc.assert(
    fc.property(fc.array(someDocuments, { minLength: 1, maxLength: 5 }), (contents) => {
      const store = aStore()
      for (const documents of contents) fill(store, documents)
      const fresh = aStore()
      fill(fresh, contents.at(-1) ?? [])
      expect(readAll(store)).toEqual(readAll(fresh))
    }),
    { numRuns: 25 },
  )
})

test('one changed document of many is little to write', () => {
  const documents = Array.from({ length: 600 }, (_, id) => aDocument(id, 'zebra'))
  const store = aStore()
  const all = fill(store, documents)
  const changed = documents.with(250, aDocument(250, 'gnu'))
  const one = fill(store, changed)
  expect(one).toBeLessThan(all / 20)
  const fresh = aStore()
  fill(fresh, changed)
  expect(readAll(store)).toEqual(readAll(fresh))
})

test('other code takes every document apart anew', () => {
  const documents = Array.from({ length: 120 }, (_, id) => aDocument(id, 'zebra'))
  const store = aStore()
  const all = fill(store, documents, 'one')
  expect(fill(store, documents, 'one')).toBeLessThan(all / 5)
  expect(fill(store, documents, 'two')).toBeGreaterThanOrEqual(all)
  expect(fill(store, documents, '')).toBeGreaterThanOrEqual(all)
})
