// Searches of programs, from the address to the whole answer.

import { beforeEach, describe, expect, test } from 'vitest'
import {
  createSearch,
  createSearchAnswers,
  createSqliteEngine,
  queryLengthMax,
  type SearchEngine,
} from '#search'
import { replaceContent, type Store } from '#store'
import { someContent } from '../../support/content.ts'
import { nowMs } from '../../support/search.ts'
import { aStore } from '../../support/stores.ts'

let store: Store

beforeEach(() => {
  store = aStore()
  replaceContent(store, someContent())
})

const signal = new AbortController().signal

function someAnswers(engines: readonly SearchEngine[] = [createSqliteEngine(() => store)]) {
  const search = createSearch({ store: () => store, engines, now: () => nowMs, log: () => {} })
  return createSearchAnswers({ search, siteUrl: 'https://patchlore.example' })
}

async function ask(url: string, answers = someAnswers()) {
  expect(answers.owns(url)).toBe(true)
  const { status, headers, body } = await answers.answer(url, signal)
  return { status, headers, json: JSON.parse(body.toString()) as Record<string, unknown> }
}

test.each([
  ['/api/search', true],
  ['/api/search?q=a', true],
  ['/api/search/complete?q=a', true],
  ['/search?q=a&format=json', true],
  ['/search?format=json&q=%', true],
  ['/search?q=format%3Djson', false],
  ['/search?q=a&format=atom', false],
  ['/search?q=a', false],
  ['/search', false],
  ['/api/searches', false],
  ['/api', false],
])('%s is a search of a program: %s', (url, isOwned) => {
  expect(someAnswers().owns(url)).toBe(isOwned)
})

test('both addresses have the same answer, with everything the address asks for', async () => {
  const api = await ask('/api/search?q=tree&kind=position&kind=entry&sort=oldest&per=1&page=2')
  const page = await ask(
    '/search?format=json&q=tree&kind=position&kind=entry&sort=oldest&per=1&page=2',
  )
  expect(api).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    json: { query: 'tree', order: 'oldest', page: 2, perPage: 1 },
  })
  expect(api.json.hits).toHaveLength(1)
  expect({ ...page.json, tookMs: 0 }).toEqual({ ...api.json, tookMs: 0 })
  expect(api.headers).not.toHaveProperty('x-patchlore-keep')
})

test('a wrong query is a 400 with its place', async () => {
  expect(await ask('/api/search?q=%28a')).toMatchObject({
    status: 400,
    json: { error: expect.stringContaining('Unexpected'), place: { start: 2 } },
  })
})

test('what an engine gave in the place of another is not kept', async () => {
  const broken: SearchEngine = {
    ...createSqliteEngine(() => store),
    name: 'broken',
    label: 'Broken',
    answer: () => Promise.reject(new Error('No')),
  }
  const answers = someAnswers([broken, createSqliteEngine(() => store)])
  const { status, headers, json } = await ask('/api/search?q=tree', answers)
  expect(status).toBe(200)
  expect(headers['x-patchlore-keep']).toBe('no')
  expect(json.notes).toEqual(['Broken did not answer, so SQLite full text answered.'])
})

test('where no engine answers a program is told to come again', async () => {
  const broken: SearchEngine = {
    ...createSqliteEngine(() => store),
    answer: async () => {
      throw new Error('disk full')
    },
  }
  expect(await ask('/api/search?q=tree', someAnswers([broken]))).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' },
    json: { error: 'Searching is out of order; try again in a moment' },
  })
})

test('who no longer waits is not answered', async () => {
  const stop = new AbortController()
  stop.abort(new Error('gone'))
  await expect(someAnswers().answer('/api/search?q=tree', stop.signal)).rejects.toThrow('gone')
})

describe('completions', () => {
  test('are for programs', async () => {
    expect(await ask('/api/search/complete?q=tree%20stance%3Aopp')).toMatchObject({
      status: 200,
      json: {
        version: 1,
        query: 'tree stance:opp',
        completions: [{ label: 'opposes', query: 'tree stance:opposes ' }],
      },
    })
  })

  test('have the shape browsers ask for', async () => {
    const { headers, json } = await ask('/api/search/complete?q=stance%3Aopp&format=suggestions')
    expect(headers['content-type']).toBe('application/x-suggestions+json; charset=utf-8')
    expect(json).toEqual(['stance:opp', ['stance:opposes'], ['opposes']])
  })

  test('of too long a text are none', async () => {
    const { json } = await ask(`/api/search/complete?q=${'a'.repeat(queryLengthMax + 1)}`)
    expect(json.completions).toEqual([])
  })
})
