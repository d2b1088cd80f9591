import { expect, test } from 'vitest'
import {
  findPerson,
  findThread,
  findThreadMarkdown,
  findTopic,
  listPeople,
  listSources,
  listTopics,
  replaceContent,
} from '#store'
import {
  aMessage,
  anchorId,
  anElement,
  aPerson,
  aPosition,
  aQuotation,
  aRevision,
  aSource,
  aThreadEntry,
  aTopic,
  date,
  messageRef,
  personSlug,
  sourceId,
  threadSlug,
  topicSlug,
} from '../support/builders.ts'
import { ann, ben, someContent } from '../support/content.ts'
import { aStore } from '../support/stores.ts'

const carla = aPerson({ slug: personSlug('carla'), name: 'Carla', sortName: 'Carla', roles: [] })

test('nothing is found under a name that nothing has', async () => {
  const store = aStore()
  replaceContent(store, someContent())
  expect(await findThread(store, 'nothing')).toBeUndefined()
  expect(await findThreadMarkdown(store, 'nothing')).toBeUndefined()
  expect(await findPerson(store, 'nothing')).toBeUndefined()
  expect(await findTopic(store, 'nothing')).toBeUndefined()
})

test('a thread comes with the name of everybody it mentions, wherever it does', async () => {
  const store = aStore()
  const people = ['speaks', 'writes', 'quoted', 'posts', 'elsewhere'].map((slug) =>
    aPerson({ slug: personSlug(slug), name: slug.toUpperCase(), roles: [] }),
  )
  const entry = aThreadEntry({
    positions: [aPosition({ by: personSlug('speaks') })],
    messages: [aMessage({ from: personSlug('writes') })],
    quotes: [aQuotation({ by: personSlug('quoted') })],
    series: [aRevision({ by: [personSlug('posts')] })],
  })
  replaceContent(store, someContent({ threads: [entry], people }))
  const page = await findThread(store, entry.slug)
  expect(Object.keys(page?.people ?? {}).sort()).toEqual(['posts', 'quoted', 'speaks', 'writes'])
  expect(page?.people.quoted).toMatchObject({ slug: 'quoted', name: 'QUOTED' })
})

test('a thread comes with its topics in the order of the entry, and its Markdown', async () => {
  const store = aStore()
  const topics = ['zebra', 'apple'].map((slug) => aTopic({ slug: topicSlug(slug), title: slug }))
  const entry = aThreadEntry({ topics: topics.map(({ slug }) => slug) })
  replaceContent(store, someContent({ threads: [entry], topics }))
  expect((await findThread(store, entry.slug))?.topics.map(({ slug }) => slug)).toEqual([
    'zebra',
    'apple',
  ])
  expect(await findThreadMarkdown(store, entry.slug)).toBe(`# ${entry.title}\n`)
})

test("a person's positions come oldest first, across threads", async () => {
  const store = aStore()
  const at = (id: string, on: string) => aPosition({ id: anchorId(id), on: date(on) })
  const threads = [
    aThreadEntry({ slug: threadSlug('later'), positions: [at('third', '2015-03-01')] }),
    aThreadEntry({
      slug: threadSlug('earlier'),
      positions: [at('second', '2014-10-02'), at('first', '2014-09-30')],
    }),
  ]
  replaceContent(store, someContent({ threads }))
  const page = await findPerson(store, 'ann-author')
  expect(page?.positions.map(({ position }) => position.id)).toEqual(['first', 'second', 'third'])
  expect(page?.positions[0]).toMatchObject({
    thread: { slug: 'earlier', question: aThreadEntry().question },
    by: { slug: 'ann-author', name: 'Ann Author' },
  })
  expect(Object.keys(page?.sources ?? {})).toEqual(['commit-710585d4922f'])
})

