// Search by a real Meilisearch when things go wrong: killed, frozen, locked, half built. Readers get
// their answers all the while.

import { describe, expect, test } from 'vitest'
import type { SearchDocument } from '#domain'
import {
  createMeilisearchEngine,
  createSearch,
  createSqliteEngine,
  EngineStarting,
  EngineTooSlow,
  findIndex,
  type MeilisearchEngineOptions,
  replaceIndex,
} from '#search'
import { replaceContent, type Store } from '#store'
import { createServerReader } from '#supervise'
import { someContent } from '../support/content.ts'
import {
  aMeilisearch,
  isMeilisearchMissing,
  onRealMeilisearch,
  type TestServer,
} from '../support/meilisearch.ts'
import { aRequest, aSearchDocument, nowMs } from '../support/search.ts'
import { waitFor } from '../support/site.ts'
import { aStore } from '../support/stores.ts'

const indexPrefix = 'patchlore'
const patience = { timeoutMs: 30_000 }

const stacks: readonly SearchDocument[] = ['one', 'two', 'three'].map((name) =>
  aSearchDocument({ id: `section-${name}`, title: `Stack ${name}`, text: 'The stack overflowed.' }),
)

const limits = ({ forMs = 5_000, signal = new AbortController().signal } = {}) => ({
  signal,
  deadline: performance.now() + forMs,
})

let editions = 0

/** Another edition's name each time, so that no test meets the index of another one. */
function aDigest(): string {
  editions += 1
  return `engine-${editions}`
}

