import { expect, test } from 'vitest'
import type { FacetValue, ThreadFilter, ThreadOrder } from '#domain'
import { listThreads, replaceContent, type Store } from '#store'
import {
  anchorId,
  aPosition,
  aThreadEntry,
  aTopic,
  date,
  threadSlug,
  topicSlug,
} from '../support/builders.ts'
import { ann, ben, someContent } from '../support/content.ts'
import { aStore } from '../support/stores.ts'

const annProposes = aPosition()
const benOpposes = aPosition({ id: anchorId('ben-opposes'), by: ben.slug, stance: 'opposes' })

const merged = { state: 'merged', summary: 'Merged.', evidence: [] } as const
const rejected = { state: 'rejected', summary: 'Rejected.', evidence: [] } as const

/** Four threads that differ in everything a facet can be about. */
function aStoreOfFour(): Store {
  const store = aStore()
  const threads = [
    aThreadEntry({
      slug: threadSlug('alpha'),
      title: 'beta after alpha',
      started: date('2013-05'),
      lists: ['linux-mm'],
      topics: [topicSlug('memory')],
      outcome: merged,
      positions: [annProposes],
    }),
    aThreadEntry({
      slug: threadSlug('bravo'),
      title: 'Alpha',
      started: date('2014-01-02'),
      lists: ['linux-mm', 'linux-kernel'],
      topics: [topicSlug('memory'), topicSlug('stacks')],
      outcome: rejected,
      positions: [annProposes, benOpposes],
    }),
    aThreadEntry({
      slug: threadSlug('charlie'),
      title: 'Gamma',
      started: date('2014-06'),
      lists: ['netdev'],
      topics: [topicSlug('stacks')],
      outcome: merged,
      positions: [],
    }),
    aThreadEntry({
      slug: threadSlug('delta'),
      title: 'Delta',
      started: date('2014'),
      lists: ['netdev'],
      topics: [],
      subsystems: [],
      outcome: merged,
      positions: [benOpposes],
    }),
  ]
  const topics = [
    aTopic({ slug: topicSlug('memory'), title: 'Memory reclaim' }),
    aTopic({ slug: topicSlug('stacks'), title: 'Kernel stacks' }),
  ]
  replaceContent(store, someContent({ threads, topics, people: [ann, ben] }))
  return store
}

function slugsOf(store: Store, filter: ThreadFilter, order: ThreadOrder = 'oldest') {
  const { threads, total } = listThreads(store, filter, { order, offset: 0, limit: 100 })
  expect(threads).toHaveLength(total)
  return threads.map(({ slug }) => slug as string)
}

function countsOf(values: readonly FacetValue[]): Record<string, number> {
  return Object.fromEntries(values.map(({ value, count }) => [value, count]))
}

const facetsOf = (store: Store, filter: ThreadFilter) =>
  listThreads(store, filter, { order: 'oldest', offset: 0, limit: 0 }).facets

test('without a choice every thread is shown', () => {
  expect(slugsOf(aStoreOfFour(), {})).toEqual(['alpha', 'delta', 'bravo', 'charlie'])
})

test('threads come newest first, oldest first, by title, or by how much was said', () => {
  const store = aStoreOfFour()
  expect(slugsOf(store, {}, 'newest')).toEqual(['charlie', 'bravo', 'delta', 'alpha'])
  expect(slugsOf(store, {}, 'oldest')).toEqual(['alpha', 'delta', 'bravo', 'charlie'])
  // Capitals do not matter: `beta` stands between `Alpha` and `Delta`.
  expect(slugsOf(store, {}, 'title')).toEqual(['bravo', 'alpha', 'delta', 'charlie'])
  expect(slugsOf(store, {}, 'positions')).toEqual(['bravo', 'alpha', 'delta', 'charlie'])
})

test('values of one facet are alternatives, facets all must match', () => {
  const store = aStoreOfFour()
  expect(slugsOf(store, { topic: ['memory'] })).toEqual(['alpha', 'bravo'])
  expect(slugsOf(store, { topic: ['memory', 'stacks'] })).toEqual(['alpha', 'bravo', 'charlie'])
  expect(slugsOf(store, { topic: ['memory'], year: ['2014'] })).toEqual(['bravo'])
  expect(slugsOf(store, { list: ['netdev'], stance: ['opposes'] })).toEqual(['delta'])
  expect(slugsOf(store, { person: ['ann-author'], outcome: ['rejected'] })).toEqual(['bravo'])
  expect(slugsOf(store, { topic: ['memory'], list: ['netdev'] })).toEqual([])
})

test('a count says how many threads the value would show, the other facets as they are', () => {
  const store = aStoreOfFour()
  const facets = facetsOf(store, { topic: ['memory'] })
  // The facet's own choice does not narrow its own counts.
  expect(countsOf(facets.topic)).toEqual({ memory: 2, stacks: 2 })
  expect(countsOf(facets.outcome)).toEqual({ merged: 1, rejected: 1 })
  expect(countsOf(facets.list)).toEqual({ 'linux-mm': 2, 'linux-kernel': 1 })
  expect(countsOf(facets.year)).toEqual({ 2014: 1, 2013: 1 })
})

test('every count is true: choosing the value shows that many threads', () => {
  const store = aStoreOfFour()
  const chosen: readonly ThreadFilter[] = [
    {},
    { topic: ['memory'] },
    { topic: ['memory', 'stacks'], year: ['2014'] },
    { list: ['netdev'], outcome: ['merged'] },
    { person: ['ben-reviewer'], stance: ['opposes', 'proposes'] },
  ]
  for (const filter of chosen) {
    for (const [facet, values] of Object.entries(facetsOf(store, filter))) {
      for (const { value, count } of values) {
        const narrowed = { ...filter, [facet]: [value] }
        expect([facet, value, slugsOf(store, narrowed).length]).toEqual([facet, value, count])
      }
    }
  }
})

test('a chosen value stays in its list even where it shows nothing', () => {
  const facets = facetsOf(aStoreOfFour(), { topic: ['unheard-of'], list: ['netdev'] })
  expect(facets.topic).toContainEqual({ value: 'unheard-of', label: 'unheard-of', count: 0 })
})

test('topics and people are shown by name', () => {
  const facets = facetsOf(aStoreOfFour(), {})
  expect(facets.topic.map(({ label }) => label)).toEqual(['Kernel stacks', 'Memory reclaim'])
  expect(facets.person.map(({ label }) => label)).toEqual(['Ann Author', 'Ben Reviewer'])
})

test('years come newest first, outcomes and stances in their own order', () => {
  const facets = facetsOf(aStoreOfFour(), {})
  expect(facets.year.map(({ value }) => value)).toEqual(['2014', '2013'])
  expect(facets.outcome.map(({ value }) => value)).toEqual(['merged', 'rejected'])
  expect(facets.stance.map(({ value }) => value)).toEqual(['proposes', 'opposes'])
})

test('a page of the list knows how many there are in all', () => {
  const store = aStoreOfFour()
  const page = listThreads(store, {}, { order: 'oldest', offset: 2, limit: 1 })
  expect(page.threads.map(({ slug }) => slug)).toEqual(['bravo'])
  expect(page.total).toBe(4)
})

test.each(["'; DROP TABLE Thread; --", '%', '"', '\0', '?'])(
  'a value of %j is only a value',
  (value) => {
    const store = aStoreOfFour()
    expect(slugsOf(store, { topic: [value], person: [value] })).toEqual([])
    expect(slugsOf(store, {})).toHaveLength(4)
  },
)
