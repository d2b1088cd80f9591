// While the site runs: Meilisearch kept at hand and its index at the store's edition. What happens is
// told in lines; searches are answered all the time.

import type { Env } from '#env'
import { type FollowEnd, followEdition } from '#ingest'
import { closeStore, createStoreKeeper } from '#store'
import { type Keeper, keepServer, toProblem } from '#supervise'
import { formatDuration, plural } from './report.ts'

export interface KeptSearch {
  readonly stop: () => Promise<void>
}

/** Starts keeping, and returns at once. */
export function keepSearch(env: Env, log: (line: string) => void): KeptSearch {
  const { isWanted, indexPrefix } = env.meilisearch
  if (!isWanted) return { stop: async () => undefined }
  const readStore = createStoreKeeper(env.storeFile)
  let keeper: Keeper | undefined
  let told = ''
  const onEnd = (end: FollowEnd) => {
    const problem = end.kind === 'failed' ? toProblem(end.error) : undefined
    keeper?.noteIndex(problem)
    const line = problem === undefined ? describe(end) : `${problem.message}. ${problem.hint}`
    // The same failure again and again says nothing new.
    if (problem === undefined || line !== told) log(`search: ${line}`)
    told = line
  }
  const follower = followEdition({ readStore, indexPrefix, onEnd })
  keeper = keepServer({
    ...env.meilisearch,
    dataFolder: env.dataFolder,
    onReady: follower.serverReady,
    log,
  })
  return {
    stop: async () => {
      // First nobody builds any more, then there is no server to build on.
      await Promise.all([follower.stop(), keeper?.stop()])
      await closeStore(readStore())
    },
  }
}

function describe(end: FollowEnd): string {
  if (end.kind !== 'built') return 'Meilisearch answers; its index is up to date'
  const documents = plural(end.documents, 'document')
  return `Meilisearch answers; ${documents} indexed in ${formatDuration(end.tookMs)}`
}
