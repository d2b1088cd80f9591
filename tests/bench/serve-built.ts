// The built site on whatever store PATCHLORE_DATA has, without indexing: for figures over generated
// documents. Prints its address once it listens, and its memory when it is told to end.

import path from 'node:path'
import createNext from 'next'
import { readEnv, silenceTelemetry } from '#env'
import { createSearchAnswers } from '#search'
import { serve } from '#serve'
import { closeStore, countSearchDocuments, createStoreKeeper } from '#store'
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
process.stdout.write(`${site.url.replace('localhost', '127.0.0.1')}\n`)
process.once('SIGTERM', () => {
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ peakMemoryMb })}\n`)
  void site
    .close()
    .then(() => threads.close())
    .then(() => closeStore(store()))
    .then(() => process.exit(0))
})
