// How long `patchlore index` takes and how much memory it holds, as an operator runs it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { childEnvironment } from '#env'
import { root } from '../support/site.ts'
import { type GeneratedContent, generateContent } from './generate-content.ts'
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
const commandTimeoutMs = 600_000

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
    const cold: Run[] = []
    for (let run = 0; run < runs; run += 1) {
      await rm(path.join(folder, 'data'), { recursive: true, force: true })
      cold.push(await runIndex(folder))
    }
    const unchanged: Run[] = []
    for (let run = 0; run < runs; run += 1) unchanged.push(await runIndex(folder))
    const oneChanged: Run[] = []
    for (let run = 0; run < runs; run += 1) {
      await appendFile(path.join(contentFolder, 'threads/generated-thread-0.md'), '\n')
      oneChanged.push(await runIndex(folder))
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

interface Run {
  readonly ms: number
  readonly peakMemoryMb: number
}

async function runIndex(folder: string): Promise<Run> {
  const usageFile = path.join(folder, 'usage.json')
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      '--import',
      new URL('report-usage.js', import.meta.url).href,
      path.join(root, 'cli/patchlore.js'),
      'index',
    ],
    {
      cwd: root,
      timeout: commandTimeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment({
        PATCHLORE_CONTENT: path.join(folder, 'content'),
        PATCHLORE_DATA: path.join(folder, 'data'),
        PATCHLORE_USAGE_FILE: usageFile,
      }),
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  const ms = performance.now() - started
  if (code !== 0) throw new Error(`patchlore index exited with ${code}\n${printed.slice(-4_000)}`)
  // Node gives kilobytes on every system.
  const { maxRSS } = JSON.parse(await readFile(usageFile, 'utf8')) as NodeJS.ResourceUsage
  return { ms, peakMemoryMb: Math.round(maxRSS / 1024) }
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
