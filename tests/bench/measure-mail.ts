// How fast mail is taken in and drawn, on the two archives that tests know, beside public-inbox where
// that is installed.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Archive, createArchive } from '#archive'
import { childEnvironment } from '#env'
import { closeStore, openStore, type Store } from '#store'
import { type CommandRun, runCommand } from './run-command.ts'
import { type Spread, toPercentile, toSpread } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface MailFigures {
  readonly list: string
  readonly messages: number
  readonly rawMb: number
  /** From the command to its end, into a store that did not exist. */
  readonly importMs: Spread
  readonly peakMemoryMb: number
  readonly storeMb: number
  /** The same again, with nothing new. */
  readonly againMs: number
  readonly pages: readonly PageFigure[]
  /** How long public-inbox takes to index the same list, and how large its index is. */
  readonly publicInbox: { readonly ms: number; readonly indexMb: number } | undefined
}

export interface PageFigure {
  readonly name: string
  readonly medianMs: number
  readonly p95Ms: number
}

const lists = ['ksummit', 'linux-sparse'] as const
const importRuns = 3
const pageRuns = 500
const threadRuns = 40

/** Nothing, with a word, where `PATCHLORE_ARCHIVES` does not say where the archives are. */
export async function measureMail(say: (line: string) => void): Promise<readonly MailFigures[]> {
  const archives = childEnvironment().PATCHLORE_ARCHIVES
  if (archives === undefined) {
    say('  skipped: PATCHLORE_ARCHIVES names no folder with ksummit.bundle and linux-sparse.bundle')
    return []
  }
  const figures: MailFigures[] = []
  for (const list of lists) {
    const bundle = path.resolve(archives, `${list}.bundle`)
    if (!existsSync(bundle)) {
      say(`  ${list}: skipped, ${bundle} is not there`)
      continue
    }
    figures.push(await measureList(list, bundle, say))
  }
  return figures
}

async function measureList(
  list: string,
  bundle: string,
  say: (line: string) => void,
): Promise<MailFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  try {
    // As an operator has it: a mirror, so that cloning is measured with neither.
    const mirror = path.join(folder, `${list}.git`)
    execFileSync('git', ['clone', '--quiet', '--mirror', bundle, mirror])
    const runs: CommandRun[] = []
    for (let run = 0; run < importRuns; run += 1) {
      await rm(path.join(folder, 'data'), { recursive: true, force: true })
      runs.push(await runCommand(['import', mirror, '--list', list], folder))
    }
    const again = await runCommand(['import', mirror, '--list', list], folder)
    const storeFile = path.join(folder, 'data/patchlore.db')
    const store = openStore(storeFile)
    try {
      const { messages, rawBytes } = countMail(store)
      const importMs = toSpread(runs.map(({ ms }) => ms))
      const rate = Math.round((messages / importMs.median) * 1000)
      say(`  ${list}: ${messages} messages, ${rate} a second`)
      return {
        list,
        messages,
        rawMb: rawBytes / 1e6,
        importMs,
        peakMemoryMb: Math.max(...runs.map(({ peakMemoryMb }) => peakMemoryMb)),
        storeMb: statSync(storeFile).size / 1e6,
        againMs: again.ms,
        pages: await measurePages(store, list),
        publicInbox: measurePublicInbox({ list, mirror, folder }, say),
      }
    } finally {
      await closeStore(store)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function countMail({ sqlite }: Store): { readonly messages: number; readonly rawBytes: number } {
  return sqlite
    .prepare<[], { messages: number; rawBytes: number }>(
      'SELECT count(*) AS messages, sum(rawBytes) AS rawBytes FROM Message',
    )
    .get() as { messages: number; rawBytes: number }
}

/** What `src/archive` takes for an answer, without the edge: every message is another one. */
async function measurePages(store: Store, list: string): Promise<readonly PageFigure[]> {
  const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
  const ids = listEvenly(store, pageRuns)
  const longest = store.sqlite
    .prepare<[], { messageId: string; messages: number }>(
      `SELECT min(MailName.messageId) AS messageId, count(*) AS messages
       FROM Message JOIN MailName ON MailName.id = nameId
       GROUP BY threadId ORDER BY abs(count(*) - 200) LIMIT 1`,
    )
    .get()
  const toUrl = (messageId: string) => `/${list}/${encodeURIComponent(messageId)}/`
  const same = (url: string) => Array.from({ length: threadRuns }, () => url)
  return [
    await measureUrls('message page', ids.map(toUrl), archive),
    await measureUrls(
      'raw',
      ids.map((id) => `${toUrl(id)}raw`),
      archive,
    ),
    ...(longest === undefined
      ? []
      : [
          await measureUrls(
            `thread of ${longest.messages}`,
            same(`${toUrl(longest.messageId)}T/`),
            archive,
          ),
        ]),
    await measureUrls('list index', same(`/${list}/`), archive),
  ]
}

function listEvenly({ sqlite }: Store, count: number): readonly string[] {
  const all = sqlite
    .prepare<[], string>(
      'SELECT messageId FROM Message JOIN MailName ON MailName.id = nameId ORDER BY sentMs',
    )
    .pluck()
    .all()
  const step = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, at) => at % step === 0).slice(0, count)
}

