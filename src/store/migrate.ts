// Applies prisma/migrations at start, in the same table Prisma keeps, so that either can go on
// where the other stopped. Prisma's own `migrate deploy` needs a binary that closed networks block.

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Store, StoreUnusable } from './open-store.ts'

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
  )`

/**
 * Brings the store up to the newest migration; returns the names of those applied now.
 * Each migration is one transaction: it is there whole or not at all.
 * @param folder `prisma/migrations`
 */
export function migrate(store: Store, folder: string): readonly string[] {
  const { sqlite } = store
  const known = readdirSync(folder, { withFileTypes: true })
    .filter((child) => child.isDirectory())
    .map((child) => child.name)
    .sort()
  // Immediate: two processes that start together must not both apply the same migration.
  return sqlite
    .transaction(() => {
      sqlite.exec(bookkeeping)
      const applied = readApplied(store)
      for (const name of applied.keys()) {
        if (!known.includes(name)) {
          throw new StoreUnusable(
            `Unexpected migration \`${name}\` in ${store.file}, expected one of this version of Patchlore`,
            `A newer version made this store. Update Patchlore, or delete ${store.file}.`,
          )
        }
      }
      return known.filter((name) => apply(store, { folder, name, applied }))
    })
    .immediate()
}

function readApplied({ sqlite }: Store): ReadonlyMap<string, string> {
  const rows = sqlite
    .prepare<[], { name: string; checksum: string }>(
      'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    .all()
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

function apply(
  { sqlite, file }: Store,
  { folder, name, applied }: { folder: string; name: string; applied: ReadonlyMap<string, string> },
): boolean {
  const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
  const checksum = createHash('sha256').update(sql).digest('hex')
  const appliedChecksum = applied.get(name)
  if (appliedChecksum !== undefined) {
    if (appliedChecksum === checksum) return false
    throw new StoreUnusable(
      `Unexpected change of migration \`${name}\` after it was applied, expected a new migration`,
      `Delete ${file} and run the command again: it is made from content/ again, and mail is imported again.`,
    )
  }
  sqlite.exec(sql)
  sqlite
    .prepare(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES (?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), checksum, Date.now(), name)
  return true
}
