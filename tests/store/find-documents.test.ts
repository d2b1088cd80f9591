// Finding among so many documents that not all are ranked, and that what matches much is kept.

import { beforeEach, expect, test } from 'vitest'
import { findDocuments, replaceContent, type Store } from '#store'
import { someContent } from '../support/content.ts'
import { aRequest, aSearchDocument } from '../support/search.ts'
import { aStore } from '../support/stores.ts'

const count = 2_500
let store: Store

function fill(store: Store, word: string): void {
  const documents = Array.from({ length: count }, (_, number) =>
    aSearchDocument({
      id: `section-${number}`,
      title: number === 1_234 ? `All about the ${word}` : `Number ${number}`,
      text: `The ${word} of ${number % 2 === 0 ? 'even' : 'odd'} places.`,
      topics: [`topic-${number % 5}`],
    }),
  )
  replaceContent(store, { ...someContent(), digest: word, documents })
}

const find = (text: string, selection = {}) =>
  findDocuments(store, {
    ...aRequest(text, { selection, limit: 3 }),
    deadline: Number.POSITIVE_INFINITY,
  })

beforeEach(() => {
  store = aStore()
  fill(store, 'zebra')
})

test('a word that stands everywhere is ranked by titles, and its total is exact', () => {
  const { documents, total, isTotalExact } = find('zebra')
  expect(documents.map(({ id }) => id)).toEqual(['section-1234', 'section-0', 'section-1'])
  expect({ total, isTotalExact }).toEqual({ total: count, isTotalExact: true })
})

test('what is asked a second time has the same answer', () => {
  for (const text of ['zebra', 'zebra even', 'zebra -even', '(zebra OR gnu) even']) {
    const first = find(text)
    expect(find(text)).toEqual(first)
    expect(first.total).toBe(text === 'zebra' ? count : count / 2)
  }
})

test('each facet is counted over all that match, its own choice apart', () => {
  const { facets, total } = find('zebra even', { topic: ['topic-1', 'topic-2'] })
  expect(total).toBe(count / 5)
  expect(facets.topic.map(({ count }) => count)).toEqual(Array(5).fill(count / 10))
  expect(facets.kind).toEqual([{ value: 'section', count: count / 5 }])
})

test('other content is found at once, and what is gone no more', () => {
  expect(find('zebra').total).toBe(count)
  fill(store, 'gnu')
  expect(find('zebra').total).toBe(0)
  expect(find('gnu').total).toBe(count)
})
