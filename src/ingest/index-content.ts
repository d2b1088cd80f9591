// From content/ to the store: all or nothing, and only where something changed.

import type { VFile } from 'vfile'
import { catalog } from '#simulations'
import {
  type Changes,
  findEdition,
  findParsedFile,
  keepParsedFiles,
  replaceContent,
  type Store,
} from '#store'
import { checkContent } from './check-content.ts'
import { fingerprint } from './fingerprint.ts'
import type { ParsedKeeper } from './parse-files.ts'

export interface IndexOptions {
  /** The project's folder; code that reads content is part of the fingerprint. */
  readonly root: string
  readonly contentFolder: string
  /** Index even if the fingerprint says that nothing changed. */
  readonly force?: boolean
  /** The time to note down. */
  readonly now: Date
  /** How many files are parsed. */
  readonly onProgress?: (done: number, total: number) => void
}

export type IndexResult =
  | { readonly kind: 'unchanged'; readonly edition: number }
  | { readonly kind: 'refused'; readonly files: readonly VFile[] }
  | {
      readonly kind: 'stored'
      readonly edition: number
      readonly changes: Changes
      readonly files: readonly VFile[]
      readonly documents: number
    }

// A change in any of these can change what the store holds for the same content.
const code = [
  'src/domain',
  'src/markdown',
  'src/corpus',
  'src/ingest',
  'src/store',
  'src/search',
  'simulations/catalog.ts',
]

// A change in any of these can change what parsing one file gives.
const parsingCode = ['src/domain', 'src/markdown', 'src/ingest/pack.ts', 'package-lock.json']

/** What an edition of the content as it is now would be called. */
export async function fingerprintContent(
  options: Pick<IndexOptions, 'root' | 'contentFolder'>,
): Promise<string> {
  return await fingerprint(options.root, [options.contentFolder, ...code], ['generated'])
}

/** One broken entry, and the store keeps what it had. */
export async function indexContent(store: Store, options: IndexOptions): Promise<IndexResult> {
  const digest = await fingerprintContent(options)
  const before = findEdition(store)
  if (before?.digest === digest && options.force !== true) {
    return { kind: 'unchanged', edition: before.number }
  }
  const { files, corpus } = await checkContent(options.contentFolder, {
    keeper: await createKeeper(store, options.root),
    onProgress: options.onProgress,
  })
  if (corpus === undefined) return { kind: 'refused', files }
  const { toSearchDocuments } = await import('#search')

  let documents = 0
  const counted = function* () {
    for (const document of toSearchDocuments(corpus, { simulations: catalog })) {
      documents += 1
      yield document
    }
  }
  const changes = replaceContent(store, {
    ...corpus,
    digest,
    indexedAt: options.now.toISOString(),
    documents: counted(),
  })
  return { kind: 'stored', edition: (before?.number ?? 0) + 1, changes, files, documents }
}

async function createKeeper(store: Store, root: string): Promise<ParsedKeeper> {
  return {
    codeDigest: await fingerprint(root, parsingCode),
    find: (file, digest) => findParsedFile(store, { path: file, digest }),
    keep: (fresh, paths) =>
      keepParsedFiles(
        store,
        fresh.map(({ path, digest, packed }) => ({ path, digest, ...packed })),
        paths,
      ),
  }
}
