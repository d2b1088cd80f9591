// The search of this site, from its settings: for the edge, which answers programs with it, and for the
// command line.

import type { Env } from '#env'
import { openSearch, type SiteSearch, type SiteSearchParts } from '#search'
import { createServerReader } from '#supervise'

/** Finds the Meilisearch that a running site keeps, if any. */
export function openSiteSearch(
  { dataFolder, meilisearch: { isWanted, indexPrefix } }: Env,
  parts: Pick<SiteSearchParts, 'store' | 'sqlite' | 'log'>,
): SiteSearch {
  const findServer = createServerReader(dataFolder)
  return openSearch({ ...parts, ...(isWanted && { meilisearch: { findServer, indexPrefix } }) })
}
