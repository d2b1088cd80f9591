// The planner with engines that are values of the contract: which one is asked, and what when it fails.

import { beforeEach, describe, expect, test } from 'vitest'
import { type EngineAnswer, noFacetCounts, type SearchRequest } from '#domain'
import {
  createSearch,
  createSqliteEngine,
  EngineStarting,
  EngineTooSlow,
  hitsPerPage,
  hitsPerPageMax,
  NoEngineAnswered,
  pageMax,
  type Search,
  type SearchEngine,
} from '#search'
import { QuestionTooLarge, replaceContent, type Store } from '#store'
import { anchorId, aPosition, aSearchHit, aThreadEntry } from '../../support/builders.ts'
import { contentOfVersion, someContent } from '../../support/content.ts'
import { nowMs } from '../../support/search.ts'
import { aStore } from '../../support/stores.ts'

let store: Store
let lines: string[]
let asked: string[]

beforeEach(() => {
  store = aStore()
  lines = []
  asked = []
  replaceContent(store, someContent())
})

function aSearch(engines: readonly SearchEngine[] = [createSqliteEngine(() => store)]): Search {
  return createSearch({
    store: () => store,
    engines,
    now: () => nowMs,
    log: (line) => lines.push(line),
  })
}

const nothing: EngineAnswer = {
  hits: [],
  total: 0,
  isTotalExact: true,
  facets: noFacetCounts(),
  replaced: [],
  isLoose: false,
}

/** An engine that has one hit, unless a test says otherwise. */
function anEngine(name: string, overrides: Partial<SearchEngine> = {}): SearchEngine {
  return {
    name,
    label: name,
    canAnswer: () => true,
    health: () => ({ state: 'ready' }),
    ...overrides,
    answer: async (request, limits) => {
      asked.push(name)
      return overrides.answer === undefined
        ? { ...nothing, hits: [aSearchHit()], total: 1 }
        : await overrides.answer(request, limits)
    },
  }
}

describe('which engine answers', () => {
  test('the first one that is well and can', async () => {
    const { engine, passedOver } = await aSearch([anEngine('one'), anEngine('two')]).answer({
      text: 'a',
    })
    expect(engine).toEqual({ name: 'one', label: 'one' })
    expect(asked).toEqual(['one'])
    expect(passedOver).toEqual([])
  })

  test('one that cannot answer exactly is not asked, and that is no failure', async () => {
    const plain = anEngine('plain', { canAnswer: ({ query }) => query?.kind === 'word' })
    const search = aSearch([plain, anEngine('exact')])
    expect((await search.answer({ text: 'a' })).engine?.name).toBe('plain')
    const exact = await search.answer({ text: 'a OR b' })
    expect(exact.engine?.name).toBe('exact')
    expect(exact.passedOver).toEqual([])
  })

  test.each([
    ['absent', []],
    ['starting', ['one is starting']],
    ['failing', ['one is out of order']],
  ] as const)('one that is %s is passed over', async (state, passedOver) => {
    const one = anEngine('one', { health: () => ({ state, reason: 'A reason.' }) })
    const answer = await aSearch([one, anEngine('two')]).answer({ text: 'a' })
    expect(answer.engine?.name).toBe('two')
    expect(answer.passedOver).toEqual(passedOver)
    expect(asked).toEqual(['two'])
  })

  test('when one fails the next answers within the same request, and the log says why', async () => {
    const broken = anEngine('one', {
      answer: async () => {
        throw new Error('connection refused')
      },
    })
    const answer = await aSearch([broken, anEngine('two')]).answer({ text: 'a' })
    expect(answer.engine?.name).toBe('two')
    expect(answer.passedOver).toEqual(['one did not answer'])
    expect(lines).toEqual(['search: one failed: connection refused'])
  })

  test('one that finds out that it cannot answer yet is starting, which is no failure', async () => {
    const young = anEngine('one', {
      answer: async () => {
        throw new EngineStarting('Its index is being built')
      },
    })
    const answer = await aSearch([young, anEngine('two')]).answer({ text: 'a' })
    expect(answer.engine?.name).toBe('two')
    expect(answer.passedOver).toEqual(['one is starting'])
    expect(lines).toEqual(['search: one is starting: Its index is being built'])
  })

  test('one that does not keep its deadline is left behind, and told to stop', async () => {
    let isStopped = false
    const slow = anEngine('one', {
      answer: async (_request, { signal }) =>
        await new Promise(() => {
          signal.addEventListener('abort', () => {
            isStopped = signal.reason instanceof EngineTooSlow
          })
        }),
    })
    const answer = await aSearch([slow, anEngine('two')]).answer({ text: 'a' })
    expect(answer.engine?.name).toBe('two')
    expect(answer.passedOver).toEqual(['one took too long'])
    expect(isStopped).toBe(true)
  })

  test('when the reader leaves no other engine is troubled', async () => {
    const reader = new AbortController()
    const slow = anEngine('one', { answer: async () => await new Promise(() => {}) })
    const answering = aSearch([slow, anEngine('two')]).answer({ text: 'a' }, reader.signal)
    reader.abort(new Error('gone'))
    await expect(answering).rejects.toThrow('gone')
    expect(asked).toEqual(['one'])
  })

  test('when all fail it is a fault of ours, with the last one’s reason', async () => {
    const broken = anEngine('one', {
      answer: async () => {
        throw new Error('disk full')
      },
    })
    const failure = aSearch([broken]).answer({ text: 'a' })
    await expect(failure).rejects.toThrow(NoEngineAnswered)
    await expect(failure).rejects.toMatchObject({ cause: new Error('disk full') })
  })
})

