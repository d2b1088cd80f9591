// The search of this site, from its settings: for the edge, which answers programs with it, and for the
// command line.

import type { Env } from '#env'
import { openSearch, type SiteSearch, type SiteSearchParts } from '#search'
import { createServerReader } from '#supervise'

/** Finds the Meilisearch that a running site keeps, if any. */
export function openSiteSearch(
  { dataFolder, meilisearch: { isWanted, indexPrefix } }: Env,
  { store, sqlite, mail, log }: Pick<SiteSearchParts, 'store' | 'sqlite' | 'mail' | 'log'>,
): SiteSearch {
  const findServer = createServerReader(dataFolder)
  return openSearch({
    store,
    log,
    ...(sqlite !== undefined && { sqlite }),
    ...(mail !== undefined && { mail }),
    ...(isWanted && { meilisearch: { findServer, indexPrefix } }),
  })
}
