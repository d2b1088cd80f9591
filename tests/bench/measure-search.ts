// How well and how fast searching is: relevance on real questions, for each engine; then indexing and
// searching generated documents through the whole of /api/search.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '#env'
import { serverFolder } from '#supervise'
import { engines } from '../search/engines.ts'
import { measureRelevance } from '../search/measure-relevance.ts'
import { openContent } from '../search/open-content.ts'
import { isMeilisearchMissing } from '../support/meilisearch.ts'
import { root } from '../support/site.ts'
import { generateQueries } from './generate-documents.ts'
import { toPercentile } from './statistics.ts'
import { drawTable, formatMs } from './table.ts'

export interface RelevanceFigures {
  readonly engine: string
  readonly questions: number
  readonly successAt1: number
  readonly successAt3: number
  readonly meanReciprocalRank: number
  /** Questions whose answer stands too far down, and where. */
  readonly missed: readonly string[]
}

export async function measureSearchRelevance(): Promise<readonly RelevanceFigures[]> {
  const figures: RelevanceFigures[] = []
  for (const engine of engines) {
    const { search, close } = await openContent(engine)
    const { results, missed, ...rest } = await measureRelevance(async (text) => {
      const { hits } = await search.answer({ text })
      return hits.map(({ url }) => url)
    })
    await close()
    figures.push({
      engine: engine.name,
      questions: results.length,
      successAt1: rest.successAt1,
      successAt3: rest.successAt3,
      meanReciprocalRank: rest.meanReciprocalRank,
      missed: missed.map(
        ({ question, rank }) => `${question.ask} (${rank === 0 ? 'not found' : rank})`,
      ),
    })
  }
  return figures
}

export function drawRelevance(figures: readonly RelevanceFigures[]): string {
  const table = drawTable(
    'Relevance: the share of real questions whose answer is first, or among the first three',
    ['engine', 'questions', 'success@1', 'success@3', 'MRR', 'too far down'],
    figures.map(({ engine, questions, successAt1, successAt3, meanReciprocalRank, missed }) => [
      engine,
      questions,
      successAt1.toFixed(3),
      successAt3.toFixed(3),
      meanReciprocalRank.toFixed(3),
      missed.length,
    ]),
  )
  return [table, ...figures.flatMap(({ missed }) => missed.map((line) => `  ${line}`))].join('\n')
}

export interface SearchFigures {
  readonly engine: MeasuredEngine
  readonly documents: number
  readonly indexMs: number
  /** The most that whoever indexed had: our program, or the search server. */
  readonly indexMemoryMb: number
  readonly diskMb: number
  readonly serverMemoryMb: number
  readonly loads: readonly LoadFigures[]
}

/** SQLite alone, or Meilisearch with SQLite behind it. */
export const measuredEngines = ['sqlite', 'meilisearch'] as const
export type MeasuredEngine = (typeof measuredEngines)[number]

interface LoadFigures {
  readonly clients: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly searchesPerSecond: number
  /** Answers that were not 200. */
  readonly failed: number
}

let asked = 0

const warmUpQueries = 60
const queriesByClients = [
  { clients: 1, queries: 400 },
  { clients: 16, queries: 1_600 },
] as const

