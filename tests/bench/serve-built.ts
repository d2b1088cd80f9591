// The built site on whatever store PATCHLORE_DATA has, without indexing: for figures over generated
// documents, with Meilisearch beside it where the settings want one. Prints its address once it listens,
// and the memory of both when it is told to end.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import createNext from 'next'
import { readEnv, silenceTelemetry } from '#env'
import { createSearchAnswers } from '#search'
import { serve } from '#serve'
import { closeStore, countSearchDocuments, createStoreKeeper } from '#store'
import { readServerState } from '#supervise'
import { keepSearch } from '../../cli/keep-search.ts'
import { openSiteSearch } from '../../cli/open-site-search.ts'
import { createSearchThreads } from '../../cli/search-threads.ts'

const env = readEnv(path.resolve(import.meta.dirname, '../..'))
silenceTelemetry()
const log = (line: string) => process.stderr.write(`${line}\n`)
const store = createStoreKeeper(env.storeFile)
const threads = createSearchThreads({
  store,
  countDocuments: () => countSearchDocuments(store()),
})
const search = openSiteSearch(env, { store, ...threads, log })
const next = createNext({ dev: false, dir: env.root, hostname: env.host, port: env.port })
await next.prepare()
const site = await serve({
  port: env.port,
  host: env.host,
  handler: next.getRequestHandler(),
  plain: [createSearchAnswers({ search, siteUrl: env.siteUrl })],
  readEdition: () => 'generated',
  isHttps: false,
  isDev: false,
  log,
})
const kept = keepSearch(env, log)
process.stdout.write(`${site.url.replace('localhost', '127.0.0.1')}\n`)
process.once('SIGTERM', () => {
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  const meilisearch = readPeakMemoryMb(readServerState(env.dataFolder)?.child?.pid)
  process.stdout.write(`${JSON.stringify({ peakMemoryMb, meilisearchMemoryMb: meilisearch })}\n`)
  void site
    .close()
    .then(() => kept.stop())
    .then(() => threads.close())
    .then(() => closeStore(store()))
    .then(() => process.exit(0))
})

/** The most it ever had; 0 where the system does not say. */
function readPeakMemoryMb(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) / 1024)
}
