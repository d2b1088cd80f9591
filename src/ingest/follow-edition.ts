// Keeps the index of a search server at the store's edition: when the server begins to answer, when
// the edition changes, and again after a failure. Nobody waits for it.

import { setTimeout as pause } from 'node:timers/promises'
import type { ServerAddress } from '#search'
import { findEdition, type Store } from '#store'
import { updateSearchIndex } from './update-search-index.ts'

export interface FollowOptions {
  readonly readStore: () => Store
  readonly indexPrefix: string
  /** Called after each attempt; without an error it went well. */
  readonly onEnd: (end: FollowEnd) => void
}

export type FollowEnd =
  | { readonly kind: 'built'; readonly documents: number; readonly tookMs: number }
  | { readonly kind: 'present' }
  | { readonly kind: 'failed'; readonly error: unknown }

export interface Follower {
  /** The server answers now, at this address. */
  readonly serverReady: (address: ServerAddress) => void
  readonly stop: () => Promise<void>
}

const lookEveryMs = 2_000
const againMinMs = 2_000
const againMaxMs = 60_000

/** Starts following, and returns at once. */
export function followEdition(options: FollowOptions): Follower {
  const over = new AbortController()
  let address: ServerAddress | undefined
  let wake = new AbortController()
  /** What is known to be there, e.g. `http://127.0.0.1:7700 0f3a…`. */
  let done = ''

  const follow = async () => {
    let failures = 0
    while (!over.signal.aborted) {
      const current = address
      const digest = findEdition(options.readStore())?.digest
      let restMs = lookEveryMs
      if (current !== undefined && digest !== undefined && done !== `${current.url} ${digest}`) {
        const end = await attempt(options, current, over.signal)
        if (over.signal.aborted) return
        options.onEnd(end)
        if (end.kind === 'failed') {
          failures += 1
          restMs = Math.min(againMinMs * 2 ** (failures - 1), againMaxMs)
        } else {
          failures = 0
          done = `${current.url} ${digest}`
        }
      }
      wake = new AbortController()
      if (address !== current) continue
      const signal = AbortSignal.any([over.signal, wake.signal])
      await pause(restMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  const following = follow()
  return {
    serverReady: (next) => {
      address = next
      // A server that begins again may have lost what it had.
      done = ''
      wake.abort()
    },
    stop: async () => {
      over.abort()
      await following
    },
  }
}

async function attempt(
  { readStore, indexPrefix }: FollowOptions,
  address: ServerAddress,
  signal: AbortSignal,
): Promise<FollowEnd> {
  const started = performance.now()
  try {
    const built = await updateSearchIndex(readStore(), { address, indexPrefix, signal })
    return built.kind === 'present' ? built : { ...built, tookMs: performance.now() - started }
  } catch (error) {
    return { kind: 'failed', error }
  }
}
