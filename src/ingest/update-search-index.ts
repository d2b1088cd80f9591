// From the store to the search server: the index of the edition that the store holds now.

import { randomBytes } from 'node:crypto'
import type { SearchDocument } from '#domain'
import { type BuiltIndex, replaceIndex, type ServerAddress } from '#search'
import { findEdition, listSearchDocuments, type Store } from '#store'

export interface UpdateOptions {
  /** With a key that may build indexes. */
  readonly address: ServerAddress
  readonly indexPrefix: string
  /** Build it even if it is there. */
  readonly force?: boolean
  readonly signal?: AbortSignal
}

/** The content changed while it was read; what was read belongs to no edition. */
class EditionChanged extends Error {
  override name = 'EditionChanged'
}

const attemptsMax = 5

/** Builds the index where it is missing. Throws `ServerUnusable`; the store is right whatever happens. */
export async function updateSearchIndex(store: Store, options: UpdateOptions): Promise<BuiltIndex> {
  for (let attempt = 1; ; attempt += 1) {
    const edition = findEdition(store)
    if (edition === undefined) return { kind: 'present' }
    try {
      return await replaceIndex(options.address, {
        ...options,
        digest: edition.digest,
        documents: readEdition(store, edition.digest),
        mark: randomBytes(8).toString('hex'),
      })
    } catch (error) {
      if (!(error instanceof EditionChanged) || attempt === attemptsMax) throw error
    }
  }
}

/** The documents, page by page: between pages the server works and others may write. */
function* readEdition(store: Store, digest: string): Generator<SearchDocument> {
  yield* listSearchDocuments(store)
  if (findEdition(store)?.digest !== digest) {
    throw new EditionChanged('Unexpected change of the content while the index was built')
  }
}
