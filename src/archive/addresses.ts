// The addresses of mail, as public-inbox has them, both ways: what is asked for, and where things are.

import { createHash } from 'node:crypto'
import { encodePart, escapeMessageId, toMessageUrl, toRangeDiffUrl, toSeriesUrl } from '#domain'

export const mailUrls = {
  lists: '/all/',
  list: (list: string) => `/${list}/`,
  newFeed: (list: string) => `/${list}/new.atom`,
  topics: (list: string, by: 'new' | 'active', as: 'html' | 'atom') =>
    `/${list}/topics_${by}.${as}`,
  text: (list: string, name: TextName) => `/${list}/_/text/${name}/`,
  allMail: (list: string) => `/${list}/all.mbox.gz`,
  message: toMessageUrl,
  series: toSeriesUrl,
  rangeDiff: toRangeDiffUrl,
  /** On every list that has it; says where else to look if none has. */
  anywhere: (messageId: string) => `/all/${escapeMessageId(messageId)}/`,
  search: (query: string) => `/search?q=${encodePart(query)}`,
} as const

/** Pages about a list, in plain text. */
export const textNames = ['help', 'mirror', 'config', 'color'] as const
export type TextName = (typeof textNames)[number]

/** The anchor of a message in views of its thread: `m` and the SHA-1 of its name, as public-inbox has it. */
export function toAnchor(messageId: string): string {
  return `m${createHash('sha1').update(messageId).digest('hex')}`
}

/** A search of one list: `?q=`, with public-inbox's other parameters. */
export interface ResultsRoute {
  readonly kind: 'results'
  readonly list: string
  readonly text: string
  readonly order: 'newest' | 'oldest' | 'relevance'
  readonly as: 'messages' | 'threads' | 'nested' | 'atom' | 'mbox.gz'
  readonly offset: number
  readonly limit: number
}

/** Where in time a page of topics begins, going back. */
export interface Moment {
  /** Now, if absent. */
  readonly beforeMs: number | undefined
  /** So many messages up to then were on the pages before: more than a page may share a second. */
  readonly skipped: number
}

export type MailRoute =
  | { readonly kind: 'lists' }
  | { readonly kind: 'list'; readonly list: string; readonly at: Moment }
  | ResultsRoute
  | { readonly kind: 'new'; readonly list: string; readonly as: 'html' | 'atom' }
  | {
      readonly kind: 'topics'
      readonly list: string
      /** By their first message, or by their last. */
      readonly by: 'new' | 'active'
      readonly as: 'html' | 'atom'
      readonly at: Moment
    }
  | {
      readonly kind: 'text'
      readonly list: string
      readonly name: TextName
      readonly as: 'html' | 'raw'
    }
  /** What git or a mirroring program asks for, of which there is none. */
  | { readonly kind: 'git'; readonly list: string }
  /** A version of a file, by as many digits of its name as are known. */
  | { readonly kind: 'blob'; readonly list: string; readonly blob: string }
  | {
      readonly kind: 'message'
      readonly list: string
      /** How the rest may have been meant, likeliest first: an id may hold a slash, or `%2F` itself. */
      readonly candidates: readonly { readonly messageId: string; readonly view: MessageView }[]
    }
  /** `/r/…`: a Message-ID, a commit, or an address of another archive. */
  | { readonly kind: 'find'; readonly text: string }
  | { readonly kind: 'redirect'; readonly to: string }

export type MessageView =
  | { readonly kind: 'page' | 'raw' | 'mbox.gz' | 'mbox' | 'atom' | 'difference' }
  | {
      readonly kind: 'nested' | 'flat'
      /** Without what others wrote before: `?quotes=no`. */
      readonly isOnlyNew: boolean
    }
  /** All revisions of its series. */
  | { readonly kind: 'series' }
  /** Two of them compared, by their keys; empty where the address does not say. */
  | {
      readonly kind: 'range-diff'
      readonly as: 'html' | 'raw'
      readonly from: string
      readonly to: string
    }
  /** Without its slash, or an old address: moves to the one that stays. */
  | { readonly kind: 'moved'; readonly suffix: string }
  | { readonly kind: 'attachment'; readonly number: number }

/** One kind of address, or of view, with what it has. */
export type OfKind<T extends { readonly kind: string }, Kind extends T['kind']> = {
  [K in Kind]: T & { readonly kind: K }
}[Kind]

/** The list of which everything is asked for, which is no page: it may be larger than memory. */
export function parseAllMailUrl(url: string): string | undefined {
  return /^\/([^/?]+)\/all\.mbox\.gz(?:\?|$)/u.exec(url)?.[1]
}

