// Looks after a server that answers, until it ends, falls silent, or nobody needs it any more.

import { setTimeout as wait } from 'node:timers/promises'
import { isServerHealthy, type ServerAddress } from '#search'

/** How often it is looked at, and how long it may take to answer a look. */
export interface Pace {
  readonly lookEveryMs: number
  readonly lookTimeoutMs: number
}

export const calmPace: Pace = { lookEveryMs: 5_000, lookTimeoutMs: 5_000 }

/** So often in a row a look may stay without an answer. */
const silencesMax = 3

export interface Watched {
  readonly address: ServerAddress
  /** Resolves with how the server ended, if it is ours. */
  readonly ended?: Promise<string>
  readonly pace: Pace
}

/** Resolves with what happened to it; `undefined` if `signal` ended the watch. */
export async function watchServer(
  { address, ended, pace }: Watched,
  signal: AbortSignal,
): Promise<string | undefined> {
  const gone = new AbortController()
  let how: string | undefined
  void ended?.then((end) => {
    how = end
    gone.abort()
  })
  const either = AbortSignal.any([signal, gone.signal])
  let silences = 0
  while (!either.aborted) {
    await wait(pace.lookEveryMs, undefined, { signal: either }).catch(() => undefined)
    if (either.aborted) break
    silences = (await isServerHealthy(address, pace.lookTimeoutMs)) ? 0 : silences + 1
    if (silences >= silencesMax) {
      return `Unexpected silence of Meilisearch at ${address.url} for ${silences} looks in a row`
    }
  }
  return how === undefined ? undefined : `Unexpected end of Meilisearch: ${how}`
}
