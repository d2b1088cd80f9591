// The documents that are searched, for engines that keep a copy of them.

import type { SearchDocument } from '#domain'
import type { Store } from './open-store.ts'

const pageSize = 500

/**
 * Every document in the order of indexing. Between pages others may write, so whoever needs one edition
 * compares its digest before and after.
 */
export function* listSearchDocuments({ sqlite }: Store): Generator<SearchDocument> {
  const readPage = sqlite.prepare<[number, number], { rowid: number; document: string }>(
    'SELECT rowid, document FROM SearchDocument WHERE rowid > ? ORDER BY rowid LIMIT ?',
  )
  let last = 0
  for (;;) {
    const rows = readPage.all(last, pageSize)
    for (const { document } of rows) yield JSON.parse(document) as SearchDocument
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.rowid
  }
}
