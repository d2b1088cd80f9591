// How fast mail is taken in and drawn: the two archives that tests know, beside public-inbox where that
// is installed, and a large one made of them.

import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { childEnvironment } from '#env'
import { closeStore, openStore, type Store } from '#store'
import { generateMail } from './generate-mail.ts'
import { listPages, measureMailPages, type PageFigure, serveMail } from './measure-mail-pages.ts'
import { indexPublicInbox, isPublicInboxMissing } from './public-inbox.ts'
import { type CommandRun, runCommand } from './run-command.ts'
import { type Spread, toSpread } from './statistics.ts'
import { type Cell, drawTable, formatMs } from './table.ts'

export interface MailFigures {
  readonly list: string
  readonly messages: number
  readonly rawMb: number
  /** From the command to its end, into a store that did not exist. */
  readonly importMs: Spread
  /** Of our process; git's own, which maps its packs, is not in it. */
  readonly peakMemoryMb: number
  readonly storeMb: number
  /** The same again, with nothing new. */
  readonly againMs: number
  readonly pages: readonly PageFigure[]
  /** How long public-inbox takes to index the same list and to answer the same pages. */
  readonly publicInbox: PublicInboxFigures | undefined
}

interface PublicInboxFigures {
  readonly ms: number
  readonly indexMb: number
  readonly pages: readonly PageFigure[]
}

const lists = ['ksummit', 'linux-sparse'] as const
const importRuns = 3

type Say = (line: string) => void

/**
 * Nothing, with a word, where `PATCHLORE_ARCHIVES` does not say where the archives are.
 * @param madeMessages how many messages the large archive has; none is made of 0
 */
export async function measureMail(madeMessages: number, say: Say): Promise<readonly MailFigures[]> {
  const archives = childEnvironment().PATCHLORE_ARCHIVES
  if (archives === undefined) {
    say('  skipped: PATCHLORE_ARCHIVES names no folder with ksummit.bundle and linux-sparse.bundle')
    return []
  }
  const isAlone = isPublicInboxMissing()
  if (isAlone) say('  public-inbox is not installed, so there is nothing to compare with')
  const figures: MailFigures[] = []
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  try {
    const mirrors: string[] = []
    for (const list of lists) {
      const bundle = path.resolve(archives, `${list}.bundle`)
      if (!existsSync(bundle)) {
        say(`  ${list}: skipped, ${bundle} is not there`)
        continue
      }
      // As an operator has it: a mirror, so that cloning is measured with neither.
      const mirror = path.join(folder, `${list}.git`)
      execFileSync('git', ['clone', '--quiet', '--mirror', bundle, mirror])
      mirrors.push(mirror)
      figures.push(await measureList({ list, mirror, runs: importRuns, isAlone }, say))
    }
    if (madeMessages > 0 && mirrors.length > 0) {
      const mirror = path.join(folder, 'made.git')
      await generateMail({ sources: mirrors, messages: madeMessages, into: mirror })
      figures.push(await measureList({ list: 'made', mirror, runs: 1, isAlone: true }, say))
    }
    return figures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface ListToMeasure {
  readonly list: string
  readonly mirror: string
  readonly runs: number
  /** Whether it is not compared with public-inbox. */
  readonly isAlone: boolean
}

async function measureList(
  { list, mirror, runs: runCount, isAlone }: ListToMeasure,
  say: Say,
): Promise<MailFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  try {
    const runs: CommandRun[] = []
    for (let run = 0; run < runCount; run += 1) {
      await rm(path.join(folder, 'data'), { recursive: true, force: true })
      runs.push(await runCommand(['import', mirror, '--list', list], folder))
    }
    const again = await runCommand(['import', mirror, '--list', list], folder)
    const storeFile = path.join(folder, 'data/patchlore.db')
    const store = openStore(storeFile)
    const { messages, rawBytes } = countMail(store)
    const asked = listPages(store, list)
    await closeStore(store)
    const importMs = toSpread(runs.map(({ ms }) => ms))
    say(`  ${list}: ${messages} messages, ${toRate(messages, importMs.median)} a second`)
    const theirs = isAlone ? undefined : indexPublicInbox({ list, mirror, folder })
    return {
      list,
      messages,
      rawMb: rawBytes / 1e6,
      importMs,
      peakMemoryMb: Math.max(...runs.map(({ peakMemoryMb }) => peakMemoryMb)),
      storeMb: statSync(storeFile).size / 1e6,
      againMs: again.ms,
      pages: await measureMailPages(await serveMail(storeFile), asked),
      publicInbox: theirs && {
        ms: theirs.ms,
        indexMb: theirs.indexMb,
        pages: await measureMailPages(await theirs.serve(), asked),
      },
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

function toRate(messages: number, ms: number): number {
  return Math.round((messages / ms) * 1000)
}

export function drawMail(figures: readonly MailFigures[]): string {
  const formatMb = (mb: number) => `${mb.toFixed(1)} MB`
  const imports = drawTable(
    'Taking in mail (`patchlore import` from start to end, index included, medians)',
    ['list', 'messages', 'raw', 'import', 'a second', 'peak memory', 'store', 'again'],
    figures.flatMap((figure) => {
      const { list, messages, rawMb, importMs, peakMemoryMb, storeMb, againMs } = figure
      const own = [
        ...[list, messages, formatMb(rawMb), formatMs(importMs.median)],
        ...[toRate(messages, importMs.median), `${peakMemoryMb} MB`, formatMb(storeMb)],
        formatMs(againMs),
      ]
      const { publicInbox } = figure
      if (publicInbox === undefined) return [own]
      const { ms, indexMb } = publicInbox
      const theirs = [formatMs(ms), toRate(messages, ms), '', formatMb(indexMb), '']
      return [own, ['  public-inbox', messages, '', ...theirs]]
    }),
  )
  const pages = drawTable(
    'Pages of mail (over HTTP, one after the other, nothing kept; the ratio is theirs to ours)',
    ['page', 'median', '95 %', 'a second', 'public-inbox', '95 %', 'ratio'],
    figures.flatMap(({ list, pages: drawn, publicInbox }) =>
      drawn.map((page, at) => [
        `${list}: ${page.name}`,
        ...drawTimes(page),
        Math.round(1000 / page.medianMs),
        ...drawTheirs(page, publicInbox?.pages[at]),
      ]),
    ),
  )
  return `${imports}\n${pages}`
}

function drawTimes({ medianMs, p95Ms }: PageFigure): readonly Cell[] {
  return [`${medianMs.toFixed(2)} ms`, `${p95Ms.toFixed(2)} ms`]
}

function drawTheirs(own: PageFigure, theirs: PageFigure | undefined): readonly Cell[] {
  if (theirs === undefined) return ['', '', '']
  return [...drawTimes(theirs), (theirs.medianMs / own.medianMs).toFixed(1)]
}
