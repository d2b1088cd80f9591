// What pages ask, answered once per request. The store is opened on first use and again when
// somebody replaced its file.

import 'server-only'
import { cache } from 'react'
import type { ThreadFilter, ThreadOrder } from '#domain'
import { type Env, readEnv } from '#env'
import * as searching from '#search'
import * as storing from '#store'
import { createServerReader } from '#supervise'

export const threadsPerPage = 50

// On globalThis because `next dev` loads modules again and again.
const held = globalThis as {
  patchloreStore?: () => storing.Store
  patchloreSearch?: searching.Search
}
held.patchloreStore ??= storing.createStoreKeeper(readEnv().storeFile)
const store = held.patchloreStore
held.patchloreSearch ??= searching.findSharedSearch() ?? openSearch(readEnv())
const { answer, names } = held.patchloreSearch

/** The pages' own, where no edge has one to share, as while they are built. */
function openSearch({ dataFolder, meilisearch: { isWanted, indexPrefix } }: Env): searching.Search {
  return searching.openSearch({
    store,
    ...(isWanted && {
      meilisearch: { findServer: createServerReader(dataFolder), indexPrefix },
    }),
    log: (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
  })
}

export const readThread = cache((slug: string) => storing.findThread(store(), slug))
export const readThreadMarkdown = cache((slug: string) => storing.findThreadMarkdown(store(), slug))
export const listThreads = cache(async (filter: ThreadFilter, order: ThreadOrder, page: number) =>
  storing.listThreads(store(), filter, {
    order,
    offset: (page - 1) * threadsPerPage,
    limit: threadsPerPage,
  }),
)
export const listThreadSlugs = cache(() => storing.listThreadSlugs(store()))
export const readPerson = cache((slug: string) => storing.findPerson(store(), slug))
export const listPeople = cache(() => storing.listPeople(store()))
export const readTopic = cache((slug: string) => storing.findTopic(store(), slug))
export const listTopics = cache(() => storing.listTopics(store()))
export const listSources = cache(() => storing.listSources(store()))
export const readRedirect = cache((path: string) => storing.findRedirect(store(), path))
/** Answers a reader's question; `signal` tells that nobody waits for it any more. */
export const search = cache(async (question: searching.SearchQuestion, signal?: AbortSignal) =>
  answer(question, signal),
)
/** What people, topics, lists and subsystems are called. */
export const listSearchNames = cache(async () => names())
export const readSite = cache(async () => ({
  ...storing.countContent(store()),
  indexedAt: storing.findEdition(store())?.indexedAt ?? '',
  hasMail: storing.findMailEdition(store()) > 0,
}))
