// Which state of the content the store holds; caches are keyed by it.

import type { Store } from './open-store.ts'

export interface Edition {
  /** Grows by one with every change of the content. */
  readonly number: number
  readonly digest: string
  /** When it was stored, e.g. `2026-11-23T10:00:00.000Z`. */
  readonly indexedAt: string
}

/** The edition now, `undefined` while nothing was ever indexed. Costs about ten microseconds. */
export function findEdition({ sqlite }: Store): Edition | undefined {
  return sqlite
    .prepare<[], Edition>('SELECT number, digest, indexedAt FROM Edition WHERE id = 1')
    .get()
}
