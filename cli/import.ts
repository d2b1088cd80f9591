// `patchlore import`: mail from archives into the store, with a bar while it goes on and a report at
// the end.

import { createWriteStream, type WriteStream } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import pc from 'picocolors'
import type { Env } from '#env'
import { type ImportProgress, type ImportReport, importMail, type PlacedFault } from '#ingest'
import { closeStore, migrate, openStore } from '#store'
import { formatDuration, plural } from './report.ts'
import { UserError } from './user-error.ts'

export interface ImportCommand {
  readonly paths: readonly string[]
  readonly list: string
  readonly faultsFile: string | undefined
  readonly isJson: boolean
}

// A list's name is the first part of addresses, beside the site's own pages.
const listPattern = /^[a-z0-9][a-z0-9._-]{0,99}$/u
const takenNames = new Set([
  ...[
    'about',
    'all',
    'api',
    'people',
    'r',
    'search',
    'simulations',
    'sources',
    'threads',
    'topics',
  ],
  ...['apple-icon.png', 'favicon.ico', 'feed.atom', 'icon.svg', 'mail-keys.js', 'opengraph-image'],
  ...['openapi.json', 'opensearch.xml', 'robots.txt', 'sitemap.xml', 'theme.js'],
])

/** Whether a list may be called so: its name stands where the site's own pages stand. */
export function isListName(name: string): boolean {
  return listPattern.test(name) && !takenNames.has(name)
}

/** Returns the exit code: 0 also if messages have faults, because none is lost by them. */
export async function importCommand(
  env: Env,
  { paths, list, faultsFile, isJson }: ImportCommand,
): Promise<number> {
  if (!isListName(list)) {
    throw new UserError(
      `Unexpected list \`${list}\`, expected lower-case letters, digits, dots and hyphens`,
      'It is part of addresses, e.g. /linux-mm/, and may not be one of the site itself.',
    )
  }
  // Every message becomes garbage, and V8 would let that grow to three times what is in use.
  setFlagsFromString('--heap-growing-percent=20')
  const started = performance.now()
  const store = openStore(env.storeFile)
  const faults = faultsFile === undefined ? undefined : createWriteStream(path.resolve(faultsFile))
  try {
    migrate(store, path.join(env.root, 'prisma/migrations'))
    const report = await importMail(store, {
      paths,
      list,
      onProgress: createBar(started),
      onFault: (fault) => writeFault(faults, fault),
    })
    clearBar()
    const ms = performance.now() - started
    process.stdout.write(
      isJson ? `${JSON.stringify(report, null, 2)}\n` : toText(report, { list, ms }),
    )
    return 0
  } finally {
    clearBar()
    faults?.end()
    await closeStore(store)
  }
}

function writeFault(
  file: WriteStream | undefined,
  { kind, place, messageId, detail }: PlacedFault,
): void {
  file?.write(`${[kind, place, messageId, detail].map(toField).join('\t')}\n`)
}

/** Faults quote mail; control characters in it must not reach a terminal. */
function toField(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
}

const barWidth = 24

function createBar(started: number): (progress: ImportProgress) => void {
  if (process.stderr.isTTY !== true) return () => {}
  return ({ place, unit, done, total, messages }) => {
    const share = total === 0 ? 1 : Math.min(1, done / total)
    const filled = Math.round(share * barWidth)
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
    const rate = Math.round((messages / (performance.now() - started)) * 1000)
    const amount =
      unit === 'bytes' ? `${formatMb(done)} of ${formatMb(total)}` : `${done} of ${total}`
    process.stderr.write(`\r${path.basename(place)} ${bar} ${amount}, ${rate} messages/s\u001B[K`)
  }
}

function clearBar(): void {
  if (process.stderr.isTTY === true) process.stderr.write('\r\u001B[K')
}

function formatMb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

function toText(report: ImportReport, { list, ms }: { list: string; ms: number }): string {
  const rate = Math.round((report.read / ms) * 1000)
  const lines = [
    `${pc.bold(list)}: ${plural(report.added, 'message')} added of ${report.read} read ` +
      `(${formatMb(report.readBytes)})  ${pc.dim(`${formatDuration(ms)}, ${rate} messages/s`)}`,
    ...toCount(report.kept, 'known from before and not read again'),
    ...toCount(report.duplicates, 'duplicates'),
    ...toCount(report.removed, 'removed, because the archive removed them'),
    ...toCount(
      report.reusedCount,
      'under a Message-ID that another message has too; both are kept',
    ),
    ...report.reused.map(({ place, messageId }) => toExample(place, messageId)),
    ...report.faults.flatMap(({ kind, count, examples }) => [
      ...toCount(count, faultWords[kind]),
      ...examples.map(({ place, detail, messageId }) => toExample(place, detail || messageId)),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

const faultWords: Readonly<Record<PlacedFault['kind'], string>> = {
  'message-id-missing': 'without a Message-ID; named by their digest',
  'message-id-double': 'with more than one Message-ID; the first is taken',
  'message-id-odd': 'with a Message-ID that is no address',
  'date-missing': 'without a date',
  'date-unparsable': 'with a date that cannot be read',
  'from-missing': 'without an author',
  'charset-unknown': 'in a charset nobody knows; read as UTF-8 or windows-1252',
  'charset-wrong': 'in another charset than they say',
  'header-not-ascii': 'with bytes in headers that should be encoded',
  'header-too-long': 'with more headers than are read',
  'mime-unparsable': 'whose parts cannot be told apart; kept and shown raw',
  'text-too-long': 'with more text than is shown',
}

function* toCount(count: number, words: string): Generator<string> {
  if (count > 0) yield `  ${String(count).padStart(7)}  ${words}`
}

function toExample(place: string, detail: string): string {
  return pc.dim(`             ${toField(place)}  ${toField(detail).slice(0, 80)}`)
}
