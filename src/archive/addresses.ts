// The addresses of mail, as public-inbox has them, both ways: what is asked for, and where things are.

import { createHash } from 'node:crypto'
import { encodePart, escapeMessageId, toMessageUrl } from '#domain'

export const mailUrls = {
  lists: '/all/',
  list: (list: string) => `/${list}/`,
  newFeed: (list: string) => `/${list}/new.atom`,
  topics: (list: string, by: 'new' | 'active', as: 'html' | 'atom') =>
    `/${list}/topics_${by}.${as}`,
  help: (list: string) => `/${list}/_/text/help/`,
  message: toMessageUrl,
  /** On every list that has it; says where else to look if none has. */
  anywhere: (messageId: string) => `/all/${escapeMessageId(messageId)}/`,
  search: (query: string) => `/search?q=${encodePart(query)}`,
} as const

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
  readonly as: 'messages' | 'threads' | 'atom' | 'mbox.gz'
  readonly offset: number
  readonly limit: number
}

export type MailRoute =
  | { readonly kind: 'lists' }
  | { readonly kind: 'list'; readonly list: string; readonly beforeMs: number | undefined }
  | ResultsRoute
  | { readonly kind: 'new'; readonly list: string; readonly as: 'html' | 'atom' }
  | {
      readonly kind: 'topics'
      readonly list: string
      /** By their first message, or by their last. */
      readonly by: 'new' | 'active'
      readonly as: 'html' | 'atom'
    }
  /** How a list can be searched, in plain text. */
  | { readonly kind: 'help'; readonly list: string }
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
  | {
      readonly kind: 'page' | 'raw' | 'nested' | 'flat' | 'mbox.gz' | 'mbox' | 'atom' | 'difference'
    }
  /** Without its slash, or an old address: moves to the one that stays. */
  | { readonly kind: 'moved'; readonly suffix: string }
  | { readonly kind: 'attachment'; readonly number: number }

/** One kind of address, or of view, with what it has. */
export type OfKind<T extends { readonly kind: string }, Kind extends T['kind']> = {
  [K in Kind]: T & { readonly kind: K }
}[Kind]

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
    const beforeMs = parseMoment(parameters.get('t') ?? '')
    return list === 'all' ? { kind: 'lists' } : { kind: 'list', list, beforeMs }
  }
  const page = list === 'all' ? undefined : parseListPage(list, rest)
  return page ?? { kind: 'message', list, candidates: listCandidates(rest) }
}

/** The pages of a list that are no message. */
const listPages: readonly (readonly [
  RegExp,
  (list: string, match: RegExpExecArray) => MailRoute,
])[] = [
  [/^new\.html$/u, (list) => ({ kind: 'new', list, as: 'html' })],
  // Feed readers keep asking for what they were given: neither address may move.
  [/^(?:new\.atom|atom\.xml)$/u, (list) => ({ kind: 'new', list, as: 'atom' })],
  [
    /^topics_(new|active)\.(html|atom)$/u,
    (list, [, by, as]) => ({
      kind: 'topics',
      list,
      by: by === 'new' ? 'new' : 'active',
      as: as === 'atom' ? 'atom' : 'html',
    }),
  ],
  [/^_\/text\/help\/(?:raw)?$/u, (list) => ({ kind: 'help', list })],
  [/^_\/text\/help$/u, (list) => ({ kind: 'redirect', to: mailUrls.help(list) })],
]

function parseListPage(list: string, rest: string): MailRoute | undefined {
  for (const [pattern, toPage] of listPages) {
    const match = pattern.exec(rest)
    if (match !== null) return toPage(list, match)
  }
  return undefined
}

export const resultsPerPage = 50
const resultsPerPageMax = 200
/** Who goes on further wants another query. */
const resultsOffsetMax = 10_000

/** `o=` is where to begin, from the end where it is negative; `r` by relevance; `t` threads. */
function parseResults(list: string, text: string, parameters: URLSearchParams): ResultsRoute {
  const offset = Number(/^-?\d{1,9}$/u.exec(parameters.get('o') ?? '')?.[0] ?? 0)
  const limit = Number(/^\d{1,4}$/u.exec(parameters.get('l') ?? '')?.[0] ?? 0)
  const as = parameters.get('x') ?? ''
  const isByThread = parameters.has('t') || as === 't'
  return {
    kind: 'results',
    list,
    text,
    order: parameters.has('r') ? 'relevance' : offset < 0 ? 'oldest' : 'newest',
    as: as === 'A' ? 'atom' : as === 'm' ? 'mbox.gz' : isByThread ? 'threads' : 'messages',
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
  if (as === 'atom') parameters.set('x', 'A')
  if (as === 'mbox.gz') parameters.set('x', 'm')
  return `${mailUrls.list(list)}?${parameters}`
}

const suffixes: readonly (readonly [RegExp, (match: RegExpExecArray) => MessageView])[] = [
  [/\/raw$/u, () => ({ kind: 'raw' })],
  [/\/t\/$/u, () => ({ kind: 'nested' })],
  [/\/T\/$/u, () => ({ kind: 'flat' })],
  [/\/[tT]$/u, () => ({ kind: 'moved', suffix: 'T/#u' })],
  [/\/t\.mbox\.gz$/u, () => ({ kind: 'mbox.gz' })],
  [/\/t\.mbox$/u, () => ({ kind: 'mbox' })],
  [/\/t\.atom$/u, () => ({ kind: 'atom' })],
  [/\/R\/?$/u, () => ({ kind: 'moved', suffix: '#R' })],
  [/\/d\/$/u, () => ({ kind: 'difference' })],
  [/\/(\d{1,4})-[^/]*$/u, (match) => ({ kind: 'attachment', number: Number(match[1]) })],
  [/\/$/u, () => ({ kind: 'page' })],
  [/$/u, () => ({ kind: 'moved', suffix: '' })],
]

function listCandidates(rest: string): readonly { messageId: string; view: MessageView }[] {
  return suffixes.flatMap(([pattern, toView]) => {
    const match = pattern.exec(rest)
    if (match === null) return []
    const written = rest.slice(0, match.index)
    const names = [...new Set([decodeLoosely(written), written])].map(stripBrackets)
    return names
      .filter((name) => name !== '')
      .map((messageId) => ({ messageId, view: toView(match) }))
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
