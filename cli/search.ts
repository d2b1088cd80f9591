// `patchlore search`: the site's search on the command line.

import pc from 'picocolors'
import { hitMarkEnd, hitMarkStart } from '#domain'
import type { Env } from '#env'
import { hitsPerPage, type SearchAnswer, search } from '#search'
import { closeStore, findEdition, openStore } from '#store'
import { plural } from './report.ts'
import { UserError } from './user-error.ts'

/** Returns the exit code: 0 also when nothing was found, as a search that worked. */
export async function searchCommand(
  env: Env,
  { query, page, isJson }: { query: string; page: string; isJson: boolean },
): Promise<number> {
  const pageNumber = Number(page)
  if (!Number.isInteger(pageNumber) || pageNumber < 1) {
    throw new UserError(`Unexpected page \`${page}\`, expected a whole number from 1`)
  }
  const store = openStore(env.storeFile)
  try {
    if (!isIndexed(store)) {
      throw new UserError('Nothing is indexed yet.', 'Run `npx patchlore index` first.')
    }
    const answer = search(store, query, pageNumber)
    if (answer.problem !== undefined) throw new UserError(answer.problem)
    process.stdout.write(isJson ? toJson(query, answer) : toText(answer, env.siteUrl, pageNumber))
    return 0
  } finally {
    await closeStore(store)
  }
}

function isIndexed(store: ReturnType<typeof openStore>): boolean {
  const table = store.sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'Edition'").get()
  return table !== undefined && findEdition(store) !== undefined
}

function toJson(query: string, { hits, total, engine }: SearchAnswer): string {
  const plain = hits.map((hit) => ({
    ...hit,
    title: strip(hit.title),
    excerpt: strip(hit.excerpt),
  }))
  return `${JSON.stringify({ query, engine, total, hits: plain }, null, 2)}\n`
}

function toText(
  { hits, total, engine, tookMs }: SearchAnswer,
  siteUrl: string,
  page: number,
): string {
  if (total === 0) return 'Nothing found. Fewer or shorter words find more.\n'
  const blocks = hits.map(
    (hit) =>
      `${pc.dim(hit.kind.padEnd(8))} ${paint(hit.title)}${hit.threadTitle === '' ? '' : pc.dim(` · ${hit.threadTitle}`)}\n` +
      `         ${paint(hit.excerpt.replace(/\s+/gu, ' '))}\n` +
      `         ${pc.cyan(siteUrl + hit.url)}\n`,
  )
  const pages = Math.ceil(total / hitsPerPage)
  const where = pages > 1 ? `, page ${page} of ${pages} (--page)` : ''
  return `${blocks.join('\n')}\n${pc.dim(`${plural(total, 'hit')}${where} · ${engine}, ${tookMs.toFixed(1)} ms`)}\n`
}

function strip(text: string): string {
  return text.replaceAll(hitMarkStart, '').replaceAll(hitMarkEnd, '')
}

function paint(text: string): string {
  return text
    .split(hitMarkStart)
    .map((part, at) => {
      if (at === 0) return part
      const [marked = '', rest = ''] = part.split(hitMarkEnd)
      return pc.bold(marked) + rest
    })
    .join('')
}