test('a question too large for every engine is the reader’s to change', async () => {
  const engine = anEngine('one', {
    answer: async () => {
      throw new QuestionTooLarge('too much')
    },
  })
  const answer = await aSearch([engine]).answer({ text: '(a b) OR c' })
  expect(answer).toMatchObject({
    hits: [],
    problem: { message: 'too much', place: { start: 0, end: 10 } },
  })
})

describe('what an engine is asked', () => {
  async function requestOf(question: Parameters<Search['answer']>[0]): Promise<SearchRequest> {
    let request: SearchRequest | undefined
    const engine = anEngine('one', {
      answer: async (given) => {
        request = given
        return nothing
      },
    })
    await aSearch([engine]).answer(question)
    if (request === undefined) throw new Error('Unexpected silence, expected a request')
    return request
  }

  test('names are those of the site by then', async () => {
    const { query } = await requestOf({ text: 'who:aa' })
    expect(query).toMatchObject({ kind: 'facet', facet: 'person', values: ['ann-author'] })
  })

  test('pages become offsets', async () => {
    expect(await requestOf({ text: 'a', page: 3 })).toMatchObject({
      offset: 2 * hitsPerPage,
      limit: hitsPerPage,
    })
    expect(await requestOf({ text: 'a', page: 2, perPage: 50 })).toMatchObject({
      offset: 50,
      limit: 50,
    })
    expect(await requestOf({ text: 'a', perPage: 5_000 })).toMatchObject({ limit: hitsPerPageMax })
    for (const page of [0, -1, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(await requestOf({ text: 'a', page })).toMatchObject({ offset: 0 })
    }
  })

  test('a choice of facets alone is a question', async () => {
    const request = await requestOf({ text: '', selection: { kind: ['entry'], topic: [] } })
    expect(request).toEqual({
      selection: { kind: ['entry'] },
      order: 'relevance',
      offset: 0,
      limit: hitsPerPage,
      withFacets: true,
      byThread: false,
    })
  })

  test('typographic quotation marks are quotation marks', async () => {
    expect((await requestOf({ text: '“their words”' })).query).toMatchObject({
      kind: 'phrase',
      text: 'their words',
    })
  })
})

describe('an answer', () => {
  test('to nothing is nothing, and no engine is asked', async () => {
    const search = aSearch([anEngine('one')])
    for (const text of ['', '   ', '\n']) {
      const answer = await search.answer({ text })
      expect(answer).toMatchObject({ hits: [], total: 0 })
      expect(answer.problem).toBeUndefined()
      expect(answer.engine).toBeUndefined()
    }
    expect(asked).toEqual([])
  })

  test('says what is wrong with the query, and with a page too deep', async () => {
    expect((await aSearch().answer({ text: 'a )' })).problem).toEqual({
      message: 'Unexpected ")" at 3, expected a word',
      place: { start: 2, end: 3 },
    })
    const { problem } = await aSearch().answer({ text: 'a', page: pageMax + 1 })
    expect(problem?.message).toBe(
      `Unexpected page ${pageMax + 1}, expected at most ${pageMax}; more words find less`,
    )
  })

  test('says which prefix has nothing to search yet', async () => {
    const answer = await aSearch([anEngine('one')]).answer({ text: 'dfn:mm/vmscan.c stack' })
    expect(answer).toMatchObject({ hits: [], total: 0 })
    expect(answer.notes.map(({ text }) => text)).toEqual([
      '`dfn:` looks at names of files in a diff. No mail is indexed here yet, so it finds nothing.',
    ])
    expect(asked).toEqual([])
    const either = await aSearch([anEngine('one')]).answer({ text: 'dfn:mm/vmscan.c OR stack' })
    expect(either.total).toBe(1)
    expect(either.notes).toHaveLength(1)
  })

  test('says when nobody has the name, and who may be meant', async () => {
    const { notes, total } = await aSearch().answer({ text: 'who:auhtor' })
    expect(total).toBe(0)
    expect(notes.map(({ text }) => text)).toEqual([
      'Nobody here is called `auhtor`. Did you mean `who:author`?',
    ])
  })

  test('says how the query was read', async () => {
    const { explanation } = await aSearch().answer({
      text: 'who:aa ("a tree" OR s:tree*) -kind:figure d:2014-10 has:simulation',
    })
    expect(explanation).toBe(
      'by Ann Author and (“a tree” or words beginning with “tree” in the subject) and not of kind figure and from 1 October 2014 to 31 October 2014 and with a simulation',
    )
  })

  test('has facets with labels, in an order that stays, and keeps what was chosen', async () => {
    const { facets } = await aSearch().answer({
      text: '',
      selection: { person: ['ann-author', 'nobody'], stance: ['asks'] },
    })
    expect(facets.person).toEqual([
      { value: 'ann-author', label: 'Ann Author', count: 0 },
      { value: 'nobody', label: 'nobody', count: 0 },
    ])
    expect(facets.stance.map(({ value }) => value)).toEqual(['proposes', 'asks'])
  })

  test('says what was looked for instead of a word that stands nowhere', async () => {
    const { corrected, hits, isLoose } = await aSearch().answer({ text: 'kind:position drectory' })
    expect(corrected?.text).toBe('kind:position directory')
    expect(corrected?.words[0]).toMatchObject({ from: 'drectory', to: 'directory' })
    expect(hits.length).toBeGreaterThan(0)
    expect(isLoose).toBe(false)
  })

  test('has hits with some of the words where nothing has them all, and says so', async () => {
    const { hits, isLoose } = await aSearch().answer({ text: 'kind:position hash zebra tree' })
    expect(isLoose).toBe(true)
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every(({ kind }) => kind === 'position')).toBe(true)
    expect((await aSearch().answer({ text: '"hash zebra"' })).total).toBe(0)
  })

  test('finds an unfinished word while somebody types, and a beginning where no word fits', async () => {
    const positions = [aPosition({ id: anchorId('one'), claimText: 'Writing is slow.', quote: '' })]
    replaceContent(store, someContent({ threads: [aThreadEntry({ positions, followUps: [] })] }))
    const typing = await aSearch().answer({ text: 'wri', isTyping: true })
    expect(typing.total).toBe(1)
    expect(typing.corrected).toBeUndefined()
    const submitted = await aSearch().answer({ text: 'wri' })
    expect(submitted.total).toBe(1)
    expect(submitted.corrected?.text).toBe('wri*')
  })

  test('is of the content that is there now', async () => {
    replaceContent(store, contentOfVersion(1, 30))
    const search = aSearch()
    const first = await search.answer({ text: 'kind:entry version' })
    expect(first).toMatchObject({ total: 30, pages: 2 })
    const second = await search.answer({ text: 'kind:entry version', page: 2 })
    expect(new Set([...first.hits, ...second.hits].map(({ url }) => url)).size).toBe(30)
    replaceContent(store, contentOfVersion(2, 3))
    expect((await search.answer({ text: 'kind:entry version' })).total).toBe(3)
  })
})
