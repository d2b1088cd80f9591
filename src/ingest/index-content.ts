// From content/ to the store: all or nothing, and only where something changed.

import { createHash } from 'node:crypto'
import type { VFile } from 'vfile'
import type { ThreadEntry } from '#domain'
import { catalog } from '#simulations'
import {
  type Changes,
  digestHeldMessages,
  findEdition,
  findParsedFile,
  keepParsedFiles,
  listMentionedIds,
  replaceContent,
  type Store,
} from '#store'
import { type CheckedContent, checkContent } from './check-content.ts'
import { lockName } from './evidence/evidence-lock.ts'
import type { Judgement } from './evidence/judge-quote.ts'
import {
  type Evidence,
  gatherEvidence,
  keepLock,
  readLockText,
  toEvidenceLock,
} from './evidence/open-evidence.ts'
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
      readonly quotes: QuoteCounts
      /** Whether the lock of verdicts could be written, if it had to be. */
      readonly isLockKept: boolean
    }

export interface QuoteCounts {
  /** Compared with the archive now. */
  readonly compared: number
  /** Not in the message they cite. */
  readonly wrong: number
  /** Compared elsewhere, with mail that is not here. */
  readonly locked: number
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

// A change in any of these can change how a document is taken apart for the index.
const documentCode = ['src/domain', 'src/store', 'package-lock.json']

/** What an edition of the content, and of the messages it names, as they are now would be called. */
export async function fingerprintContent(
  store: Store,
  options: Pick<IndexOptions, 'root' | 'contentFolder'>,
): Promise<string> {
  return toEditionDigest({
    files: await fingerprintFiles(options),
    lock: await readLockText(options.contentFolder),
    mail: digestHeldMessages(store, listMentionedIds(store)),
  })
}

/** Without the lock, which indexing itself may write. */
async function fingerprintFiles(
  options: Pick<IndexOptions, 'root' | 'contentFolder'>,
): Promise<string> {
  return await fingerprint(options.root, [options.contentFolder, ...code], ['generated', lockName])
}

function toEditionDigest({ files, lock, mail }: { files: string; lock: string; mail: string }) {
  if (lock === '' && mail === '') return files
  return createHash('sha256').update(`${files}\0${lock}\0${mail}`).digest('hex')
}

/** One broken entry, and the store keeps what it had. */
export async function indexContent(store: Store, options: IndexOptions): Promise<IndexResult> {
  const files = await fingerprintFiles(options)
  const lockText = await readLockText(options.contentFolder)
  const lock = toEvidenceLock(lockText)
  const before = findEdition(store)
  const mail = before === undefined ? '' : digestHeldMessages(store, listMentionedIds(store))
  const digest = toEditionDigest({ files, lock: lockText, mail })
  if (before?.digest === digest && options.force !== true) {
    return { kind: 'unchanged', edition: before.number }
  }
  const checked = await checkContent(options.contentFolder, {
    keeper: await createKeeper(store, options.root),
    onProgress: options.onProgress,
  })
  if (checked.corpus === undefined) return { kind: 'refused', files: checked.files }
  const evidence = gatherEvidence(listEntries(checked.corpus.threads), {
    store,
    lock,
    today: options.now.toISOString().slice(0, 10),
  })
  const kept = await keepLock(options.contentFolder, { before: lockText, lock: evidence.lock })
  const corpus = withEvidence(checked.corpus, evidence)
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
    digest: toEditionDigest({
      files,
      lock: kept.text,
      mail: digestHeldMessages(store, evidence.messageIds),
    }),
    indexedAt: options.now.toISOString(),
    documents: counted(),
    documentCodeDigest: await fingerprint(options.root, documentCode, ['generated']),
  })
  return {
    kind: 'stored',
    edition: (before?.number ?? 0) + 1,
    changes,
    files: checked.files,
    documents,
    quotes: countQuotes(evidence),
    isLockKept: kept.isKept,
  }
}

type Checked = NonNullable<CheckedContent['corpus']>

function* listEntries(threads: Checked['threads']): Generator<ThreadEntry> {
  for (const { entry } of threads) yield entry
}

function withEvidence(corpus: Checked, { apply }: Evidence): Checked {
  return {
    ...corpus,
    threads: {
      *[Symbol.iterator]() {
        for (const { entry, markdown } of corpus.threads) yield { entry: apply(entry), markdown }
      },
    },
  }
}

function countQuotes({ judged }: Evidence): QuoteCounts {
  const count = (...kinds: readonly Judgement['kind'][]) =>
    judged.filter(({ judgement }) => kinds.includes(judgement.kind)).length
  return {
    compared: count('found'),
    wrong: count('misplaced', 'absent'),
    locked: count('locked'),
  }
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
