// The search server that a command may build an index on: the given one, or the one a running site
// keeps.

import type { Env } from '#env'
import type { ServerAddress } from '#search'
import { findMasterKey, isAlive, readServerState } from '#supervise'

/** `undefined` where there is none now; the site builds the index when one begins to answer. */
export function findBuilder({ meilisearch, dataFolder }: Env): ServerAddress | undefined {
  if (!meilisearch.isWanted) return undefined
  if (meilisearch.given !== undefined) return meilisearch.given
  const state = readServerState(dataFolder)
  if (state?.server === undefined || !isAlive(state.keeper)) return undefined
  const key = findMasterKey(dataFolder)
  return { url: state.server.url, ...(key !== undefined && { key }) }
}
