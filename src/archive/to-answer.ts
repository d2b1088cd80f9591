// What is asked of the archive and what it answers: pages, feeds, text, files, other addresses.

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { encodePart } from '#domain'
import { type MessageRow, readMessageDocument, type Store } from '#store'
import type { ResultsRoute } from './addresses.ts'
import { drawFeed } from './draw-feed.ts'
import { drawPage } from './draw-page.ts'
import type { TermHelp } from './draw-texts.ts'
import { type Html, html } from './html.ts'
import type { Asset } from './read-assets.ts'

/** A whole answer, as `#serve` takes it. */
export interface ArchiveAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Answered = ArchiveAnswer | Promise<ArchiveAnswer>

/** What `#search` finds in one list. */
export type ListFinder = (
  question: Pick<ResultsRoute, 'list' | 'text' | 'order' | 'offset' | 'limit'>,
  signal: AbortSignal,
) => Promise<
  | {
      readonly kind: 'found'
      /** The messages by their numbers in the store, in order. */
      readonly ids: readonly number[]
      readonly total: number
      readonly notes: readonly string[]
    }
  | { readonly kind: 'wrong'; readonly message: string }
>

/** What a handler has at hand. */
export interface Asking {
  readonly find: ListFinder | undefined
  readonly terms: readonly TermHelp[]
  readonly signal: AbortSignal
  readonly store: Store
  readonly siteUrl: string
  readonly styleUrl: string
  readonly fontUrls: readonly string[]
}

export function toPage(
  { styleUrl, fontUrls }: Asking,
  {
    title,
    list,
    body,
    feedUrl,
    hasFinder = false,
  }: {
    readonly title: string
    readonly list?: string
    readonly body: Html
    readonly feedUrl?: string
    readonly hasFinder?: boolean
  },
): ArchiveAnswer {
  const head =
    feedUrl === undefined
      ? undefined
      : html`<link rel="alternate" type="application/atom+xml" href="${feedUrl}">\n`
  const page = drawPage({
    title,
    list,
    body,
    hasFinder,
    styleUrl,
    fontUrls,
    ...(head !== undefined && { head }),
  })
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(page.markup),
  }
}

/** A feed has so many messages. */
export const feedMessages = 25

export function toFeed(
  { store, siteUrl }: Asking,
  {
    messages,
    ...parts
  }: { title: string; url: string; pageUrl: string; messages: readonly MessageRow[] },
): ArchiveAnswer {
  const feed = drawFeed({
    ...parts,
    siteUrl,
    messages: messages.map((row) => ({ row, document: readMessageDocument(store, row.id) })),
  })
  return {
    status: 200,
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
    body: Buffer.from(feed.markup),
  }
}

export function toText(body: Buffer): ArchiveAnswer {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

/** Mail that a browser shows, and saves under the name of its subject. */
export function toMailText(body: Buffer, subject: string): ArchiveAnswer {
  const { status, headers } = toText(body)
  const disposition = `inline; filename="${toFileName(subject)}.txt"`
  return { status, headers: { ...headers, 'content-disposition': disposition }, body }
}

const fileNameMax = 80

/** e.g. `PATCH-v2-1-2-proc-compare-by-content`: nothing a shell or a header would read. */
export function toFileName(subject: string): string {
  const name = subject
    .replaceAll(/[^A-Za-z0-9_.]+/gu, '-')
    .slice(0, fileNameMax)
    .replaceAll(/^[.-]+|[.-]+$/gu, '')
  return name === '' ? 'message' : name
}

export function toFile(body: Buffer, type: string, name: string): ArchiveAnswer {
  const disposition = `attachment; filename*=UTF-8''${encodePart(name).replaceAll("'", '%27')}`
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': disposition },
    body,
  }
}

const gzipAsync = promisify(gzip)

export async function toGzip(body: Buffer, name: string): Promise<ArchiveAnswer> {
  return toFile(await gzipAsync(body), 'application/gzip', name)
}

export function toRedirect(status: 301 | 302, to: string): ArchiveAnswer {
  const body = Buffer.from(`Moved to ${to}\n`)
  return { status, headers: { location: to, 'content-type': 'text/plain; charset=utf-8' }, body }
}

export function toKept({ type, body }: Asset): ArchiveAnswer {
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
    },
    body,
  }
}
