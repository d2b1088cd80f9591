// Building the index of an edition beside what readers use, and putting it in its place in one step.
// Nothing under a finished name is ever half an index.

import {
  type EnqueuedTaskPromise,
  type Meilisearch,
  MeilisearchError,
  type Task,
} from 'meilisearch'
import { type SearchDocument, searchFacets } from '#domain'
import { diskFull, ServerUnusable, toServerUnusable } from './greet-server.ts'
import { buildingOf, indexOf, isBuilding, isOwn } from './index-name.ts'
import { createClient, type ServerAddress } from './server-address.ts'
import { indexSettings } from './settings.ts'
import { attributeOf } from './to-filter.ts'
import { toIndexDocument } from './to-index-document.ts'

export interface IndexToBuild {
  readonly indexPrefix: string
  /** The edition's digest, by which searches find the index. */
  readonly digest: string
  readonly documents: Iterable<SearchDocument>
  /** Build it even if it is there. */
  readonly force?: boolean
  /** Tells this builder from others at the same time. */
  readonly mark: string
  readonly signal?: AbortSignal
}

export type BuiltIndex =
  | { readonly kind: 'present' }
  | { readonly kind: 'built'; readonly documents: number }

const requestTimeoutMs = 30_000
/** A hundred thousand documents take some minutes on a small machine. */
const taskTimeoutMs = 15 * 60_000
const askAgainMs = 50
const batchCharactersMax = 2_000_000
/** What a builder that was killed left lies this long before another one clears it away. */
const abandonedAfterMs = 60 * 60_000
const indexesMax = 1_000

/** Builds the index where it is missing, then removes those of other editions. Throws `ServerUnusable`. */
export async function replaceIndex(
  address: ServerAddress,
  build: IndexToBuild,
): Promise<BuiltIndex> {
  const client = createClient(address, { timeoutMs: requestTimeoutMs })
  const finished = indexOf(build.indexPrefix, build.digest)
  const building = buildingOf(build.indexPrefix, build.mark)
  try {
    const names = await listNames(client)
    if (names.includes(finished) && build.force !== true) {
      await removeOthers(client, build.indexPrefix, finished)
      await warm(client, finished)
      return { kind: 'present' }
    }
    try {
      const documents = await fill(client, building, build)
      await putInPlace(client, { building, finished })
      await removeOthers(client, build.indexPrefix, finished)
      await warm(client, finished)
      return { kind: 'built', documents }
    } catch (error) {
      // Best effort: whoever failed for lack of a server cannot clear up there either.
      await finish(client.deleteIndex(building)).catch(() => undefined)
      throw error
    }
  } catch (error) {
    // What the documents' reader threw is not the server's fault.
    throw error instanceof MeilisearchError ? toServerUnusable(error, address) : error
  }
}

/** Whether the edition's index is there, finished. Throws `ServerUnusable`. */
export async function findIndex(
  address: ServerAddress,
  { indexPrefix, digest }: { readonly indexPrefix: string; readonly digest: string },
): Promise<{ readonly name: string; readonly documents: number } | undefined> {
  const client = createClient(address, { timeoutMs: requestTimeoutMs })
  const name = indexOf(indexPrefix, digest)
  try {
    if (!(await listNames(client)).includes(name)) return undefined
    const { numberOfDocuments } = await client.index(name).getStats()
    return { name, documents: numberOfDocuments }
  } catch (error) {
    throw toServerUnusable(error, address)
  }
}

async function fill(
  client: Meilisearch,
  building: string,
  { documents, signal }: IndexToBuild,
): Promise<number> {
  await finish(client.createIndex(building, { primaryKey: 'id' }))
  const index = client.index(building)
  await finish(index.updateSettings(indexSettings))
  let count = 0
  // One batch waits at the server while the next is made; more would only fill memory.
  let underway: Promise<unknown> = Promise.resolve()
  for (const batch of toBatches(documents)) {
    signal?.throwIfAborted()
    await underway
    count += batch.length
    underway = finish(index.addDocuments(batch.map((document) => ({ ...document }))))
    // Awaited in the next round; until then its failure is nobody's.
    underway.catch(() => undefined)
  }
  await underway
  const { numberOfDocuments } = await index.getStats()
  if (numberOfDocuments !== count) {
    throw new ServerUnusable(
      'failed',
      `Unexpected ${numberOfDocuments} documents in the new index, expected ${count}`,
      'Run `npx patchlore index --force`.',
    )
  }
  return count
}

function* toBatches(documents: Iterable<SearchDocument>) {
  let batch: ReturnType<typeof toIndexDocument>[] = []
  let characters = 0
  for (const document of documents) {
    batch.push(toIndexDocument(document))
    characters += document.text.length + document.quote.length + document.names.length
    if (characters < batchCharactersMax) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}

/** One step for readers: the name leads to the old index, or to none, and then to the new one. */
async function putInPlace(
  client: Meilisearch,
  { building, finished }: { building: string; finished: string },
): Promise<void> {
  const swap = async () => {
    const isThere = (await listNames(client)).includes(finished)
    await finish(client.swapIndexes([{ indexes: [building, finished], rename: !isThere }]))
    if (isThere) await finish(client.deleteIndex(building))
  }
  // Another builder may have been there between the look and the step; then it is a swap.
  await swap().catch(swap)
}

/**
 * The first searches of an index take some ten times as long as later ones, because nothing of it is in
 * memory. So they are not a reader's: facets of everything, then words of every ranking.
 */
async function warm(client: Meilisearch, finished: string): Promise<void> {
  const index = client.index(finished)
  const facets = searchFacets.map((facet) => attributeOf[facet])
  for (const word of ['', 'patch', 'the stack', 'kernel memroy']) {
    // Best effort: a server that is busy answers readers, too.
    await index.search(word, { facets, limit: 20 }).catch(() => undefined)
  }
}

/** Other editions, and what builders left that were killed long ago. */
async function removeOthers(client: Meilisearch, prefix: string, finished: string): Promise<void> {
  const { results } = await client.getRawIndexes({ limit: indexesMax })
  const before = Date.now() - abandonedAfterMs
  for (const { uid, updatedAt } of results) {
    if (!isOwn(prefix, uid) || uid === finished) continue
    if (isBuilding(prefix, uid) && Date.parse(updatedAt) > before) continue
    await client.deleteIndexIfExists(uid)
  }
}

async function listNames(client: Meilisearch): Promise<readonly string[]> {
  const { results } = await client.getRawIndexes({ limit: indexesMax })
  return results.map(({ uid }) => uid)
}

/** Waits for a task, and throws what it failed of. */
async function finish(task: EnqueuedTaskPromise): Promise<Task> {
  const done = await task.waitTask({ timeout: taskTimeoutMs, interval: askAgainMs })
  if (done.status === 'succeeded') return done
  const message = done.error?.message ?? `task ${done.uid} was ${done.status}`
  if (/no space left|disk (?:is )?full|MDB_MAP_FULL/iu.test(`${done.error?.code} ${message}`)) {
    throw diskFull(message)
  }
  throw new ServerUnusable(
    'failed',
    `Unexpected failure of Meilisearch to ${done.type}: ${message}`,
    'It is tried again; until then SQLite answers every search.',
  )
}
