// Keeping the search server's index at the store's edition, on a real server.

import { describe, expect, onTestFinished, test } from 'vitest'
import { type FollowEnd, followEdition, updateSearchIndex } from '#ingest'
import { findIndex } from '#search'
import { findEdition, replaceContent, type Store } from '#store'
import { contentOfVersion } from '../../support/content.ts'
import { aMeilisearch, isMeilisearchMissing, onRealMeilisearch } from '../../support/meilisearch.ts'
import { waitFor } from '../../support/site.ts'
import { aStore, openAgain } from '../../support/stores.ts'

const indexPrefix = 'patchlore'
const patience = { timeoutMs: 30_000 }

function follow(store: Store) {
  const ends: FollowEnd[] = []
  const follower = followEdition({
    readStore: () => store,
    indexPrefix,
    onEnd: (end) => ends.push(end),
  })
  onTestFinished(follower.stop)
  return { ...follower, ends, until: (count: number) => waitFor(() => ends[count - 1], patience) }
}

const digestOf = (store: Store) => findEdition(store)?.digest ?? ''

describe.skipIf(isMeilisearchMissing)(onRealMeilisearch, () => {
  const server = aMeilisearch(indexPrefix)
  const find = (digest: string) => findIndex(server().address, { indexPrefix, digest })

  test('the index is built when the server answers, and again when the edition changes', async () => {
    const store = aStore()
    const { serverReady, ends, until } = follow(store)
    serverReady(server().address)
    replaceContent(store, contentOfVersion(1))
    expect(await until(1)).toMatchObject({ kind: 'built' })
    expect(await find(digestOf(store))).toMatchObject({ documents: expect.any(Number) })

    // As `patchlore index` does it, in another process.
    replaceContent(openAgain(store.file), contentOfVersion(2))
    expect(await until(2)).toMatchObject({ kind: 'built' })
    expect(await find('version-2')).toBeDefined()
    expect(await find('version-1')).toBeUndefined()
    expect(ends).toHaveLength(2)
  })

  test('a server that comes back with its index is not filled again', async () => {
    const store = aStore()
    replaceContent(store, contentOfVersion(3))
    const { serverReady, until } = follow(store)
    serverReady(server().address)
    await until(1)
    serverReady(server().address)
    expect(await until(2)).toEqual({ kind: 'present' })
  })

  test('a failure is told, and made good when the server is there again', async () => {
    const store = aStore()
    replaceContent(store, contentOfVersion(4))
    const { serverReady, until } = follow(store)
    serverReady({ url: server().address.url, key: 'wrong' })
    expect(await until(1)).toMatchObject({ kind: 'failed', error: { fault: 'wrong key' } })
    serverReady(server().address)
    expect(await until(2)).toMatchObject({ kind: 'built' })
  })

  test('content that changes while it is copied is never under the wrong name', async () => {
    const store = aStore()
    replaceContent(store, contentOfVersion(5))
    const building = updateSearchIndex(store, { address: server().address, indexPrefix })
    replaceContent(openAgain(store.file), contentOfVersion(6))
    await building
    expect(digestOf(store)).toBe('version-6')
    expect(await find('version-6')).toBeDefined()
    expect(await find('version-5')).toBeUndefined()
  })
})

test('following ends at once, also where no server ever answered', async () => {
  const follower = followEdition({ readStore: aStore, indexPrefix, onEnd: () => undefined })
  const started = performance.now()
  await follower.stop()
  expect(performance.now() - started).toBeLessThan(1_000)
})
