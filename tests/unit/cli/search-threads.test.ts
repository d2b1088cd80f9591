// Searching on threads: the same answers, nobody waits for a thread that is not there.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSqliteEngine, EngineTooSlow, type SearchEngine } from '#search'
import { countSearchDocuments, QuestionTooLarge, replaceContent, type Store } from '#store'
import {
  createSearchThreads,
  type SearchThreads,
  toError,
  toFailure,
} from '../../../cli/search-threads.ts'
import { someContent } from '../../support/content.ts'
import { aRequest, aSearchDocument } from '../../support/search.ts'
import { aStore } from '../../support/stores.ts'

let store: Store
let threads: SearchThreads
let engine: SearchEngine

const documents = Array.from({ length: 40 }, (_, number) =>
  aSearchDocument({
    id: `section-${number}`,
    text: `The stack of ${number % 2 ? 'odd' : 'even'}.`,
  }),
)

beforeEach(() => {
  store = aStore()
  replaceContent(store, { ...someContent(), documents })
  threads = createSearchThreads({
    store: () => store,
    countDocuments: () => countSearchDocuments(store),
    documentsMin: 1,
    threads: 2,
  })
  engine = threads.sqlite
})

afterEach(() => threads.close())

const patience = { timeout: 20_000 }
const soon = () => performance.now() + 10_000
const limits = () => ({ signal: new AbortController().signal, deadline: soon() })

/** Whether a thread answers now: its deadline passes where it waits, not where it is asked. */
async function untilThreadsAnswer() {
  const here = vi.spyOn(store.sqlite, 'transaction')
  try {
    await vi.waitFor(async () => {
      here.mockClear()
      await engine.answer(aRequest('stack'), limits())
      expect(here).not.toHaveBeenCalled()
    }, patience)
  } finally {
    here.mockRestore()
  }
}

test('threads give the answers of the engine, before they are ready and after', async () => {
  const direct = createSqliteEngine(() => store)
  const requests = ['stack', 'even', '"of odd"', 'stack -even', ''].map((text) => aRequest(text))
  const expected = await Promise.all(requests.map((request) => direct.answer(request, limits())))
  expect(expected[1]?.total).toBe(20)
  const ask = () => Promise.all(requests.map((request) => engine.answer(request, limits())))
  expect(await ask()).toEqual(expected)
  await untilThreadsAnswer()
  expect(await ask()).toEqual(expected)
})

test('an edition that another process wrote is found at once', async () => {
  await untilThreadsAnswer()
  const other = [aSearchDocument({ id: 'section-new', text: 'A zebra.' })]
  replaceContent(store, { ...someContent(), digest: 'other', documents: other })
  expect((await engine.answer(aRequest('zebra'), limits())).total).toBe(1)
  expect((await engine.answer(aRequest('stack'), limits())).total).toBe(0)
})

test('who has gone or waits too long is not answered', async () => {
  await untilThreadsAnswer()
  const gone = AbortSignal.abort(new Error('gone'))
  await expect(
    engine.answer(aRequest('stack'), { signal: gone, deadline: soon() }),
  ).rejects.toThrow('gone')
  await expect(
    engine.answer(aRequest('stack'), { ...limits(), deadline: performance.now() - 1 }),
  ).rejects.toBeInstanceOf(EngineTooSlow)
})

test.each([new EngineTooSlow('slow'), new QuestionTooLarge('large'), new Error('other')])(
  'a failure leaves its thread as what it was: $name',
  (error) => {
    const arrived = toError(structuredClone(toFailure(error)))
    expect(arrived).toStrictEqual(error)
    expect(arrived.constructor).toBe(error.constructor)
  },
)

test('few documents are searched where they are asked for, without a thread', async () => {
  const small = createSearchThreads({
    store: () => store,
    countDocuments: () => countSearchDocuments(store),
    documentsMin: documents.length + 1,
    threads: 1,
  })
  const here = vi.spyOn(store.sqlite, 'transaction')
  for (const _ of [1, 2, 3]) await small.sqlite.answer(aRequest('stack'), limits())
  expect(here).toHaveBeenCalledTimes(3)
  await small.close()
})

test('a closed engine still answers', async () => {
  await untilThreadsAnswer()
  await threads.close()
  expect((await engine.answer(aRequest('even'), limits())).total).toBe(20)
})
