// `patchlore index`: content/ into the store, and what changed by it.

import path from 'node:path'
import pc from 'picocolors'
import type { Env } from '#env'
import { type IndexResult, indexContent } from '#ingest'
import { type Changes, closeStore, migrate, openStore } from '#store'
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
    return result.kind === 'refused' ? 1 : 0
  } finally {
    await closeStore(store)
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
    `Edition ${result.edition}: ${summarizeChanges(result.changes)}; ${plural(result.documents, 'document')} to search.`,
  ].join('\n')
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
