// How long `patchlore index` takes and how much memory it holds, as an operator runs it.

import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type GeneratedContent, generateContent } from './generate-content.ts'
import { type CommandRun, runCommand } from './run-command.ts'
import { type Spread, toPercentile, toSpread } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface IndexFigures {
  readonly content: GeneratedContent
  /** From the command to its end, into a store that did not exist. */
  readonly coldMs: Spread
  readonly peakMemoryMb: number
  /** The same again, with nothing changed. */
  readonly unchangedMs: Spread
  /** With one entry changed. */
  readonly oneChangedMs: Spread
}

const runsBySize = (threads: number) => (threads <= 2 ? 5 : threads <= 200 ? 3 : 1)

export async function measureIndex(
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<readonly IndexFigures[]> {
  const figures: IndexFigures[] = []
  for (const size of sizes) {
    const measured = await measureSize(size)
    say(`  ${size} entries: ${formatMs(measured.coldMs.median)}`)
    figures.push(measured)
  }
  return figures
}

async function measureSize(threads: number): Promise<IndexFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  const contentFolder = path.join(folder, 'content')
  try {
    const content = await generateContent(contentFolder, threads)
    const runs = runsBySize(threads)
    const cold: CommandRun[] = []
    for (let run = 0; run < runs; run += 1) {
      await rm(path.join(folder, 'data'), { recursive: true, force: true })
      cold.push(await runCommand(['index'], folder))
    }
    const unchanged: CommandRun[] = []
    for (let run = 0; run < runs; run += 1) unchanged.push(await runCommand(['index'], folder))
    const oneChanged: CommandRun[] = []
    for (let run = 0; run < runs; run += 1) {
      await appendFile(path.join(contentFolder, 'threads/generated-thread-0.md'), '\n')
      oneChanged.push(await runCommand(['index'], folder))
    }
    return {
      content,
      coldMs: toSpread(cold.map(({ ms }) => ms)),
      peakMemoryMb: toPercentile(
        cold.map(({ peakMemoryMb }) => peakMemoryMb),
        50,
      ),
      unchangedMs: toSpread(unchanged.map(({ ms }) => ms)),
      oneChangedMs: toSpread(oneChanged.map(({ ms }) => ms)),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export function drawIndex(figures: readonly IndexFigures[]): string {
  return drawTable(
    'Indexing generated content (`patchlore index` from start to end, medians)',
    [
      'entries',
      'content',
      'positions',
      'sources',
      'cold',
      'min–max',
      'per entry',
      'peak memory',
      'unchanged',
      'one changed',
    ],
    figures.map(({ content, coldMs, peakMemoryMb, unchangedMs, oneChangedMs }) => [
      content.threads,
      `${(content.bytes / 1e6).toFixed(2)} MB`,
      content.positions,
      content.sources,
      formatMs(coldMs.median),
      `${formatMs(coldMs.min)}–${formatMs(coldMs.max)}`,
      formatMs(coldMs.median / content.threads),
      `${peakMemoryMb} MB`,
      formatMs(unchangedMs.median),
      formatMs(oneChangedMs.median),
    ]),
  )
}
