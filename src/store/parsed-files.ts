// What parsing gave, kept between runs. For ingest only: no page asks this.

import type { Store } from './open-store.ts'

export interface ParsedFile {
  readonly path: string
  readonly digest: string
  readonly outline: string
  readonly value: Uint8Array | undefined
}

/** What was kept of the file, if it was parsed from the same text by the same code. */
export function findParsedFile(
  { sqlite }: Store,
  { path, digest }: Pick<ParsedFile, 'path' | 'digest'>,
): Pick<ParsedFile, 'outline' | 'value'> | undefined {
  const row = sqlite
    .prepare<[string, string], { outline: string; value: Uint8Array | null }>(
      'SELECT outline, value FROM ParsedFile WHERE path = ? AND digest = ?',
    )
    .get(path, digest)
  return row && { outline: row.outline, value: row.value ?? undefined }
}

/** Keeps these, and forgets every path that is not named. */
export function keepParsedFiles(
  { sqlite }: Store,
  files: Iterable<ParsedFile>,
  paths: readonly string[],
): void {
  const named = new Set(paths)
  sqlite
    .transaction(() => {
      const known = sqlite.prepare<[], { path: string }>('SELECT path FROM ParsedFile').all()
      const forget = sqlite.prepare('DELETE FROM ParsedFile WHERE path = ?')
      for (const { path } of known) if (!named.has(path)) forget.run(path)
      const keep = sqlite.prepare(
        'INSERT OR REPLACE INTO ParsedFile (path, digest, outline, value) VALUES (?, ?, ?, ?)',
      )
      for (const { path, digest, outline, value } of files) {
        keep.run(path, digest, outline, value ?? null)
      }
    })
    .immediate()
}
