// `npm start`: does what changed since the last time, step by step, then serves the site.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import pc from 'picocolors'
import { childEnvironment, type Env, silenceTelemetry } from '#env'
import { generateClient, run } from './generate.ts'
import { isSearchUrl } from './is-search-url.ts'
import { countFaults, formatDuration, formatFaults, formatSummary, plural, step } from './report.ts'
import { UserError } from './user-error.ts'

export async function start(env: Env, { isDev }: { isDev: boolean }): Promise<void> {
  const started = performance.now()
  process.stdout.write(`${pc.bold('Patchlore')}\n`)
  await step(
    'generate',
    () => generateClient(env.root),
    (isNew) => (isNew ? 'made the Prisma client' : 'Prisma client is up to date'),
  )
  await prepareStore(env)
  if (!isDev) {
    await step(
      'build',
      () => buildPages(env),
      (isNew) => (isNew ? 'built the pages' : 'pages are up to date'),
    )
  }
  const site = await step(
    'serve',
    () => openSite(env, { isDev }),
    ({ url }) => pc.cyan(url),
  )
  const { keepSearch } = await import('./keep-search.ts')
  const search = keepSearch(env, log)
  process.stdout.write(
    `  ${'ready'.padEnd(9)} in ${formatDuration(performance.now() - started)}; stop with Ctrl+C\n`,
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void Promise.all([site.close(), search.stop()]).then(() => process.exit(0))
    })
  }
}

async function prepareStore(env: Env): Promise<void> {
  const { closeStore, migrate, openStore } = await import('#store')
  const { indexContent } = await import('#ingest')
  const { summarizeChanges } = await import('./index.ts')
  const store = openStore(env.storeFile)
  try {
    await step(
      'migrate',
      () => migrate(store, path.join(env.root, 'prisma/migrations')),
      (applied) => (applied.length === 0 ? 'store is up to date' : `applied ${applied.join(', ')}`),
    )
    const result = await step(
      'index',
      (show) => indexContent(store, { ...env, now: new Date(), onProgress: show }),
      (done) => {
        if (done.kind === 'unchanged') return `content is up to date (edition ${done.edition})`
        if (done.kind === 'refused') return pc.red('content has faults')
        const { warnings } = countFaults(done.files)
        return `edition ${done.edition}: ${summarizeChanges(done.changes)}${warnings > 0 ? `, ${plural(warnings, 'warning')}` : ''}`
      },
    )
    if (result.kind === 'refused') {
      throw new UserError(
        `${formatFaults(result.files)}\n\n${formatSummary(countFaults(result.files))}`,
        'Mend these and start again; `npx patchlore check` prints them at any time.',
      )
    }
  } finally {
    await closeStore(store)
  }
}

// Everything the pages are made from. Content is not: pages read it when they are asked.
const pageSources = [
  'app',
  'src',
  'simulations',
  'public',
  'next.config.js',
  'package-lock.json',
  'tsconfig.json',
]

async function buildPages({ root, dataFolder }: Env): Promise<boolean> {
  const { fingerprint } = await import('#ingest')
  const stampFile = path.join(root, '.next/patchlore-stamp')
  const stamp = `${process.version} ${await fingerprint(root, pageSources)}`
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false

  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  const logFile = path.join(dataFolder, 'build.log')
  await mkdir(dataFolder, { recursive: true })
  try {
    const environment = childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
    const output = await run(process.execPath, [next, 'build'], root, environment)
    await writeFile(logFile, output)
  } catch (error) {
    await writeFile(logFile, String(error))
    throw error
  }
  await writeFile(stampFile, stamp)
  return true
}

async function openSite(env: Env, { isDev }: { isDev: boolean }) {
  const { default: createNext } = await import('next')
  const { createArchive } = await import('#archive')
  const { PortTaken, serve } = await import('#serve')
  const { createSearchAnswers, mailPrefixes, shareSearch } = await import('#search')
  const { openSiteSearch } = await import('./open-site-search.ts')
  const { countMessages, countSearchDocuments, createStoreKeeper, findEdition, findMailEdition } =
    await import('#store')
  const { createSearchThreads } = await import('./search-threads.ts')
  silenceTelemetry()
  const store = createStoreKeeper(env.storeFile)
  const threads = createSearchThreads({
    store,
    countDocuments: () => countSearchDocuments(store()) + countMessages(store()),
  })
  const search = openSiteSearch(env, { store, ...threads, log })
  // Before any page is loaded, so that the pages find it.
  shareSearch(search)
  const next = createNext({ dev: isDev, dir: env.root, hostname: env.host, port: env.port })
  await next.prepare()
  const archive = createArchive({
    store,
    siteUrl: env.siteUrl,
    find: search.ofList,
    terms: mailPrefixes,
  })
  try {
    const site = await serve({
      port: env.port,
      host: env.host,
      handler: next.getRequestHandler(),
      plain: [createSearchAnswers({ search, siteUrl: env.siteUrl }), archive],
      readEdition: (url) => {
        const mailEdition = findMailEdition(store())
        const digest = findEdition(store())?.digest ?? ''
        // Pages of mail also say what entries say of a message.
        if (archive.owns(url)) return `mail ${mailEdition} ${digest}`
        // An answer of SQLite must not be kept for the time when Meilisearch answers, nor the other way
        // round.
        if (isSearchUrl(url)) return `${digest} ${mailEdition} ${search.epoch()}`
        // The first mail that is taken in adds a link to every page.
        return mailEdition > 0 ? `${digest} with mail` : digest
      },
      isHttps: env.siteUrl.startsWith('https:'),
      isDev,
      ...(env.searchesPerSecond > 0 && {
        rateLimit: {
          isCounted: (url) => isSearchUrl(url) || archive.isSearch(url),
          perSecond: env.searchesPerSecond,
          // Typing sends a search for every letter, a quick typist ten in a second.
          burst: Math.max(1, env.searchesPerSecond * 5),
        },
      }),
      ...(isDev && { upgrade: next.getUpgradeHandler() }),
      log,
    })
    return { ...site, close: () => Promise.all([site.close(), threads.close()]) }
  } catch (error) {
    if (error instanceof PortTaken) {
      throw new UserError(error.message, `Choose another one: PORT=${env.port + 1} npm start`)
    }
    throw error
  }
}

function log(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`)
}
