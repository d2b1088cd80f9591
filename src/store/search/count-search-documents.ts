// How much there is to search.

import type { Store } from '../open-store.ts'
import { readSearchColumns } from './search-columns.ts'

/** How many documents the edition has that the store holds now. Costs a few microseconds. */
export function countSearchDocuments(store: Store): number {
  return readSearchColumns(store)?.documents ?? 0
}