/** What an address asks for; `path` is as it came, escapes and all. */
export function parseMailPath(path: string, query: string): MailRoute | undefined {
  const [, list, slash, rest = ''] = /^\/([^/]+)(\/)?(.*)$/su.exec(path) ?? []
  if (list === undefined) return undefined
  if (slash === undefined) return { kind: 'redirect', to: `/${list}/` }
  if (list === 'r') return { kind: 'find', text: rest + (query === '' ? '' : `?${query}`) }
  if (rest === '') {
    const parameters = new URLSearchParams(query)
    const text = (parameters.get('q') ?? '').trim()
    if (text !== '' && list !== 'all') return parseResults(list, text, parameters)
    // Where lore searches all lists; newest first, as there.
    if (text !== '') return { kind: 'redirect', to: `${mailUrls.search(text)}&sort=newest` }
    return list === 'all' ? { kind: 'lists' } : { kind: 'list', list, at: readMoment(parameters) }
  }
  const page = list === 'all' ? undefined : parseListPage(list, rest, query)
  return page ?? { kind: 'message', list, candidates: listCandidates(rest, query) }
}

/** The pages of a list that are no message. */
const listPages: readonly (readonly [
  RegExp,
  (list: string, match: RegExpExecArray, query: string) => MailRoute,
])[] = [
  [/^new\.html$/u, (list) => ({ kind: 'new', list, as: 'html' })],
  // Feed readers keep asking for what they were given: neither address may move.
  [/^(?:new\.atom|atom\.xml)$/u, (list) => ({ kind: 'new', list, as: 'atom' })],
  [
    /^topics_(new|active)\.(html|atom)$/u,
    (list, [, by, as], query) => ({
      kind: 'topics',
      list,
      by: by === 'new' ? 'new' : 'active',
      as: as === 'atom' ? 'atom' : 'html',
      at: readMoment(new URLSearchParams(query)),
    }),
  ],
  [
    /^_\/text\/(help|mirror|config|color)\/(raw)?$/u,
    (list, [, name, raw]) => ({
      kind: 'text',
      list,
      name: toTextName(name),
      as: raw === undefined ? 'html' : 'raw',
    }),
  ],
  [
    /^_\/text\/(help|mirror|config|color)$/u,
    (list, [, name]) => ({ kind: 'redirect', to: mailUrls.text(list, toTextName(name)) }),
  ],
  [
    /^(?:manifest\.js\.gz|(?:\d+\/|git\/\d+\.git\/)?info\/refs)$/u,
    (list) => ({ kind: 'git', list }),
  ],
  [/^([0-9a-f]{7,64})\/s(?:\/.*)?$/u, (list, [, blob = '']) => ({ kind: 'blob', list, blob })],
]

function toTextName(name: string | undefined): TextName {
  return textNames.find((known) => known === name) ?? 'help'
}

function parseListPage(list: string, rest: string, query: string): MailRoute | undefined {
  for (const [pattern, toPage] of listPages) {
    const match = pattern.exec(rest)
    if (match !== null) return toPage(list, match, query)
  }
  return undefined
}

/** `x=` as public-inbox has it. */
const resultKinds: ReadonlyMap<string, ResultsRoute['as']> = new Map([
  ['A', 'atom'],
  ['m', 'mbox.gz'],
  ['t', 'nested'],
])

export const resultsPerPage = 50
const resultsPerPageMax = 200
/** Who goes on further wants another query. */
const resultsOffsetMax = 10_000

/** `o=` is where to begin, from the end where it is negative; `r` by relevance; `t` threads, `x=t` messages whole and nested. */
function parseResults(list: string, text: string, parameters: URLSearchParams): ResultsRoute {
  const offset = Number(/^-?\d{1,9}$/u.exec(parameters.get('o') ?? '')?.[0] ?? 0)
  const limit = Number(/^\d{1,4}$/u.exec(parameters.get('l') ?? '')?.[0] ?? 0)
  return {
    kind: 'results',
    list,
    text,
    order: parameters.has('r') ? 'relevance' : offset < 0 ? 'oldest' : 'newest',
    as:
      resultKinds.get(parameters.get('x') ?? '') ?? (parameters.has('t') ? 'threads' : 'messages'),
    // -1 is the last one, as in Perl.
    offset: Math.min(offset < 0 ? -offset - 1 : offset, resultsOffsetMax),
    limit: limit >= 1 && limit <= resultsPerPageMax ? limit : resultsPerPage,
  }
}

/** The inverse. */
export function toResultsUrl({ list, text, order, as, offset, limit }: ResultsRoute): string {
  const parameters = new URLSearchParams({ q: text })
  if (order === 'oldest') parameters.set('o', String(-offset - 1))
  else if (offset > 0) parameters.set('o', String(offset))
  if (limit !== resultsPerPage) parameters.set('l', String(limit))
  if (order === 'relevance') parameters.set('r', '1')
  if (as === 'threads') parameters.set('t', '1')
  const [kind] = [...resultKinds].find(([, known]) => known === as) ?? []
  if (kind !== undefined) parameters.set('x', kind)
  return `${mailUrls.list(list)}?${parameters}`
}

