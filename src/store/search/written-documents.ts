// What is known of the documents that were written last: enough to tell which of them changed.

import type { Store } from '../open-store.ts'

/** As much of a SHA-256 as tells documents apart. */
export const digestBytes = 16

export interface WrittenDocument {
  readonly rowid: number
  /** Of its JSON. */
  readonly digest: Buffer
}

/** The names under which they lie beside the columns. */
export const writtenColumns = { rowids: 'rowids', digests: 'digests', code: 'code' } as const

/** By id; none if other code wrote them. */
export function readWritten({ sqlite }: Store, codeDigest: string): Map<string, WrittenDocument> {
  const rows = sqlite
    .prepare<[], { readonly name: string; readonly bytes: Buffer }>(
      "SELECT name, bytes FROM SearchColumn WHERE name IN ('rowids', 'digests', 'code')",
    )
    .all()
  const bytesOf = (wanted: string) => rows.find(({ name }) => name === wanted)?.bytes
  const code = bytesOf(writtenColumns.code)?.toString() ?? ''
  const rowids = new Uint32Array(new Uint8Array(bytesOf(writtenColumns.rowids) ?? []).buffer)
  const digests = bytesOf(writtenColumns.digests) ?? Buffer.alloc(0)
  if (code === '' || code !== codeDigest) return new Map()
  const digestByRowid = new Map<number, Buffer>()
  for (const [row, rowid] of rowids.entries()) {
    digestByRowid.set(rowid, digests.subarray(row * digestBytes, (row + 1) * digestBytes))
  }
  const written = new Map<string, WrittenDocument>()
  const documents = sqlite
    .prepare<[], { readonly rowid: number; readonly id: string }>(
      'SELECT rowid, id FROM SearchDocument',
    )
    .iterate()
  for (const { rowid, id } of documents) {
    written.set(id, { rowid, digest: digestByRowid.get(rowid) ?? Buffer.alloc(0) })
  }
  return written
}
