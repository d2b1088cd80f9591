import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { migrate, type Store, StoreUnusable } from '#store'
import { readSchemaDifference } from '../../prisma/schema-difference.ts'
import { aFolder, aStore, migrationsFolder, openAgain } from '../support/stores.ts'

function listTables({ sqlite }: Store): readonly string[] {
  return sqlite
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
    .all()
    .map(({ name }) => name)
}

/** The project's migrations in a folder where a test can add to them. */
function copyMigrations(): string {
  const folder = path.join(aFolder(), 'migrations')
  cpSync(migrationsFolder, folder, { recursive: true })
  return folder
}

function addMigration(folder: string, name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

test('a new store gets every migration, and a second run does nothing', () => {
  const store = openAgain(path.join(aFolder(), 'patchlore.db'))
  const applied = migrate(store, migrationsFolder)
  expect(applied.length).toBeGreaterThan(0)
  expect(listTables(store)).toContain('Thread')
  expect(migrate(store, migrationsFolder)).toEqual([])
})

test('a later migration is applied alone', () => {
  const store = aStore()
  const folder = copyMigrations()
  addMigration(folder, '29990101000000_later', 'CREATE TABLE Later (id INTEGER);')
  expect(migrate(store, folder)).toEqual(['29990101000000_later'])
  expect(listTables(store)).toContain('Later')
})

test('a migration that fails leaves nothing behind, not even those before it', () => {
  const store = aStore()
  const folder = copyMigrations()
  addMigration(folder, '29990101000000_good', 'CREATE TABLE Good (id INTEGER);')
  addMigration(folder, '29990102000000_bad', 'CREATE TABLE Bad (id INTEGER); SELECT nonsense;')
  const before = listTables(store)
  expect(() => migrate(store, folder)).toThrow()
  expect(listTables(store)).toEqual(before)
  expect(migrate(store, migrationsFolder)).toEqual([])
})

test('a store made by a newer version is refused, with what to do', () => {
  const store = aStore()
  const folder = copyMigrations()
  addMigration(folder, '29990101000000_newer', 'CREATE TABLE Newer (id INTEGER);')
  migrate(store, folder)
  expect(() => migrate(store, migrationsFolder)).toThrow(StoreUnusable)
  expect(() => migrate(store, migrationsFolder)).toThrow('Unexpected migration')
  try {
    migrate(store, migrationsFolder)
  } catch (error) {
    expect((error as StoreUnusable).hint).toContain(`delete ${store.file}`)
  }
})

test('a migration changed after it was applied is refused', () => {
  const store = aStore()
  const folder = copyMigrations()
  addMigration(folder, '29990101000000_later', 'CREATE TABLE Later (id INTEGER);')
  migrate(store, folder)
  addMigration(folder, '29990101000000_later', 'CREATE TABLE Later (id TEXT);')
  expect(() => migrate(store, folder)).toThrow(
    'Unexpected change of migration `29990101000000_later`',
  )
})

test('a file that is no database is refused, with what to do', () => {
  const file = path.join(aFolder(), 'patchlore.db')
  writeFileSync(file, 'This is a letter, not a database. '.repeat(100))
  expect(() => openAgain(file)).toThrow(StoreUnusable)
  expect(() => openAgain(file)).toThrow('expected a SQLite database')
})

test('the migrations lead to prisma/schema.prisma', async () => {
  expect(await readSchemaDifference()).toBe('')
})

test('Prisma finds its own bookkeeping in the store', () => {
  const { sqlite } = aStore()
  const rows = sqlite
    .prepare('SELECT migration_name, length(checksum) AS digits FROM _prisma_migrations')
    .all()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(row).toEqual({ migration_name: expect.stringMatching(/^\d{14}_/u), digits: 64 })
  }
})
