// Writes what search finds: the documents, their words, their names, their facets. Part of the one
// transaction that replaces the content. What is as it was is not written again: taking texts apart for
// the index is most of the work.
//
// - A document is as it was if its JSON is, and if the code that takes it apart is.
// - It keeps its rowid as long as it is there; its row, its place among all, is counted anew each time.
// - A document that changed leaves the index whole before it enters it again.

import { createHash } from 'node:crypto'
import type { SearchDocument } from '#domain'
import type { Store } from '../open-store.ts'
import { toIndexedText } from './index-tokens.ts'
import { createColumnWriter } from './search-columns.ts'
import { digestBytes, readWritten, type WrittenDocument } from './written-documents.ts'

/** Where rowids have grown to so many times the documents, they begin anew. */
const rowidsPerDocumentMax = 4
/** When more than one in so many changed, the index is put in order as a whole. */
const fewChanges = 10

export interface DocumentsToStore {
  readonly documents: Iterable<SearchDocument>
  /** Changes with the code that takes documents apart; if empty, all are written anew. */
  readonly codeDigest: string
}

export function replaceDocuments(store: Store, { documents, codeDigest }: DocumentsToStore): void {
  const before = takeWritten(store, codeDigest)
  const writer = createDocumentWriter(store)
  const columns = createColumnWriter()
  let nextRowid = 1
  for (const { rowid } of before.values()) nextRowid = Math.max(nextRowid, rowid + 1)
  let changes = 0
  for (const document of documents) {
    const json = JSON.stringify(document)
    const digest = createHash('sha256').update(json).digest().subarray(0, digestBytes)
    const known = before.get(document.id)
    before.delete(document.id)
    let rowid = known?.rowid
    if (rowid === undefined || known?.digest.equals(digest) !== true) {
      if (rowid === undefined) {
        rowid = nextRowid
        nextRowid += 1
      } else writer.remove(rowid)
      writer.insert(rowid, document, json)
      changes += 1
    }
    columns.add(document, { rowid, digest })
  }
  for (const { rowid } of before.values()) writer.remove(rowid)
  changes += before.size
  store.sqlite.exec('DELETE FROM "SearchColumn"')
  const written = columns.store(store, codeDigest)
  // One segment instead of many: every later search reads it.
  if (changes * fewChanges > written) {
    store.sqlite.exec(`INSERT INTO SearchText (SearchText) VALUES ('optimize')`)
  }
}

/** What can stay of what was written before, by id; all else is cleared away. */
function takeWritten(store: Store, codeDigest: string): Map<string, WrittenDocument> {
  const written = readWritten(store, codeDigest)
  let highest = 0
  for (const { rowid } of written.values()) highest = Math.max(highest, rowid)
  if (written.size > 0 && highest <= written.size * rowidsPerDocumentMax) return written
  store.sqlite.exec(`INSERT INTO SearchText (SearchText) VALUES ('delete-all')`)
  for (const table of ['SearchDocument', 'SearchName']) store.sqlite.exec(`DELETE FROM "${table}"`)
  return new Map()
}

interface DocumentWriter {
  readonly insert: (rowid: number, document: SearchDocument, json: string) => void
  readonly remove: (rowid: number) => void
}

function createDocumentWriter({ sqlite }: Store): DocumentWriter {
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
  const findDocument = sqlite.prepare<[number], { readonly document: string }>(
    'SELECT document FROM SearchDocument WHERE rowid = ?',
  )
  const removeDocument = sqlite.prepare('DELETE FROM SearchDocument WHERE rowid = ?')
  const removeText = sqlite.prepare('DELETE FROM SearchText WHERE rowid = ?')
  const removeName = sqlite.prepare(
    'DELETE FROM SearchName WHERE "of" = ? AND value = ? AND rowid = ?',
  )
  return {
    insert: (rowid, document, json) => {
      insertDocument.run(rowid, document.id, json)
      insertText.run({ rowid, ...toIndexedText(document) })
      for (const [of, value] of listNames(document)) insertName.run(of, value, rowid)
    },
    remove: (rowid) => {
      const found = findDocument.get(rowid)
      if (found === undefined) throw new RangeError(`Unexpected absence of document ${rowid}`)
      const document = JSON.parse(found.document) as SearchDocument
      for (const [of, value] of listNames(document)) removeName.run(of, value, rowid)
      removeText.run(rowid)
      removeDocument.run(rowid)
    },
  }
}

function listNames(document: SearchDocument): readonly (readonly [string, string])[] {
  return [
    ...document.messageIds.map((id) => ['message', id] as const),
    ...document.commits.map((id) => ['commit', id.toLowerCase()] as const),
  ]
}
