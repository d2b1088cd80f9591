// Real stores in folders of their own, which are gone when the test is over.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { closeStore, migrate, openStore, type Store } from '#store'

export const projectRoot = path.resolve(import.meta.dirname, '../..')
export const migrationsFolder = path.join(projectRoot, 'prisma/migrations')

/** An empty folder that is deleted after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchlore-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An open store with all migrations and no content; closed after the test. */
export function aStore(file = path.join(aFolder(), 'patchlore.db')): Store {
  const store = openAgain(file)
  migrate(store, migrationsFolder)
  return store
}

/** The file as another program would open it; closed after the test. */
export function openAgain(file: string): Store {
  const store = openStore(file)
  onTestFinished(() => closeStore(store))
  return store
}