test('a topic comes with its threads, newest first, and the sources of its text', async () => {
  const store = aStore()
  const threads = [
    aThreadEntry({ slug: threadSlug('old'), started: date('2013') }),
    aThreadEntry({ slug: threadSlug('new'), started: date('2015') }),
    aThreadEntry({ slug: threadSlug('other'), topics: [] }),
  ]
  const topic = aTopic({
    body: {
      type: 'root',
      children: [anElement('pl-cite', { refs: 'source:lj-diff-u source:lj-diff-u' })],
    },
  })
  replaceContent(store, someContent({ threads, topics: [topic] }))
  const page = await findTopic(store, 'directories')
  expect(page?.threads.map(({ slug }) => slug)).toEqual(['new', 'old'])
  expect(Object.keys(page?.sources ?? {})).toEqual(['lj-diff-u'])
})

test('people are listed by family name, also those who said nothing', async () => {
  const store = aStore()
  const threads = ['one', 'two'].map((slug) => aThreadEntry({ slug: threadSlug(slug) }))
  replaceContent(store, someContent({ threads, people: [ben, carla, ann] }))
  const people = await listPeople(store)
  expect(people.map(({ name, positions, threads }) => [name, positions, threads])).toEqual([
    ['Ann Author', 2, 2],
    ['Carla', 0, 0],
    ['Ben Reviewer', 2, 2],
  ])
})

test('topics are listed by title, also those without a thread', async () => {
  const store = aStore()
  const empty = aTopic({ slug: topicSlug('empty'), title: 'An empty one' })
  replaceContent(store, someContent({ topics: [aTopic(), empty] }))
  const topics = await listTopics(store)
  expect(topics.map(({ title, threads }) => [title, threads])).toEqual([
    ['An empty one', 0],
    ['Directories', 1],
  ])
})

test('sources keep the order of sources.yaml and name the threads that rest on them', async () => {
  const store = aStore()
  const sources = ['zulu', 'lj-diff-u', 'commit-710585d4922f', 'alpha'].map((id) =>
    aSource({ id: sourceId(id) }),
  )
  const threads = ['b', 'a'].map((slug) => aThreadEntry({ slug: threadSlug(slug) }))
  replaceContent(store, someContent({ threads, sources }))
  const listed = await listSources(store)
  expect(listed.map(({ source, citedBy }) => [source.id, citedBy.map(({ slug }) => slug)])).toEqual(
    [
      ['zulu', []],
      ['lj-diff-u', ['a', 'b']],
      ['commit-710585d4922f', ['a', 'b']],
      ['alpha', []],
    ],
  )
})

test('the strip shows positions in the order in which they were taken', async () => {
  const store = aStore()
  const entry = aThreadEntry({
    messages: [
      aMessage({ key: anchorId('morning'), date: date('2014-10-02T08:00:00Z') }),
      aMessage({ key: anchorId('noon'), date: date('2014-10-02T12:00:00Z') }),
    ],
    positions: [
      aPosition({ id: anchorId('at-noon'), sources: [messageRef('noon')] }),
      aPosition({
        id: anchorId('next-day'),
        on: date('2014-10-03'),
        sources: [messageRef('noon')],
      }),
      aPosition({ id: anchorId('in-the-morning'), sources: [messageRef('morning')] }),
    ],
  })
  replaceContent(store, someContent({ threads: [entry] }))
  const page = await findTopic(store, 'directories')
  expect(page?.threads[0]?.strip.map(({ position }) => position)).toEqual([
    'in-the-morning',
    'at-noon',
    'next-day',
  ])
})

test('the picture of a thread is its first figure that compares two columns', async () => {
  const store = aStore()
  replaceContent(store, someContent())
  const page = await findTopic(store, 'directories')
  expect(page?.threads[0]?.picture).toEqual({
    caption: 'Creating 30 000 entries',
    unit: 'duration',
    bars: [
      { label: 'create, real', before: 151.95, after: 120.874 },
      { label: 'remove, real', before: 95.764, after: 73.988 },
    ],
  })
})
