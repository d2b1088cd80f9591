// Which state of the content the store holds; caches are keyed by it.

import type { Store } from './open-store.ts'
import { toStatement } from './statement.ts'

export interface Edition {
  /** Grows by one with every change of the content. */
  readonly number: number
  readonly digest: string
  /** When it was stored, e.g. `2026-11-23T10:00:00.000Z`. */
  readonly indexedAt: string
}

/** The edition now, `undefined` while nothing was ever indexed. Costs a few microseconds. */
export function findEdition(store: Store): Edition | undefined {
  return toStatement<[], Edition>(
    store,
    'SELECT number, digest, indexedAt FROM Edition WHERE id = 1',
  ).get()
}
