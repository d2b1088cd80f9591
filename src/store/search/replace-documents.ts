// Writes what search finds: the documents, their words, their names, their facets. Part of the one
// transaction that replaces the content.

import type { SearchDocument } from '#domain'
import type { Store } from '../open-store.ts'
import { toIndexedText } from './index-tokens.ts'
import { createColumnWriter } from './search-columns.ts'

export function replaceDocuments(store: Store, documents: Iterable<SearchDocument>): void {
  const { sqlite } = store
  sqlite.exec(`INSERT INTO SearchText (SearchText) VALUES ('delete-all')`)
  for (const table of ['SearchDocument', 'SearchName', 'SearchColumn']) {
    sqlite.exec(`DELETE FROM "${table}"`)
  }
  const insertDocument = sqlite.prepare(
    'INSERT INTO SearchDocument (rowid, id, document) VALUES (?, ?, ?)',
  )
  const insertText = sqlite.prepare(
    `INSERT INTO SearchText (rowid, title, names, subjects, text, quote, parts, whole)
     VALUES (@rowid, @title, @names, @subjects, @text, @quote, @parts, @whole)`,
  )
  const insertName = sqlite.prepare(
    'INSERT OR IGNORE INTO SearchName ("of", value, rowid) VALUES (?, ?, ?)',
  )
  const columns = createColumnWriter()
  let rowid = 0
  for (const document of documents) {
    rowid += 1
    insertDocument.run(rowid, document.id, JSON.stringify(document))
    insertText.run({ rowid, ...toIndexedText(document) })
    for (const id of document.messageIds) insertName.run('message', id, rowid)
    for (const id of document.commits) insertName.run('commit', id.toLowerCase(), rowid)
    columns.add(document)
  }
  columns.store(store)
  // One segment instead of many: every later search reads it.
  sqlite.exec(`INSERT INTO SearchText (SearchText) VALUES ('optimize')`)
}
