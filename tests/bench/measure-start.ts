// How long it takes from `npm start` until the first page is answered: once with everything to be
// made (the Prisma client excepted), then with nothing changed.
// The pages are built anew for it, so do not run this beside a site that serves from this folder.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root, startSite } from '../support/site.ts'
import { type Spread, toSpread } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface StartFigures {
  readonly coldMs: number
  readonly warmMs: Spread
}

const warmRuns = 5

export async function measureStart(): Promise<StartFigures> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  try {
    await rm(path.join(root, '.next'), { recursive: true, force: true })
    const coldMs = await timeToFirstPage(dataFolder)
    const warm: number[] = []
    for (let run = 0; run < warmRuns; run += 1) warm.push(await timeToFirstPage(dataFolder))
    return { coldMs, warmMs: toSpread(warm) }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function timeToFirstPage(dataFolder: string): Promise<number> {
  const started = performance.now()
  const site = await startSite({ dataFolder })
  const { status } = await fetch(site.url)
  const ms = performance.now() - started
  await site.stop()
  if (status !== 200) throw new Error(`The front page answered ${status}`)
  return ms
}

export function drawStart({ coldMs, warmMs }: StartFigures): string {
  return drawTable(
    'Starting, until the front page is answered',
    ['start', 'time', 'min–max'],
    [
      ['cold: no store, no build', formatMs(coldMs), ''],
      [
        'nothing changed',
        formatMs(warmMs.median),
        `${formatMs(warmMs.min)}–${formatMs(warmMs.max)}`,
      ],
    ],
  )
}
