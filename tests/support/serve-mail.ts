// The pages of made-up mail over real sockets, served by the edge alone: no page of Next is needed for them.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createArchive } from '#archive'
import { mailPrefixes, openSearch } from '#search'
import { serve } from '#serve'
import { closeStore, migrate, openStore, type Store } from '#store'
import { addMail } from './archives.ts'
import { root } from './site.ts'

export interface MailSite {
  readonly url: string
  readonly store: Store
  readonly close: () => Promise<void>
}

export async function serveMail(messages: readonly Uint8Array[]): Promise<MailSite> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchlore-'))
  const store = openStore(path.join(folder, 'patchlore.db'))
  migrate(store, path.join(root, 'prisma/migrations'))
  await addMail(store, messages, { folder })
  const search = openSearch({ store: () => store, log: () => {} })
  const archive = createArchive({
    store: () => store,
    siteUrl: 'https://patchlore.example',
    find: search.ofList,
    terms: mailPrefixes,
  })
  const site = await serve({
    port: 0,
    host: '127.0.0.1',
    isHttps: false,
    isDev: false,
    log: () => {},
    readEdition: () => 'one',
    plain: [archive],
    // What Next serves of public/ and app/, and nothing else.
    handler: (request, response) => {
      const isScript = /^\/(?:theme|mail-keys)\.js$/u.test(request.url ?? '')
      response.statusCode = isScript || request.url === '/favicon.ico' ? 200 : 404
      response.setHeader('content-type', isScript ? 'text/javascript' : 'image/x-icon')
      response.end(isScript ? readFileSync(path.join(root, 'public', request.url ?? '')) : '')
    },
  })
  return {
    url: site.url.replace('localhost', '127.0.0.1'),
    store,
    close: async () => {
      await site.close()
      await closeStore(store)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