/** How the id stands in an address, and what is wanted of its message; the likeliest first. */
const views: readonly (readonly [
  RegExp,
  (match: RegExpExecArray, query: string) => MessageView,
])[] = [
  [/^(.+)\/raw$/su, () => ({ kind: 'raw' })],
  [/^(.+)\/t\/$/su, (_, query) => ({ kind: 'nested', isOnlyNew: isOnlyNew(query) })],
  [/^(.+)\/T\/$/su, (_, query) => ({ kind: 'flat', isOnlyNew: isOnlyNew(query) })],
  [/^(.+)\/([tT])$/su, ([, , view]) => ({ kind: 'moved', suffix: `${view}/#u` })],
  [/^(.+)\/t\.mbox\.gz$/su, () => ({ kind: 'mbox.gz' })],
  [/^(.+)\/t\.mbox$/su, () => ({ kind: 'mbox' })],
  [/^(.+)\/t\.atom$/su, () => ({ kind: 'atom' })],
  [/^(.+)\/R\/?$/su, () => ({ kind: 'moved', suffix: '#R' })],
  [/^(.+)\/d\/$/su, () => ({ kind: 'difference' })],
  [/^(.+)\/series\/$/su, () => ({ kind: 'series' })],
  [/^(.+)\/series$/su, () => ({ kind: 'moved', suffix: 'series/' })],
  [/^(.+)\/range-diff\/$/su, (_, query) => toRangeView('html', query)],
  [/^(.+)\/range-diff\/raw$/su, (_, query) => toRangeView('raw', query)],
  [
    /^(.+)\/range-diff$/su,
    (_, query) => ({ kind: 'moved', suffix: `range-diff/${query === '' ? '' : `?${query}`}` }),
  ],
  [/^(.+)\/(\d{1,4})-[^/]*$/su, (match) => ({ kind: 'attachment', number: Number(match[2]) })],
  [/^(.+)\/$/su, () => ({ kind: 'page' })],
  [/^(.+)$/su, () => ({ kind: 'moved', suffix: '' })],
  // What public-inbox called them in its first year; mail of that time links there.
  [/^(.+)\/f\/?$/su, () => ({ kind: 'moved', suffix: '' })],
  [/^[mf]\/(.+?)(?:\/|\.html)?$/su, () => ({ kind: 'moved', suffix: '' })],
  [/^t\/(.+)\.mbox\.gz$/su, () => ({ kind: 'moved', suffix: 't.mbox.gz' })],
  [/^t\/(.+?)(?:\/|\.html)?$/su, () => ({ kind: 'moved', suffix: 't/#u' })],
]

function isOnlyNew(query: string): boolean {
  return new URLSearchParams(query).get('quotes') === 'no'
}

function toRangeView(as: 'html' | 'raw', query: string): MessageView {
  const parameters = new URLSearchParams(query)
  const read = (name: string) => (parameters.get(name) ?? '').replace(/^v/iu, '')
  return { kind: 'range-diff', as, from: read('from'), to: read('to') }
}

function listCandidates(
  rest: string,
  query: string,
): readonly { messageId: string; view: MessageView }[] {
  return views.flatMap(([pattern, toView]) => {
    const match = pattern.exec(rest)
    if (match === null) return []
    const [, written = ''] = match
    const names = [...new Set([decodeLoosely(written), written])].map(stripBrackets)
    return names
      .filter((name) => name !== '')
      .map((messageId) => ({ messageId, view: toView(match, query) }))
  })
}

function stripBrackets(name: string): string {
  return name.startsWith('<') && name.endsWith('>') ? name.slice(1, -1) : name
}

/** Undoes what is an escape and leaves a `%` that is none. */
export function decodeLoosely(text: string): string {
  return text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/gu, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run
    }
  })
}

function readMoment(parameters: URLSearchParams): Moment {
  const skipped = Number(/^\d{1,9}$/u.exec(parameters.get('o') ?? '')?.[0] ?? 0)
  return {
    beforeMs: parseMoment(parameters.get('t') ?? ''),
    skipped: Math.min(skipped, resultsOffsetMax),
  }
}

/** e.g. `?t=20140528091345&o=2`. */
export function writeMoment({ beforeMs, skipped }: Moment): string {
  const from = beforeMs === undefined ? '' : `t=${formatMoment(beforeMs)}`
  const over = skipped === 0 ? '' : `o=${skipped}`
  const parameters = [from, over].filter((parameter) => parameter !== '').join('&')
  return parameters === '' ? '' : `?${parameters}`
}

/** `20140528191345`, or its beginning, as the last moment it can mean. */
export function parseMoment(text: string): number | undefined {
  const [, year, month = '12', day, hour = '23', minute = '59', second = '59'] =
    /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?$/u.exec(text) ?? []
  if (year === undefined) return undefined
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day ?? lastDay),
    ...([Number(hour), Number(minute), Number(second), 999] as const),
  )
  return Number.isFinite(ms) ? ms : undefined
}

export function formatMoment(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/\D/gu, '').slice(0, 14)
}
