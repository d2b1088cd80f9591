// The search of a site: Meilisearch first, where there is one; SQLite is always there. The edge and the
// pages run in one process but load this module apart, so they meet on globalThis and share one.

import { findEdition, type Store } from '#store'
import type { SearchEngine } from './engine.ts'
import { createMailSearch, type MailSearch } from './mail/mail-search.ts'
import { createMeilisearchEngine, type FoundServer } from './meilisearch/index.ts'
import { createSearch, type Search } from './search.ts'
import { type ListAnswer, type ListQuestion, searchList } from './search-list.ts'
import { createSqliteEngine } from './sqlite-engine.ts'

export interface SiteSearch extends Search {
  /**
   * Changes with every change of the answering engine, and never comes back to what it was: whoever
   * keeps answers keeps them under it.
   */
  readonly epoch: () => number
  readonly ofList: (question: ListQuestion, signal: AbortSignal) => Promise<ListAnswer>
}

export interface SiteSearchParts {
  readonly store: () => Store
  /** Absent where Meilisearch is not wanted. */
  readonly meilisearch?: {
    readonly findServer: () => FoundServer
    readonly indexPrefix: string
  }
  /** The engine that answers everything; one that searches where it is asked, if absent. */
  readonly sqlite?: SearchEngine
  /** The search of archived mail; one that searches where it is asked, if absent. */
  readonly mail?: MailSearch
  readonly log: (line: string) => void
}

export function openSearch({
  store,
  meilisearch,
  sqlite,
  mail = createMailSearch(store),
  log,
}: SiteSearchParts): SiteSearch {
  const first =
    meilisearch &&
    createMeilisearchEngine({ ...meilisearch, findDigest: () => findEdition(store())?.digest })
  const now = () => Date.now()
  const search = createSearch({
    store,
    engines: [...(first === undefined ? [] : [first]), sqlite ?? createSqliteEngine(store)],
    mail,
    now,
    log,
  })
  return {
    ...search,
    epoch: first?.epoch ?? (() => 0),
    ofList: (question, signal) => searchList({ store, mail, now }, question, signal),
  }
}

const place = Symbol.for('patchlore.search')

const meeting = globalThis as { [place]?: SiteSearch }

/** From now on everything in this process searches with this one. */
export function shareSearch(search: SiteSearch): void {
  meeting[place] = search
}

export function findSharedSearch(): SiteSearch | undefined {
  return meeting[place]
}
