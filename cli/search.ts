// `patchlore search`: the site's search on the command line.

import pc from 'picocolors'
import {
  type FacetSelection,
  formatPartialDate,
  hitMarkEnd,
  hitMarkStart,
  type SearchFacet,
  type SearchHit,
  type SearchOrder,
  searchFacets,
} from '#domain'
import type { Env } from '#env'
import { needsMail, prefixes, type SearchAnswer, toSearchJson } from '#search'
import { closeStore, findEdition, openStore } from '#store'
import { openSiteSearch } from './open-site-search.ts'
import { plural } from './report.ts'
import { UserError } from './user-error.ts'

/** What the command line gives. */
export interface SearchOptions {
  readonly json?: boolean
  readonly page: string
  readonly per: string
  readonly sort: SearchOrder
  /** e.g. `kind=figure`. */
  readonly filter: readonly string[]
  readonly facets?: boolean
  readonly prefixes?: boolean
}

/** Returns the exit code: 0 also when nothing was found, as a search that worked. */
export async function searchCommand(
  env: Env,
  { text, ...options }: SearchOptions & { readonly text: string },
): Promise<number> {
  const selection = toSelection(options.filter)
  const page = toNumber(options.page, 'page')
  const perPage = toNumber(options.per, 'number of hits')
  if (text.trim() === '' && options.filter.length === 0) {
    throw new UserError('Unexpected absence of words, expected a query.', 'patchlore search --help')
  }
  const store = openStore(env.storeFile)
  try {
    if (!isIndexed(store)) {
      throw new UserError('Nothing is indexed yet.', 'Run `npx patchlore index` first.')
    }
    const search = openSiteSearch(env, {
      store: () => store,
      log: (line) => process.stderr.write(`${line}\n`),
    })
    const answer = await search.answer({ text, selection, page, perPage, order: options.sort })
    if (answer.problem !== undefined) throw toUserError(text, answer.problem)
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(toSearchJson(answer, env.siteUrl), null, 2)}\n`
        : toText(answer, { siteUrl: env.siteUrl, hasFacets: options.facets === true }),
    )
    return 0
  } finally {
    await closeStore(store)
  }
}

/** Prints the language. */
export function listPrefixes(): number {
  const width = Math.max(...prefixes.map(({ example }) => example.length))
  for (const prefix of prefixes) {
    const { example, about } = prefix
    const remark = needsMail(prefix) ? pc.dim(' (only in mail)') : ''
    process.stdout.write(`  ${pc.bold(example.padEnd(width))}  ${about}${remark}\n`)
  }
  return 0
}

function toSelection(filters: readonly string[]): FacetSelection {
  const selection: Partial<Record<SearchFacet, string[]>> = {}
  for (const filter of filters) {
    const [, name = '', value = ''] = /^([a-z]+)=(.+)$/u.exec(filter) ?? []
    const facet = searchFacets.find((known) => known === name)
    if (facet === undefined) {
      throw new UserError(
        `Unexpected filter \`${filter}\`, expected one such as kind=figure`,
        `Facets are ${searchFacets.join(', ')}.`,
      )
    }
    selection[facet] = [...(selection[facet] ?? []), value]
  }
  return selection
}

function toNumber(text: string, what: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) {
    throw new UserError(`Unexpected ${what} \`${text}\`, expected a whole number from 1`)
  }
  return number
}

/** The message, and under it the query with the place marked. */
function toUserError(text: string, { message, place }: NonNullable<SearchAnswer['problem']>) {
  const line = text.replaceAll(/\s/gu, ' ')
  const mark = `${' '.repeat(place.start)}${'^'.repeat(Math.max(1, place.end - place.start))}`
  return new UserError(message, line.length > 200 ? undefined : `${line}\n      ${mark}`)
}

function isIndexed(store: ReturnType<typeof openStore>): boolean {
  const table = store.sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'Edition'").get()
  return table !== undefined && findEdition(store) !== undefined
}

interface Shown {
  readonly siteUrl: string
  readonly hasFacets: boolean
}

function toText(answer: SearchAnswer, { siteUrl, hasFacets }: Shown): string {
  const { hits, total, question, pages } = answer
  const remarks = listRemarks(answer).map((remark) => `${pc.yellow('note')} ${remark}\n`)
  if (total === 0) {
    const read = answer.explanation === '' ? '' : `The query was read as: ${answer.explanation}.\n`
    return `${remarks.join('')}Nothing found. ${read}Fewer or shorter words find more.\n`
  }
  const blocks = hits.map((hit) => toBlock(hit, siteUrl))
  const where = pages > 1 ? `, page ${question.page} of ${pages} (--page)` : ''
  const count = `${answer.isTotalExact ? '' : 'at least '}${plural(total, 'hit')}`
  return [
    ...remarks,
    ...(remarks.length > 0 ? ['\n'] : []),
    blocks.join('\n'),
    ...(hasFacets ? ['\n', toFacets(answer)] : []),
    `\n${pc.dim(`${count}${where} · ${answer.engine?.label ?? ''}, ${answer.tookMs.toFixed(1)} ms`)}\n`,
  ].join('')
}

function listRemarks({ notes, corrected, isLoose, passedOver }: SearchAnswer): readonly string[] {
  return [
    ...notes.map(({ text }) => text),
    ...(corrected === undefined
      ? []
      : [`Nothing has these words; these are the hits for: ${corrected.text}`]),
    ...(isLoose ? ['Nothing has all the words; these hits have some of them.'] : []),
    ...passedOver,
  ]
}

function toBlock(hit: SearchHit, siteUrl: string): string {
  const date = hit.date === '' ? '' : pc.dim(` · ${formatPartialDate(hit.date)}`)
  const thread = hit.threadTitle === '' ? '' : pc.dim(` · ${hit.threadTitle}`)
  const excerpt = hit.excerpt === '' ? '' : `          ${paint(hit.excerpt)}\n`
  return (
    `${pc.dim(hit.kind.padEnd(9))} ${paint(hit.title)}${thread}${date}\n` +
    excerpt +
    `          ${pc.cyan(siteUrl + hit.url)}\n`
  )
}

const facetValuesShown = 8

function toFacets({ facets }: SearchAnswer): string {
  const rows = searchFacets.flatMap((facet) => {
    const values = facets[facet].slice(0, facetValuesShown)
    if (values.length === 0) return []
    const more = facets[facet].length > facetValuesShown ? ' …' : ''
    const list = values.map(({ value, count }) => `${value} ${pc.dim(String(count))}`).join(', ')
    return `${pc.bold(facet.padEnd(9))} ${list}${more}\n`
  })
  return rows.join('')
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
