// What a page costs: the server to make it, the wire to carry it, and how many a second are served.
// Everything goes over loopback, and the load comes from the same cores that serve.

import { Agent, request as httpRequest } from 'node:http'
import { brotliCompressSync, constants } from 'node:zlib'
import autocannon from 'autocannon'
import { listElements } from '../support/html.ts'
import { otherThread, thread } from '../support/page-types.ts'
import { toPercentile } from './statistics.ts'
import { drawTable, formatKb, formatMs } from './table.ts'

const pages: readonly (readonly [string, string])[] = [
  ['home', '/'],
  ['threads', '/threads'],
  ['threads, filtered', '/threads?topic=procfs'],
  ['thread, long', thread],
  ['thread, short', otherThread],
  ['people', '/people'],
  ['person', '/people/dave-chinner'],
  ['topic', '/topics/procfs'],
  ['sources', '/sources'],
  ['search', '/search?q=stack'],
  ['about', '/about'],
  ['not found', '/threads/no-such-thread'],
  ['thread as Markdown', `${thread}.md`],
  ['thread as JSON', `${thread}.json`],
  ['thread as feed', `${thread}/feed.atom`],
]

const warmUpRuns = 10
const uncachedRuns = 60
const cachedRuns = 300
const loadSeconds = 5
const loadConnections = 10

export interface PageFigures {
  readonly name: string
  readonly path: string
  readonly uncachedMs: Percentiles
  readonly cachedMs: Percentiles
  readonly bytes: PageBytes
  readonly requestsPerSecond: number
}

interface Percentiles {
  readonly p50: number
  readonly p95: number
}

export interface PageBytes {
  readonly htmlPlain: number
  readonly html: number
  readonly css: number
  readonly js: number
  /** JavaScript beyond what an empty page of the same Next loads. */
  readonly ownJs: number
  readonly fonts: number
}

export async function measurePages(
  siteUrl: string,
  emptyPageJs: number,
  say: (line: string) => void,
): Promise<readonly PageFigures[]> {
  const figures: PageFigures[] = []
  for (const [name, path] of pages) {
    const uncachedMs = await timeUncached(siteUrl, path)
    const cachedMs = await timeCached(siteUrl, path)
    const bytes = await weigh(siteUrl, path, emptyPageJs)
    const requestsPerSecond = await load(siteUrl + path)
    figures.push({ name, path, uncachedMs, cachedMs, bytes, requestsPerSecond })
    say(`  ${path}: ${formatMs(uncachedMs.p50)} made, ${formatMs(cachedMs.p50)} kept`)
  }
  return figures
}

/**
 * Answers are kept by address and edition; an address nobody has asked for costs what every address
 * costs after the content changed.
 */
async function timeUncached(siteUrl: string, path: string): Promise<Percentiles> {
  const toFresh = (run: number) => `${siteUrl}${path}${path.includes('?') ? '&' : '?'}bench=${run}`
  for (let run = 0; run < warmUpRuns; run += 1) await timeOne(toFresh(-1 - run))
  const times: number[] = []
  for (let run = 0; run < uncachedRuns; run += 1) times.push(await timeOne(toFresh(run)))
  return toPercentiles(times)
}

async function timeCached(siteUrl: string, path: string): Promise<Percentiles> {
  for (let run = 0; run < warmUpRuns; run += 1) await timeOne(siteUrl + path)
  const times: number[] = []
  for (let run = 0; run < cachedRuns; run += 1) times.push(await timeOne(siteUrl + path))
  return toPercentiles(times)
}

function toPercentiles(times: readonly number[]): Percentiles {
  return { p50: toPercentile(times, 50), p95: toPercentile(times, 95) }
}

// One connection, kept open, as a browser keeps it: the figures are the server's, not the handshake's.
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

async function timeOne(url: string): Promise<number> {
  const started = performance.now()
  await readBody(url)
  return performance.now() - started
}

async function readBody(url: string): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const asked = httpRequest(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('end', () => resolve(Buffer.concat(chunks)))
      response.once('error', reject)
    })
    asked.once('error', reject)
    asked.end()
  })
}

