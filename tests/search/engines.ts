// The engines that must keep the contract, each filled with the documents a test gives it. To add one,
// add it here: every test of this folder then runs against it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SearchDocument } from '#domain'
import { createSqliteEngine, type SearchEngine } from '#search'
import { closeStore, migrate, openStore, replaceContent } from '#store'
import { someContent } from '../support/content.ts'
import { isMeilisearchMissing, openMeilisearchEngine } from '../support/meilisearch.ts'
import { migrationsFolder } from '../support/stores.ts'

export interface EngineUnderTest {
  readonly name: string
  /** Whether it answers every request, as the engine that others fall back to must. */
  readonly answersEverything: boolean
  /** An engine that finds these documents. */
  readonly open: (documents: readonly SearchDocument[]) => Promise<OpenEngine>
}

export interface OpenEngine {
  readonly engine: SearchEngine
  readonly close: () => Promise<void>
}

export const engines: readonly EngineUnderTest[] = [
  {
    name: 'SQLite full text',
    answersEverything: true,
    open: async (documents) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'patchlore-'))
      const store = openStore(path.join(folder, 'patchlore.db'))
      migrate(store, migrationsFolder)
      replaceContent(store, { ...someContent(), documents })
      return {
        engine: createSqliteEngine(() => store),
        close: async () => {
          await closeStore(store)
          rmSync(folder, { recursive: true, force: true })
        },
      }
    },
  },
  // Only where there is a program for the platform; tests/support/meilisearch.ts says why not.
  ...(isMeilisearchMissing
    ? []
    : [{ name: 'Meilisearch', answersEverything: false, open: openMeilisearchEngine }]),
]
