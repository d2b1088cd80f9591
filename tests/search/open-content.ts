// The project's own content in a store of its own, with every engine that can be had: what relevance
// and fuzzed queries are tried on.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SearchDocument } from '#domain'
import { checkContent } from '#ingest'
import { createSearch, createSqliteEngine, type Search, toSearchDocuments } from '#search'
import { catalog } from '#simulations'
import { closeStore, migrate, openStore, replaceContent } from '#store'
import { nowMs } from '../support/search.ts'
import { migrationsFolder, projectRoot } from '../support/stores.ts'
import type { EngineUnderTest } from './engines.ts'

export interface OpenContent {
  readonly search: Search
  readonly documents: readonly SearchDocument[]
  readonly close: () => Promise<void>
}

/** @param engine the one that is asked first; SQLite answers what it declines, and nothing that it fails at */
export async function openContent(engine: EngineUnderTest): Promise<OpenContent> {
  const { corpus } = await checkContent(path.join(projectRoot, 'content'))
  if (corpus === undefined) throw new Error('Unexpected fault in content/, expected none')
  const documents = [...toSearchDocuments(corpus, { simulations: catalog })]
  const folder = mkdtempSync(path.join(tmpdir(), 'patchlore-'))
  // Names of people and topics come from the store, whichever engine answers.
  const store = openStore(path.join(folder, 'patchlore.db'))
  migrate(store, migrationsFolder)
  replaceContent(store, { ...corpus, digest: 'content', indexedAt: '', documents })
  const opened = await engine.open(documents)
  const log = (line: string) => {
    throw new Error(line)
  }
  const engines = engine.answersEverything
    ? [opened.engine]
    : [opened.engine, createSqliteEngine(() => store)]
  return {
    search: createSearch({ store: () => store, engines, now: () => nowMs, log }),
    documents,
    close: async () => {
      await opened.close()
      await closeStore(store)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
