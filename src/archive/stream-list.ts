// All messages of a list as one file, a piece at a time: it may be larger than memory.

import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { toMboxrd } from '#mail'
import { eachMessageRaw, type Store } from '#store'

/** What is too large to be held whole. */
export interface ArchiveStream {
  readonly headers: Readonly<Record<string, string>>
  /** Begins to read; whoever stops early destroys it. */
  readonly open: () => Readable
}

export function streamList(store: Store, list: string): ArchiveStream {
  return {
    headers: {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="${list}.mbox.gz"`,
    },
    open: () => {
      const gzip = createGzip({ level: 6 })
      // An error of either ends both, and whoever reads from `gzip` hears of it.
      pipeline(Readable.from(eachMboxrd(store, list)), gzip, () => {})
      return gzip
    },
  }
}

function* eachMboxrd(store: Store, list: string): Iterable<Buffer> {
  for (const raw of eachMessageRaw(store, list)) yield toMboxrd(raw)
}