/** The site must be built. */
export async function measureSearch(
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<readonly SearchFigures[]> {
  const figures: SearchFigures[] = []
  for (const size of sizes) {
    for (const engine of measuredEngines) {
      if (engine === 'meilisearch' && isMeilisearchMissing) continue
      const measured = await measureSize(size, engine)
      say(`  ${size} documents, ${engine}: indexed in ${formatMs(measured.indexMs)}`)
      figures.push(measured)
    }
  }
  return figures
}

async function measureSize(documents: number, engine: MeasuredEngine): Promise<SearchFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patchlore-bench-'))
  const environment = childEnvironment({
    NODE_ENV: 'production',
    PORT: '0',
    HOST: '127.0.0.1',
    PATCHLORE_DATA: folder,
    PATCHLORE_MEILISEARCH: engine === 'meilisearch' ? 'auto' : 'off',
  })
  try {
    const indexing = run('index-documents.ts', [String(documents)], environment)
    const [indexed = '{}'] = await indexing.lines
    const { ms, peakMemoryMb, diskBytes } = JSON.parse(indexed) as {
      ms: number
      peakMemoryMb: number
      diskBytes: number
    }
    const server = run('serve-built.ts', [], environment)
    const url = await server.url
    const loads: LoadFigures[] = []
    let indexedMs = ms
    let indexBytes = diskBytes
    try {
      if (engine === 'meilisearch') {
        indexedMs = await waitForMeilisearch(url)
        indexBytes = await readFolderBytes(serverFolder(folder))
      }
      // Three times the same row of queries, told apart by a number, so that no answer was kept.
      await measureLoad(url, { clients: 1, queries: warmUpQueries })
      for (const load of queriesByClients) loads.push(await measureLoad(url, load))
    } finally {
      server.child.kill('SIGTERM')
    }
    const lines = await server.lines
    const { peakMemoryMb: serverMemoryMb, meilisearchMemoryMb } = JSON.parse(
      lines.at(-1) ?? '{}',
    ) as { peakMemoryMb: number; meilisearchMemoryMb: number }
    return {
      engine,
      documents,
      indexMs: indexedMs,
      indexMemoryMb: engine === 'meilisearch' ? meilisearchMemoryMb : peakMemoryMb,
      diskMb: indexBytes / 1e6,
      serverMemoryMb,
      loads,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const indexTimeoutMs = 15 * 60_000
const askAgainMs = 250

/** How long until searches are answered by Meilisearch: it starts, is filled from the store, and warms up. */
async function waitForMeilisearch(url: string): Promise<number> {
  const started = performance.now()
  while (performance.now() - started < indexTimeoutMs) {
    asked += 1
    const response = await fetch(`${url}/api/search?q=stack&n=${asked}`)
    const answer = (await response.json()) as { readonly engine: { readonly name: string } | null }
    if (answer.engine?.name === 'meilisearch') return performance.now() - started
    await sleep(askAgainMs)
  }
  throw new Error('Meilisearch never answered')
}

async function readFolderBytes(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files
    .filter((file) => file.isFile())
    // A file of a database may be mostly holes: blocks are what it takes of the disk.
    .map(async (file) => (await stat(path.join(file.parentPath, file.name))).blocks * 512)
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
}

interface Running {
  readonly child: ChildProcess
  /** Where it listens. */
  readonly url: Promise<string>
  /** All lines, when it has ended well. */
  readonly lines: Promise<readonly string[]>
}

function run(program: string, parameters: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, program), ...parameters],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const printed: string[] = []
  const reader = createInterface({ input: child.stdout })
  const url = new Promise<string>((resolve, reject) => {
    reader.on('line', (line) => {
      printed.push(line)
      // Next has things to say before it is ready.
      if (/^http:\/\/\S+$/u.test(line)) resolve(line)
    })
    child.once('close', () => reject(new Error(`${program} ended before it listened`)))
  })
  // Only the server has an address; nobody waits for that of the others.
  url.catch(() => {})
  const lines = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`${program} ended with ${code}`)
    return printed
  })
  return { child, url, lines }
}

async function measureLoad(
  url: string,
  { clients, queries }: { readonly clients: number; readonly queries: number },
): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const row = generateQueries()
  const times: number[] = []
  let failed = 0
  let left = queries
  const started = performance.now()
  const client = async () => {
    while (left > 0) {
      left -= 1
      asked += 1
      const query = row.next().value
      const parameters = new URLSearchParams({ ...query, n: String(asked) })
      const begun = performance.now()
      const status = await get(`${url}/api/search?${parameters}`, agent)
      times.push(performance.now() - begun)
      if (status !== 200) failed += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  return {
    clients,
    p50Ms: toPercentile(times, 50),
    p95Ms: toPercentile(times, 95),
    searchesPerSecond: queries / seconds,
    failed,
  }
}

function get(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { agent }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
      response.once('error', reject)
    })
      .once('error', reject)
      .end()
  })
}

export function drawSearch(figures: readonly SearchFigures[]): string {
  return [
    drawTable(
      'Indexing generated documents; for Meilisearch from its start to its first answer, beside SQLite',
      ['engine', 'documents', 'index', 'peak memory', 'disk', 'memory of the site'],
      figures.map(({ engine, documents, indexMs, indexMemoryMb, diskMb, serverMemoryMb }) => [
        engine,
        documents,
        formatMs(indexMs),
        `${indexMemoryMb} MB`,
        `${diskMb.toFixed(1)} MB`,
        `${serverMemoryMb} MB`,
      ]),
    ),
    drawTable(
      'Searching them through /api/search, every query for the first time',
      ['engine', 'documents', 'clients', 'p50', 'p95', 'searches/s', 'failed'],
      figures.flatMap(({ engine, documents, loads }) =>
        loads.map(({ clients, p50Ms, p95Ms, searchesPerSecond, failed }) => [
          engine,
          documents,
          clients,
          formatMs(p50Ms),
          formatMs(p95Ms),
          Math.round(searchesPerSecond),
          failed,
        ]),
      ),
    ),
  ].join('\n')
}
