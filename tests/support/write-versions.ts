// A program that writes version after version, for tests that kill it or run two of it.
//
//   write-versions.ts <store file> <first version> <last version> [<document to stop at>]
//
// Says each version on its own line once it is stored. With a document to stop at, it says
// `waiting` in the middle of the first transaction and sleeps until somebody kills it.

import { writeSync } from 'node:fs'
import type { SearchDocument } from '#domain'
import { closeStore, openStore, replaceContent } from '#store'
import { contentOfVersion } from './content.ts'

const [file = '', first = '1', last = '1', stopAt] = process.argv.slice(2)
const store = openStore(file)
for (let version = Number(first); version <= Number(last); version += 1) {
  const content = contentOfVersion(version)
  replaceContent(store, { ...content, documents: withStop(content.documents) })
  writeSync(1, `${version}\n`)
}
await closeStore(store)

function* withStop(documents: Iterable<SearchDocument>): Generator<SearchDocument> {
  let index = 0
  for (const document of documents) {
    if (stopAt !== undefined && index === Number(stopAt)) {
      writeSync(1, 'waiting\n')
      // Blocks the whole process, as a long write would.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
    index += 1
    yield document
  }
}
