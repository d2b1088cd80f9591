// One file, two ways in: Prisma for the questions pages ask, the driver's prepared statements for
// bulk writes, facets and full text.

import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Database from 'better-sqlite3'
import { PrismaClient } from './generated/client.ts'

/** How long a writer waits for another one before it gives up. */
const busyTimeoutMs = 10_000

/** How long a replaced store stays open; no page takes longer. */
const replacedStoreOpenMs = 60_000

export interface Store {
  readonly file: string
  readonly sqlite: Database.Database
  readonly prisma: PrismaClient
  /** The file's identity when it was opened, to notice that somebody deleted and rebuilt it. */
  readonly inode: number
}

/** The store cannot be opened or holds something else; `hint` says what to do. */
export class StoreUnusable extends Error {
  override name = 'StoreUnusable'
  readonly hint: string
  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.hint = hint
  }
}

/**
 * Opens the store, making the file and its folder where they are missing.
 * Several processes may have it open at once.
 */
export function openStore(file: string): Store {
  mkdirSync(path.dirname(file), { recursive: true })
  removeLeftovers(file)
  let sqlite: Database.Database
  try {
    sqlite = new Database(file, { timeout: busyTimeoutMs })
    sqlite.pragma('journal_mode = WAL')
    // WAL survives a killed process without a sync per commit; only a power cut can lose the last
    // commit, and everything here can be made again.
    sqlite.pragma('synchronous = NORMAL')
    sqlite.pragma('foreign_keys = ON')
  } catch (cause) {
    throw new StoreUnusable(
      `Unexpected content in ${file}, expected a SQLite database that can be written`,
      `Delete ${file} and run the command again: nothing is lost; mail has to be imported again.`,
      { cause },
    )
  }
  const adapter = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: busyTimeoutMs })
  return { file, sqlite, prisma: new PrismaClient({ adapter }), inode: statSync(file).ino }
}

/**
 * Somebody deleted the store but not the two files beside it. SQLite would use them for the new
 * store, while a running site still reads the old one through them.
 */
function removeLeftovers(file: string): void {
  if (existsSync(file)) return
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
}

export async function closeStore(store: Store): Promise<void> {
  store.sqlite.close()
  await store.prisma.$disconnect()
}

/**
 * For programs that run long: a function that gives the open store, opened again when somebody
 * deleted the file and made it anew. Until the new one holds an edition, the old one answers:
 * an open file outlives its name.
 */
export function createStoreKeeper(file: string): () => Store {
  let kept: Store | undefined
  return () => {
    if (kept === undefined) kept = openStore(file)
    else if (isReplaced(kept)) {
      const next = openStore(file)
      if (holdsContent(next)) {
        closeLater(kept)
        kept = next
      } else void closeStore(next)
    }
    return kept
  }
}

/** Pages that are being made still ask the old store. */
function closeLater(store: Store): void {
  setTimeout(() => void closeStore(store), replacedStoreOpenMs).unref()
}

function isReplaced(store: Store): boolean {
  const found = statSync(store.file, { throwIfNoEntry: false })
  return found !== undefined && found.ino !== store.inode
}

function holdsContent({ sqlite }: Store): boolean {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'Edition'").get()
  return table !== undefined && sqlite.prepare('SELECT 1 FROM Edition').get() !== undefined
}