async function measureUrls(
  name: string,
  urls: readonly string[],
  archive: Archive,
): Promise<PageFigure> {
  const times: number[] = []
  for (const url of urls) {
    const started = performance.now()
    const { status } = await archive.answer(url)
    times.push(performance.now() - started)
    if (status !== 200) throw new Error(`Unexpected status ${status} of ${url}, expected 200`)
  }
  return { name, medianMs: toPercentile(times, 50), p95Ms: toPercentile(times, 95) }
}

interface PublicInboxOptions {
  readonly list: string
  readonly mirror: string
  readonly folder: string
}

/** `public-inbox-index` on the same messages, in the same run. */
function measurePublicInbox(
  { list, mirror, folder }: PublicInboxOptions,
  say: (line: string) => void,
): MailFigures['publicInbox'] {
  const installed = spawnSync('public-inbox-index', ['--version'], { encoding: 'utf8' })
  if (installed.error !== undefined) {
    say(`  ${list}: public-inbox is not installed, so there is nothing to compare with`)
    return undefined
  }
  const inbox = path.join(folder, 'inbox')
  const env = childEnvironment({ PI_CONFIG: path.join(folder, 'config'), HOME: folder })
  const run = (program: string, parameters: readonly string[]) =>
    execFileSync(program, [...parameters], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  run('public-inbox-init', [
    ...['-V2', list, inbox, `https://example.org/${list}`, `${list}@example.org`],
  ])
  run('rm', ['-rf', path.join(inbox, 'git/0.git')])
  run('git', ['clone', '--quiet', '--mirror', mirror, path.join(inbox, 'git/0.git')])
  const started = performance.now()
  run('public-inbox-index', ['-j0', inbox])
  const ms = performance.now() - started
  const kb = Number(
    execFileSync('du', ['-sk', '--exclude=git', inbox], { encoding: 'utf8' }).split('\t')[0],
  )
  return { ms, indexMb: (kb * 1024) / 1e6 }
}

export function drawMail(figures: readonly MailFigures[]): string {
  const formatMb = (mb: number) => `${mb.toFixed(1)} MB`
  const imports = drawTable(
    'Taking in mail (`patchlore import` from start to end, index included, medians)',
    ['list', 'messages', 'raw', 'import', 'a second', 'peak memory', 'store', 'again'],
    figures.flatMap((figure) => {
      const { list, messages, rawMb, importMs, peakMemoryMb, storeMb, againMs } = figure
      const toRate = (ms: number) => Math.round((messages / ms) * 1000)
      const own = [
        ...[list, messages, formatMb(rawMb), formatMs(importMs.median), toRate(importMs.median)],
        ...[`${peakMemoryMb} MB`, formatMb(storeMb), formatMs(againMs)],
      ]
      const { publicInbox } = figure
      if (publicInbox === undefined) return [own]
      const { ms, indexMb } = publicInbox
      const theirs = [formatMs(ms), toRate(ms), '', formatMb(indexMb), '']
      return [own, ['  public-inbox', messages, '', ...theirs]]
    }),
  )
  const pages = drawTable(
    'Pages of mail (drawn, without the edge)',
    ['page', 'median', '95 %', 'a second'],
    figures.flatMap(({ list, pages: drawn }) =>
      drawn.map(({ name, medianMs, p95Ms }) => [
        `${list}: ${name}`,
        `${medianMs.toFixed(2)} ms`,
        `${p95Ms.toFixed(2)} ms`,
        Math.round(1000 / medianMs),
      ]),
    ),
  )
  return `${imports}\n${pages}`
}
