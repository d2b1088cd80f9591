// A program of its own, so that its memory is only its own: puts generated documents into a new store
// in PATCHLORE_DATA and prints what that took, as JSON.

import { statSync } from 'node:fs'
import path from 'node:path'
import { readEnv } from '#env'
import { closeStore, migrate, openStore, replaceContent } from '#store'
import { generateDocuments } from './generate-documents.ts'

const count = Number(process.argv[2])
const root = path.resolve(import.meta.dirname, '../..')
const { storeFile } = readEnv(root)
const store = openStore(storeFile)
migrate(store, path.join(root, 'prisma/migrations'))
const started = performance.now()
replaceContent(store, {
  threads: [],
  people: [],
  topics: [],
  sources: [],
  digest: `${count} documents`,
  indexedAt: new Date().toISOString(),
  documents: generateDocuments(count),
})
store.sqlite.pragma('wal_checkpoint(TRUNCATE)')
const ms = performance.now() - started
await closeStore(store)
// Node gives kilobytes on every system.
const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(
  `${JSON.stringify({ ms, peakMemoryMb, diskBytes: statSync(storeFile).size })}\n`,
)
