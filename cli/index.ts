// `patchlore index`: content/ into the store, and what changed by it.

import path from 'node:path'
import pc from 'picocolors'
import type { Env } from '#env'
import { type IndexResult, indexContent, updateSearchIndex } from '#ingest'
import { type Changes, closeStore, migrate, openStore, type Store } from '#store'
import { toProblem } from '#supervise'
import { findBuilder } from './find-builder.ts'
import {
  countFaults,
  createProgress,
  formatDuration,
  formatFaults,
  formatSummary,
  plural,
} from './report.ts'

/** Returns the exit code: 1 if the content has an error, and then the store is as it was. */
export async function index(env: Env, { force }: { force: boolean }): Promise<number> {
  const started = performance.now()
  const store = openStore(env.storeFile)
  try {
    migrate(store, path.join(env.root, 'prisma/migrations'))
    const progress = createProgress('parsed')
    const result = await indexContent(store, {
      ...env,
      force,
      now: new Date(),
      onProgress: progress.show,
    }).finally(progress.end)
    process.stdout.write(
      `${describe(result)}  ${pc.dim(formatDuration(performance.now() - started))}\n`,
    )
    if (result.kind === 'refused') return 1
    await updateMeilisearch(env, store, { force })
    return 0
  } finally {
    await closeStore(store)
  }
}

/** A search server that cannot be brought up to date is no failure: SQLite answers until it is. */
async function updateMeilisearch(env: Env, store: Store, { force }: { force: boolean }) {
  const address = findBuilder(env)
  if (address === undefined) return
  const started = performance.now()
  try {
    const { indexPrefix } = env.meilisearch
    const built = await updateSearchIndex(store, { address, indexPrefix, force })
    if (built.kind === 'present') return
    const took = pc.dim(formatDuration(performance.now() - started))
    process.stdout.write(`Meilisearch: ${plural(built.documents, 'document')} indexed.  ${took}\n`)
  } catch (error) {
    const { message, hint } = toProblem(error)
    process.stderr.write(
      `${pc.yellow('warning')} ${message}\n        SQLite answers until Meilisearch is up to date. ${hint}\n`,
    )
  }
}

/** What indexing did, in words; lists every page that changed. */
function describe(result: IndexResult): string {
  if (result.kind === 'unchanged') return `Nothing changed since edition ${result.edition}.`
  const faults = formatFaults(result.files)
  const summary = formatSummary(countFaults(result.files))
  if (result.kind === 'refused') {
    return `${faults}\n\n${summary} The site keeps what it had.`
  }
  const lines = [...listChanges(result.changes)]
  return [
    ...(faults === '' ? [] : [faults, '']),
    ...lines,
    ...listEvidence(result),
    `Edition ${result.edition}: ${summarizeChanges(result.changes)}; ${plural(result.documents, 'document')} to search.`,
  ].join('\n')
}

function* listEvidence({
  quotes: { compared, wrong, locked },
  isLockKept,
}: Extract<IndexResult, { kind: 'stored' }>): Generator<string> {
  if (compared + wrong > 0) {
    yield `  ${plural(compared, 'quote')} found in the mail they cite${locked > 0 ? `, ${locked} more by the lock` : ''}.`
  }
  if (wrong > 0) {
    yield `  ${pc.yellow('warning')} ${plural(wrong, 'quote')} not in the message they cite: run \`npx patchlore check --evidence\`.`
  }
  if (!isLockKept) {
    yield `  ${pc.yellow('warning')} content/evidence.lock.json cannot be written; what was found is in the store only.`
  }
}

const shownMax = 50

function* listChanges({ added, changed, removed }: Changes): Generator<string> {
  const lines = [
    ...added.map((page) => `  ${pc.green('+')} ${page}`),
    ...changed.map((page) => `  ${pc.yellow('~')} ${page}`),
    ...removed.map((page) => `  ${pc.red('-')} ${page}`),
  ]
  yield* lines.slice(0, shownMax)
  if (lines.length > shownMax) yield `  … and ${lines.length - shownMax} more`
}

/** One line, e.g. `3 added, 1 changed`. */
export function summarizeChanges({ added, changed, removed }: Changes): string {
  const parts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ]
  return parts.length === 0 ? 'no page changed' : parts.join(', ')
}