async function weigh(siteUrl: string, path: string, emptyPageJs: number): Promise<PageBytes> {
  const response = await fetch(siteUrl + path)
  const html = await response.text()
  const files = listFiles(html, response.headers.get('link') ?? '')
  const sum = async (list: readonly string[]) => {
    let bytes = 0
    for (const file of list) bytes += await weighSettled(siteUrl + file)
    return bytes
  }
  const allJs = await weighScripts(files.js, async (file) =>
    Buffer.from(await (await fetch(siteUrl + file)).arrayBuffer()),
  )
  return {
    htmlPlain: Buffer.byteLength(html),
    html: await weighSettled(siteUrl + path),
    css: await sum(files.css),
    js: await sum(files.js),
    ownJs: files.js.length === 0 ? 0 : allJs - emptyPageJs,
    fonts: await sum(files.fonts),
  }
}

const settledBytes = new Map<string, number>()
const settlingMs = 1_500

/** As later readers get it: the site compresses what is in demand a second time, harder. */
async function weighSettled(url: string): Promise<number> {
  const known = settledBytes.get(url)
  if (known !== undefined) return known
  let bytes = Number.NaN
  for (let last = 0; last !== bytes; ) {
    last = bytes
    for (let run = 0; run < 3; run += 1) bytes = (await readBody(url)).length
    if (last !== bytes) await new Promise((resolve) => setTimeout(resolve, settlingMs))
  }
  settledBytes.set(url, bytes)
  return bytes
}

/** What a browser of today fetches for a page; scripts for old ones are marked `nomodule`. */
export function listFiles(html: string, linkHeader = '') {
  const found = listElements(html)
    .filter(({ attributes }) => !('nomodule' in attributes))
    .map(({ attributes: { src, href, rel, as } }) => ({ file: src ?? href ?? '', rel, as }))
  const announced = linkHeader.split(',').map((link) => ({
    file: /<([^>]*)>/u.exec(link)?.[1] ?? '',
    rel: /rel=(\w+)/u.exec(link)?.[1],
    as: /as="(\w+)"/u.exec(link)?.[1],
  }))
  const all = [...found, ...announced]
  const list = (isWanted: (link: (typeof all)[number]) => boolean) => [
    ...new Set(all.filter(isWanted).map(({ file }) => file)),
  ]
  return {
    css: list(({ rel }) => rel === 'stylesheet'),
    js: list(({ file }) => /\.js(?:\?|$)/u.test(file)),
    fonts: list(({ rel, as }) => rel === 'preload' && as === 'font'),
  }
}

/** One compressor for both sides of the comparison with an empty page. */
export async function weighScripts(
  files: readonly string[],
  read: (file: string) => Promise<Buffer>,
): Promise<number> {
  let bytes = 0
  for (const file of files) {
    const plain = await read(file)
    bytes += brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 10 },
    }).length
  }
  return bytes
}

async function load(url: string): Promise<number> {
  const { requests } = await autocannon({
    url,
    connections: loadConnections,
    duration: loadSeconds,
    pipelining: 1,
    headers: { 'accept-encoding': 'br' },
  })
  return Math.round(requests.average)
}

export function drawPages(figures: readonly PageFigures[]): string {
  const toPair = ({ p50, p95 }: Percentiles) => [formatMs(p50), formatMs(p95)]
  return [
    drawTable(
      'Server time on loopback',
      ['page', 'made p50', 'p95', 'kept p50', 'p95', 'kept, requests/s'],
      figures.map(({ name, uncachedMs, cachedMs, requestsPerSecond }) => [
        name,
        ...toPair(uncachedMs),
        ...toPair(cachedMs),
        requestsPerSecond,
      ]),
    ),
    drawTable(
      'Bytes on the wire, brotli',
      ['page', 'HTML', 'plain', 'CSS', 'JS', 'our JS', 'fonts'],
      figures.map(({ name, bytes }) => [
        name,
        ...[bytes.html, bytes.htmlPlain, bytes.css, bytes.js, bytes.ownJs, bytes.fonts].map(
          formatKb,
        ),
      ]),
    ),
  ].join('\n')
}