describe.skipIf(isMeilisearchMissing)(onRealMeilisearch, () => {
  const server = aMeilisearch(indexPrefix)

  const build = async (digest: string, documents: Iterable<SearchDocument>, force = false) =>
    await replaceIndex(server().address, { indexPrefix, digest, documents, force, mark: 'test' })

  const engineOf = (digest: string, options: Partial<MeilisearchEngineOptions> = {}) =>
    createMeilisearchEngine({
      findServer: createServerReader(server().dataFolder),
      findDigest: () => digest,
      indexPrefix,
      ...options,
    })

  test('the index of another edition is never searched', async () => {
    const [old, next] = [aDigest(), aDigest()]
    await build(old, stacks)
    const engine = engineOf(next)
    const asked = engine.answer(aRequest('stack'), limits())
    await expect(asked).rejects.toBeInstanceOf(EngineStarting)
    expect(engine.health()).toEqual({
      state: 'starting',
      reason: 'The index of this edition is being built',
    })
    await build(next, stacks.slice(0, 1))
    await waitFor(() => (engine.health().state === 'ready' ? true : undefined), patience)
    expect(await engine.answer(aRequest('stack'), limits())).toMatchObject({ total: 1 })
    // It is the only one now.
    expect(await findIndex(server().address, { indexPrefix, digest: old })).toBeUndefined()
  })

  test('an index is there whole or not at all', async () => {
    const digest = aDigest()
    const broken = function* () {
      yield* stacks
      throw new Error('The disk went away')
    }
    await expect(build(digest, broken())).rejects.toThrow('The disk went away')
    expect(await findIndex(server().address, { indexPrefix, digest })).toBeUndefined()
    expect(await listIndexes(server())).not.toContain('building')

    await build(digest, stacks)
    await expect(build(digest, broken(), true)).rejects.toThrow('The disk went away')
    expect(await findIndex(server().address, { indexPrefix, digest })).toMatchObject({
      documents: stacks.length,
    })
  })

  test('while an index is replaced, every search finds all of the old one or of the new', async () => {
    const digest = aDigest()
    await build(digest, stacks)
    const engine = engineOf(digest)
    let isOver = false
    const totals = new Set<number>()
    const reading = (async () => {
      while (!isOver) totals.add((await engine.answer(aRequest('stack'), limits())).total)
    })()
    await build(digest, stacks.slice(0, 2), true)
    await build(digest, stacks, true)
    isOver = true
    await reading
    expect([2, 3]).toEqual(expect.arrayContaining([...totals]))
    expect(engine.health()).toEqual({ state: 'ready' })
  })

  test('two who build the same at once do not disturb each other', async () => {
    const digest = aDigest()
    const builds = ['a', 'b'].map((mark) =>
      replaceIndex(server().address, { indexPrefix, digest, documents: stacks, mark }),
    )
    await Promise.all(builds)
    const found = await findIndex(server().address, { indexPrefix, digest })
    expect(found?.documents).toBe(stacks.length)
    expect(await listIndexes(server())).not.toContain('building')
  })

  test('what others keep on the same server is left alone', async () => {
    const digest = aDigest()
    const other = { indexPrefix: 'patchlore-two', digest, documents: stacks, mark: 'test' }
    await replaceIndex(server().address, other)
    await build(digest, stacks)
    expect(await findIndex(server().address, other)).toMatchObject({ documents: stacks.length })
  })

  test('a frozen server costs one reader the wait, and is used again when it thaws', async () => {
    const digest = aDigest()
    await build(digest, stacks)
    const engine = engineOf(digest)
    await engine.answer(aRequest('stack'), limits())
    const { pid } = server()
    process.kill(pid(), 'SIGSTOP')
    try {
      const asking = engine.answer(aRequest('stack'), limits({ forMs: 200 }))
      await expect(asking).rejects.toThrow(EngineTooSlow)
      expect(engine.health()).toMatchObject({ state: 'failing' })
    } finally {
      process.kill(pid(), 'SIGCONT')
    }
    await waitFor(() => (engine.health().state === 'ready' ? true : undefined), patience)
    expect(await engine.answer(aRequest('stack'), limits())).toMatchObject({ total: 3 })
  })

  test('a reader who goes away does not make the engine ill', async () => {
    const digest = aDigest()
    await build(digest, stacks)
    const engine = engineOf(digest)
    const reader = new AbortController()
    const asking = engine.answer(aRequest('stack'), limits({ signal: reader.signal }))
    reader.abort(new Error('gone'))
    await expect(asking).rejects.toThrow('gone')
    expect(engine.health()).toEqual({ state: 'ready' })
  })

  test('a wrong key is said, and costs one request', async () => {
    const digest = aDigest()
    await build(digest, stacks)
    const address = { url: server().address.url, key: 'wrong' }
    const engine = engineOf(digest, { findServer: () => ({ state: 'ready', address }) })
    await expect(engine.answer(aRequest('stack'), limits())).rejects.toThrow('Unexpected refusal')
    expect(engine.health()).toMatchObject({
      state: 'failing',
      reason: expect.stringContaining('Unexpected refusal by Meilisearch'),
    })
  })

  test('its epoch changes when it begins or ceases to answer, and at no other time', async () => {
    const digest = aDigest()
    const engine = engineOf(digest)
    const before = engine.epoch()
    expect(engine.epoch()).toBe(before)
    await expect(engine.answer(aRequest('stack'), limits())).rejects.toThrow()
    const without = engine.epoch()
    expect(without).not.toBe(before)
    await build(digest, stacks)
    await waitFor(() => (engine.health().state === 'ready' ? true : undefined), patience)
    const within = engine.epoch()
    expect([before, without]).not.toContain(within)
    await engine.answer(aRequest('stack'), limits())
    await engine.answer(aRequest('virtio'), limits())
    expect(engine.epoch()).toBe(within)
  })

  test('killed under load, not one search fails, and it answers again when it is back', async () => {
    const store = aStoreOf(stacks)
    const digest = someContent().digest
    await build(digest, stacks)
    const lines: string[] = []
    const search = createSearch({
      store: () => store,
      engines: [engineOf(digest), createSqliteEngine(() => store)],
      now: () => nowMs,
      log: (line) => lines.push(line),
    })
    const ask = async () => await search.answer({ text: 'stack overflowed' })
    expect((await ask()).engine?.name).toBe('meilisearch')

    const readers = 8
    let isOver = false
    const answered = { meilisearch: 0, sqlite: 0 }
    const reading = Array.from({ length: readers }, async () => {
      while (!isOver) {
        const { hits, engine } = await ask()
        expect(hits).toHaveLength(stacks.length)
        answered[engine?.name as keyof typeof answered] += 1
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    })
    const more = async (name: keyof typeof answered) => {
      const before = answered[name]
      await waitFor(() => (answered[name] > before + 20 ? true : undefined), patience)
    }
    try {
      await more('meilisearch')
      process.kill(server().pid(), 'SIGKILL')
      await more('sqlite')
      await more('meilisearch')
    } finally {
      isOver = true
    }
    await Promise.all(reading)
    // Each reader waits at most once for each time it is found to be gone; none, where the keeper says
    // so before any of them asks.
    expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(2 * readers)
  })
})

function aStoreOf(documents: readonly SearchDocument[]): Store {
  const store = aStore()
  replaceContent(store, { ...someContent(), documents })
  return store
}

async function listIndexes({ address: { url, key } }: TestServer): Promise<string> {
  const answer = await fetch(`${url}/indexes`, { headers: { authorization: `Bearer ${key}` } })
  return JSON.stringify(await answer.json())
}
