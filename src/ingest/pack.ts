// A file's parsed result, small enough that thousands of them fit in memory, and in a form that
// threads can send each other and the store can keep.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { VFile } from 'vfile'
import { fromPlainParsed, type Parsed, type PlainParsed, toPlainParsed } from '#markdown'

export interface Packed {
  /** Everything but the entry, as JSON. */
  readonly outline: string
  /** The entry as compressed JSON; absent if the file has a fatal fault. */
  readonly value: Uint8Array | undefined
}

export function pack(parsed: Parsed<unknown>): Packed {
  const { value } = parsed
  return {
    outline: JSON.stringify(toPlainParsed(parsed)),
    // Trees repeat themselves so much that the fastest level is enough.
    value: value === undefined ? undefined : deflateRawSync(JSON.stringify(value), { level: 1 }),
  }
}

export function unpack<T>({ outline, value }: Packed, file: VFile): Parsed<T> {
  return fromPlainParsed(JSON.parse(outline) as PlainParsed, file, () =>
    value === undefined ? undefined : (JSON.parse(inflateRawSync(value).toString()) as T),
  )
}
