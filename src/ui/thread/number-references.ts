// Citations as a reader meets them: numbered in the order of the page, each with a short name for
// the margin, a full one for the list, and the one address that shows the words themselves.

import type { Nodes } from 'hast'
import {
  anchors,
  type CitedMessage,
  formatPartialDate,
  formatSourceRef,
  parseSourceRef,
  type Source,
  type SourceRef,
  type ThreadPage,
  toMessageUrl as toArchiveUrl,
  toCommitUrl,
  toLoreUrl,
  urls,
} from '#domain'

export interface Reference {
  /** Its number in the list of sources, from 1. */
  readonly number: number
  /** Its anchor in the list of sources. */
  readonly anchor: string
  /** e.g. `Dave Chinner, 28 May 2014` or `commit 710585d4922f`. */
  readonly label: string
  /** Where the words can be read: outside where possible, else on this page. */
  readonly href: string
  readonly message?: CitedMessage
  readonly source?: Source
}

export interface References {
  /** In the order of their numbers. */
  readonly list: readonly Reference[]
  readonly of: (ref: SourceRef) => Reference | undefined
}

export function numberReferences(page: ThreadPage): References {
  const byKey = new Map<string, Reference>()
  for (const ref of listRefs(page)) {
    const key = formatSourceRef(ref)
    if (!byKey.has(key)) byKey.set(key, resolve(ref, byKey.size + 1, page))
  }
  return { list: [...byKey.values()], of: (ref) => byKey.get(formatSourceRef(ref)) }
}

/** Every citation in the order in which the page shows them. */
function listRefs(page: ThreadPage): SourceRef[] {
  const { entry } = page
  return [
    ...entry.outcome.evidence,
    ...listBodyRefs(entry.body, entry),
    ...entry.messages.flatMap(({ seenIn }) => seenIn ?? []),
    ...entry.series.flatMap(({ sources }) => sources),
    ...entry.followUps.flatMap(({ sources }) => sources),
  ]
}

function listBodyRefs(node: Nodes, entry: ThreadPage['entry']): SourceRef[] {
  if (node.type === 'root') return node.children.flatMap((child) => listBodyRefs(child, entry))
  if (node.type !== 'element') return []
  const { id, refs } = node.properties
  const has = (part: { readonly id: string }) => part.id === String(id)
  const inside = node.children.flatMap((child) => listBodyRefs(child, entry))
  switch (node.tagName) {
    case 'pl-cite':
      return [...readRefs(refs), ...inside]
    case 'pl-position':
      return [...(entry.positions.find(has)?.sources ?? [])]
    case 'pl-figure':
      return [...(entry.figures.find(has)?.sources ?? [])]
    case 'pl-quote':
      return entry.quotes.filter(has).map(({ source }) => source)
    case 'pl-retelling':
      return entry.retellings
        .filter(has)
        .flatMap(({ source, record, text }) => [source, ...record, ...listBodyRefs(text, entry)])
    default:
      return inside
  }
}

/** The citations a `pl-cite` carries; its property arrives as a list or joined by spaces. */
export function readRefs(refs: unknown): SourceRef[] {
  const tokens = Array.isArray(refs) ? refs.map(String) : String(refs ?? '').split(/\s+/u)
  return tokens.flatMap((token) => parseSourceRef(token) ?? [])
}

function resolve(ref: SourceRef, number: number, page: ThreadPage): Reference {
  const anchor = `source-${number}`
  if (ref.kind === 'source') {
    const source = page.sources[ref.id]
    if (source === undefined) return { number, anchor, label: ref.id, href: urls.source(ref.id) }
    return {
      number,
      anchor,
      label: toSourceLabel(source),
      href: toSourceUrl(source),
      source,
    }
  }
  if (ref.thread !== undefined) {
    const href = `${urls.thread(ref.thread)}#${anchors.message(ref.key)}`
    return { number, anchor, label: `${ref.thread}, message ${ref.key}`, href }
  }
  const message = page.entry.messages.find(({ key }) => key === ref.key)
  if (message === undefined)
    return { number, anchor, label: ref.key, href: `#${anchors.message(ref.key)}` }
  return {
    number,
    anchor,
    label: `${toPersonName(message.from, page)}, ${formatPartialDate(message.date)}`,
    href: toMessageUrl(message, page),
    message,
  }
}

export function toPersonName(slug: string, page: ThreadPage): string {
  return page.people[slug]?.name ?? slug
}

/** The message itself, here or on lore; else the page that shows it; else its row in our table. */
export function toMessageUrl(message: CitedMessage, page: ThreadPage): string {
  if (message.messageId !== undefined && message.heldOn !== undefined)
    return toArchiveUrl(message.heldOn, message.messageId)
  if (message.messageId !== undefined) return toLoreUrl(message.messageId, page.entry.archive)
  const { seenIn } = message
  const shown = seenIn?.kind === 'source' ? page.sources[seenIn.id]?.url : undefined
  return shown ?? `#${anchors.message(message.key)}`
}

/** Where a source can be read; sources without an address are described on their own page. */
export function toSourceUrl(source: Source): string {
  if (source.url !== undefined) return source.url
  return source.commit === undefined ? urls.source(source.id) : toCommitUrl(source.commit)
}

// The margin holds about two lines of this.
const labelLengthMax = 56

function toSourceLabel(source: Source): string {
  if (source.commit !== undefined) return `commit ${source.commit.slice(0, 12)}`
  const { title } = source
  if (title.length <= labelLengthMax) return title
  return `${title.slice(0, title.lastIndexOf(' ', labelLengthMax))} …`
}
