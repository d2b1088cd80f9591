// A real Meilisearch for tests, from PATH or the npm package, on a free port and over a folder of its
// own. Where neither is there, as on platforms the package is not made for, those tests are skipped.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { SearchDocument } from '#domain'
import { readEnv } from '#env'
import { createMeilisearchEngine, replaceIndex, type ServerAddress } from '#search'
import {
  findPrograms,
  type Keeper,
  keepServer,
  readServerState,
  type ServerState,
} from '#supervise'

const { programFolders, packagedProgram } = readEnv().meilisearch

/** Where the program is looked for. */
export const programPlaces = { programFolders, packagedProgram }

/** Stands in the names of groups of tests, so that a skipped one says why. */
export const onRealMeilisearch =
  findPrograms(programPlaces).length > 0
    ? 'on a real Meilisearch'
    : 'on a real Meilisearch (skipped: there is no `meilisearch` for this platform)'

export const isMeilisearchMissing = findPrograms(programPlaces).length === 0

export interface TestServer {
  readonly address: ServerAddress
  /** The key that may search and nothing else. */
  readonly searchKey: string
  readonly dataFolder: string
  readonly state: () => ServerState | undefined
  /** The number of the server's own process. */
  readonly pid: () => number
}

const startTimeoutMs = 60_000

/** One server for the tests of a group; the function gives it once the group runs. */
export function aMeilisearch(indexPrefix = 'patchlore'): () => TestServer {
  let server: TestServer | undefined
  let stop: () => Promise<void> = async () => undefined
  beforeAll(async () => {
    if (isMeilisearchMissing) return
    const started = await startMeilisearch(indexPrefix)
    server = started.server
    stop = started.stop
  }, startTimeoutMs)
  afterAll(() => stop())
  return () => {
    if (server === undefined) throw new Error('The server is there only while tests run')
    return server
  }
}

/** For programs that are no tests. */
export async function startMeilisearch(indexPrefix = 'patchlore') {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'patchlore-search-'))
  const lines: string[] = []
  const state = () => readServerState(dataFolder)
  let keeper: Keeper | undefined
  const ready = new Promise<ServerAddress>((resolve, reject) => {
    const fail = () => reject(new Error(`Meilisearch did not start:\n${lines.join('\n')}`))
    setTimeout(fail, startTimeoutMs).unref()
    keeper = keepServer({
      dataFolder,
      indexPrefix,
      ...programPlaces,
      onReady: resolve,
      log: (line) => lines.push(line),
    })
  })
  const stop = async () => {
    await keeper?.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const address = await ready
    const server: TestServer = {
      address,
      searchKey: state()?.server?.searchKey ?? '',
      dataFolder,
      state,
      pid: () => state()?.child?.pid ?? Number.NaN,
    }
    return { server, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** An engine over a server of its own that has these documents. */
export async function openMeilisearchEngine(documents: readonly SearchDocument[]) {
  const { server, stop } = await startMeilisearch()
  const key = { indexPrefix: 'patchlore', digest: 'under-test' }
  await replaceIndex(server.address, { ...key, documents, mark: 'test' })
  const address = { url: server.address.url, key: server.searchKey }
  const engine = createMeilisearchEngine({
    findServer: () => ({ state: 'ready', address }),
    findDigest: () => key.digest,
    indexPrefix: key.indexPrefix,
  })
  return { engine, close: stop }
}
