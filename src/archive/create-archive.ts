// From an address to an answer: the only place of the room that asks the store.

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { encodePart, escapeMessageId } from '#domain'
import { buildThreadTree, extractPart, type ParentReason, toMboxrd } from '#mail'
import {
  findGhost,
  findMessages,
  hasMailList,
  listCorrections,
  listMailLists,
  listMentionsOf,
  listMessageIdsLike,
  listMessages,
  listNewestMessages,
  listNewestThreads,
  listThreadIds,
  listThreadMessages,
  type MessageRow,
  readMessageDocument,
  readMessageRaw,
  type Store,
  summarizeThreads,
  type ThreadedRow,
} from '#store'
import {
  type MailRoute,
  type MessageView,
  mailUrls,
  parseMailPath,
  type ResultsRoute,
  toAnchor,
  toResultsUrl,
} from './addresses.ts'
import { drawFeed } from './draw-feed.ts'
import { drawHelp, type TermHelp } from './draw-help.ts'
import { drawLists, drawNewest, drawTopics } from './draw-lists.ts'
import { drawMessage, drawReply, type MessageToDraw } from './draw-message.ts'
import { drawPage } from './draw-page.ts'
import { drawProblem, drawResults } from './draw-results.ts'
import { drawSeries } from './draw-series.ts'
import { drawSkeleton, type MailNode } from './draw-skeleton.ts'
import { findMeant } from './find-name.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Asset, readAssets } from './read-assets.ts'

/** A whole answer, as `#serve` takes it. */
export interface ArchiveAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface ArchiveOptions {
  readonly store: () => Store
  readonly siteUrl: string
  /** Searches the mail of one list; without it lists cannot be searched on their own pages. */
  readonly find?: ListFinder
  /** The kinds of terms a search understands, for the help of a list; without them it names none. */
  readonly terms?: readonly TermHelp[]
}

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

export interface Archive {
  /** Whether an address is one of mail, by its first part. */
  readonly owns: (url: string) => boolean
  readonly answer: (url: string, signal?: AbortSignal) => Promise<ArchiveAnswer>
  /** `undefined` where nothing is taken away by POST. */
  readonly answerPost: (url: string, signal?: AbortSignal) => Promise<ArchiveAnswer> | undefined
  /** Whether it is a search, which costs more than other pages. */
  readonly isSearch: (url: string) => boolean
}

const topicsPerPage = 50
/** The newest messages among which a page of topics is looked for. */
const messagesPerPage = 300
const newestShown = 100
const feedMessages = 25
/** A flat or nested view shows the first so many messages whole; the skeleton has all. */
const threadMessagesShown = 500
const threadBytesShown = 8 * 1024 * 1024

interface Asking {
  readonly find: ListFinder | undefined
  readonly terms: readonly TermHelp[]
  readonly signal: AbortSignal
  readonly store: Store
  readonly siteUrl: string
  readonly styleUrl: string
  readonly fontUrls: readonly string[]
}

/** The pages of mail over a store; without any list it still owns `/all/` and `/r/`. */
export function createArchive({ store, siteUrl, find, terms = [] }: ArchiveOptions): Archive {
  const assets = readAssets()
  const [style, ...fonts] = assets
  const fontUrls = fonts.map(({ url }) => url)
  const assetByUrl = new Map(assets.map((asset) => [asset.url, asset]))
  const toAsking = (signal = new AbortController().signal): Asking => ({
    store: store(),
    siteUrl,
    styleUrl: style.url,
    fontUrls,
    find,
    terms,
    signal,
  })
  return {
    owns: (url) => {
      const first = /^\/([^/?]+)/u.exec(url)?.[1] ?? ''
      if (first === 'all' || first === 'r') return true
      return hasMailList(store(), first)
    },
    answer: async (url, signal) => {
      const asset = assetByUrl.get(url)
      if (asset !== undefined) return toKept(asset)
      const asking = toAsking(signal)
      const route = toRoute(url)
      return route === undefined ? toMissing(asking, {}) : await answerRoute(asking, route)
    },
    answerPost: (url, signal) => {
      const route = toRoute(url)
      return route?.kind === 'results' && route.as === 'mbox.gz'
        ? answerMbox(toAsking(signal), route)
        : undefined
    },
    isSearch: (url) => toRoute(url)?.kind === 'results',
  }
}

function toRoute(url: string): MailRoute | undefined {
  const [path = '', query = ''] = splitOnce(url, '?')
  return parseMailPath(path, query)
}

function splitOnce(text: string, at: string): readonly string[] {
  const index = text.indexOf(at)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

async function answerRoute(asking: Asking, route: MailRoute): Promise<ArchiveAnswer> {
  const { store } = asking
  switch (route.kind) {
    case 'redirect':
      return toRedirect(301, route.to)
    case 'find':
      return answerFind(asking, route.text)
    case 'lists':
      return toPage(asking, { title: 'Mail', body: drawLists(listMailLists(store)) })
    case 'list':
      return answerList(asking, route)
    case 'results':
      return await answerResults(asking, route)
    case 'new':
      return answerNew(asking, route)
    case 'topics':
      return answerTopics(asking, route)
    case 'help':
      return toText(Buffer.from(drawHelp(route.list, asking.terms)))
    case 'message':
      return await answerMessage(asking, route)
  }
}

function answerFind(asking: Asking, text: string): ArchiveAnswer {
  const meant = findMeant(text)
  switch (meant.kind) {
    case 'message':
      return toRedirect(302, mailUrls.anywhere(meant.messageId))
    case 'commit':
      return toRedirect(302, mailUrls.search(meant.commit))
    case 'words':
      return meant.words.trim() === ''
        ? toMissing(asking, {})
        : toRedirect(302, mailUrls.search(meant.words))
  }
}

function answerList(
  asking: Asking,
  { list, beforeMs }: { list: string; beforeMs: number | undefined },
): ArchiveAnswer {
  const { store } = asking
  const messages = listNewestMessages(store, { list, beforeMs, limit: messagesPerPage })
  const threadIds = [...new Set(messages.map(({ threadId }) => threadId))].slice(0, topicsPerPage)
  // The page ends above the first message of a thread it does not show.
  const shown = new Set(threadIds)
  const next = messages.find(({ threadId }) => !shown.has(threadId)) ?? messages.at(-1)
  const isLast = messages.length < messagesPerPage && shown.size < topicsPerPage
  const body = drawTopics({
    list,
    topics: summarizeThreads(store, threadIds),
    olderMs: isLast ? undefined : next?.sentMs,
    isNewest: beforeMs === undefined,
  })
  return toPage(asking, { title: list, list, body, feedUrl: mailUrls.newFeed(list) })
}

function answerNew(
  asking: Asking,
  { list, as }: { list: string; as: 'html' | 'atom' },
): ArchiveAnswer {
  const limit = as === 'atom' ? feedMessages : newestShown
  const messages = listNewestMessages(asking.store, { list, limit })
  if (as === 'html') {
    const body = drawNewest(list, messages)
    return toPage(asking, {
      title: `${list}: newest messages`,
      list,
      body,
      feedUrl: mailUrls.newFeed(list),
    })
  }
  return toFeed(asking, {
    title: list,
    url: mailUrls.newFeed(list),
    pageUrl: mailUrls.list(list),
    messages,
  })
}

/** Messages among which threads are looked for. */
const threadedMax = 2_000

async function answerResults(asking: Asking, route: ResultsRoute): Promise<ArchiveAnswer> {
  const { store, find, signal } = asking
  const { list, offset, limit } = route
  if (find === undefined) return toMissing(asking, {})
  // A file is taken away by POST; whoever follows a link to it sees what would be in it.
  const shown: ResultsRoute = route.as === 'mbox.gz' ? { ...route, as: 'messages' } : route
  const isByThread = shown.as === 'threads'
  const answer = await find(
    isByThread ? { ...shown, offset: 0, limit: threadedMax } : shown,
    signal,
  )
  const page = { title: `${list}: ${route.text}`, list }
  if (answer.kind === 'wrong') {
    return { ...toPage(asking, { ...page, body: drawProblem(shown, answer.message) }), status: 400 }
  }
  const { ids, total, notes } = answer
  if (shown.as === 'atom') {
    return toFeed(asking, {
      title: page.title,
      url: toResultsUrl(shown),
      pageUrl: toResultsUrl({ ...shown, as: 'messages', offset: 0 }),
      messages: listMessages(store, ids).slice(0, feedMessages),
    })
  }
  const threadIds = isByThread ? listThreadIds(store, ids) : []
  const body = drawResults({
    route: shown,
    total: isByThread ? threadIds.length : total,
    isTotalExact: !isByThread || total <= threadedMax,
    messages: isByThread ? [] : listMessages(store, ids),
    topics: summarizeThreads(store, threadIds.slice(offset, offset + limit)),
    notes,
  })
  const feedUrl = toResultsUrl({ ...shown, as: 'atom', offset: 0 })
  // As public-inbox has it: nothing found is a page that is not there.
  return { ...toPage(asking, { ...page, body, feedUrl }), status: total === 0 ? 404 : 200 }
}

/** So much can be taken away at once; the rest by narrower queries. */
const takenMax = 1_000
const takenBytesMax = 32 * 1024 * 1024

const gzipAsync = promisify(gzip)

async function answerMbox(asking: Asking, route: ResultsRoute): Promise<ArchiveAnswer> {
  const { store, find, signal } = asking
  if (find === undefined) return toMissing(asking, {})
  const answer = await find({ ...route, offset: 0, limit: takenMax }, signal)
  if (answer.kind === 'wrong' || answer.total === 0) return await answerResults(asking, route)
  const messages: Buffer[] = []
  let bytes = 0
  for (const id of answer.ids) {
    const message = toMboxrd(readMessageRaw(store, id))
    bytes += message.length
    if (bytes > takenBytesMax && messages.length > 0) break
    messages.push(message)
  }
  const name = `${route.list}-results.mbox.gz`
  return toFile(await gzipAsync(Buffer.concat(messages)), 'application/gzip', name)
}

/** Topics by their first message or by their last, a page and a feed of their first messages. */
function answerTopics(
  asking: Asking,
  { list, by, as }: Extract<MailRoute, { readonly kind: 'topics' }>,
): ArchiveAnswer {
  const { store } = asking
  const limit = as === 'atom' ? feedMessages : topicsPerPage
  const threadIds =
    by === 'new' ? listNewestThreads(store, { list, limit }) : listActiveThreads(store, list)
  const topics = summarizeThreads(store, threadIds.slice(0, limit))
  const title = `${list}: ${by === 'new' ? 'newest topics' : 'most recently active topics'}`
  if (as === 'atom') {
    return toFeed(asking, {
      title,
      url: mailUrls.topics(list, by, 'atom'),
      pageUrl: mailUrls.topics(list, by, 'html'),
      messages: topics.flatMap(({ messageId }) =>
        findMessages(store, { list, messageId }).slice(0, 1),
      ),
    })
  }
  const order =
    by === 'new' ? 'Topics by their first message' : 'Topics by their most recent message'
  const datedBy = by === 'new' ? 'first' : 'last'
  const body = drawTopics({ list, topics, olderMs: undefined, isNewest: false, order, datedBy })
  return toPage(asking, { title, list, body, feedUrl: mailUrls.topics(list, by, 'atom') })
}

function listActiveThreads(store: Store, list: string): readonly number[] {
  const messages = listNewestMessages(store, { list, limit: messagesPerPage })
  return [...new Set(messages.map(({ threadId }) => threadId))]
}

async function answerMessage(
  asking: Asking,
  { list, candidates }: Extract<MailRoute, { readonly kind: 'message' }>,
): Promise<ArchiveAnswer> {
  const { store } = asking
  for (const { messageId, view } of candidates) {
    const messages = findMessages(store, { list: list === 'all' ? undefined : list, messageId })
    if (messages.length === 0) continue
    if (list !== 'all') return await answerView(asking, { list, messageId, messages, view })
    const lists = [...new Set(messages.map((message) => message.list))]
    const [only] = lists
    if (only !== undefined && lists.length === 1)
      return toRedirect(302, mailUrls.message(only, messageId))
    return toChoice(asking, { messageId, lists })
  }
  const [first] = candidates
  return toMissing(asking, { list, messageId: first?.messageId })
}

interface Viewing {
  readonly list: string
  readonly messageId: string
  /** At least one: more where the name was used again. */
  readonly messages: readonly MessageRow[]
  readonly view: MessageView
}

async function answerView(asking: Asking, viewing: Viewing): Promise<ArchiveAnswer> {
  const { list, messageId, messages, view } = viewing
  const url = mailUrls.message(list, messageId)
  switch (view.kind) {
    case 'moved':
      return toRedirect(301, url + view.suffix)
    case 'page':
      return answerPage(asking, viewing)
    case 'raw':
      return toText(
        Buffer.concat(messages.map(({ id }) => toMboxrd(readMessageRaw(asking.store, id)))),
      )
    case 'nested':
    case 'flat':
      return answerThread(asking, viewing, view.kind)
    case 'mbox':
      return toText(readMbox(asking, viewing))
    case 'mbox.gz':
      return toFile(await gzipAsync(readMbox(asking, viewing)), 'application/gzip', 't.mbox.gz')
    case 'atom':
      return answerThreadFeed(asking, viewing)
    case 'difference':
      return answerDifference(asking, viewing)
    case 'attachment':
      return await answerAttachment(asking, viewing, view.number)
  }
}

/** A thread as editors hang its messages: with the threads they move to, and what moves here. */
function readThread({ store }: Asking, { messages }: Viewing): readonly MailNode[] {
  const [first] = messages
  if (first === undefined) return []
  const rows = listThreadMessages(store, first.threadId)
  const corrections = listCorrections(store, first.threadId)
  if (corrections.size === 0) return buildThreadTree(rows)
  const own = new Set(rows.map(({ messageId }) => messageId))
  const elsewhere = new Set(
    [...corrections].flatMap(([moved, answered]) => {
      if (own.has(moved) === own.has(answered)) return []
      const messageId = own.has(moved) ? answered : moved
      const [row] = findMessages(store, { list: first.list, messageId })
      return row?.threadId ?? []
    }),
  )
  const all = [...rows, ...[...elsewhere].flatMap((id) => listThreadMessages(store, id))]
  const corrected = all.map((row): ThreadedRow => {
    const answers = corrections.get(row.messageId)
    return answers === undefined ? row : { ...row, references: [answers], parentFrom: 'entry' }
  })
  return splitTrees(buildThreadTree(corrected))
    .filter((tree) => tree.some(({ messageId }) => own.has(messageId)))
    .flat()
}

/** Nodes in the order they are read, a list for each root. */
function splitTrees(nodes: readonly MailNode[]): readonly (readonly MailNode[])[] {
  const trees: MailNode[][] = []
  for (const node of nodes) {
    if (node.depth === 0) trees.push([])
    trees.at(-1)?.push(node)
  }
  return trees
}

function listRows(nodes: readonly MailNode[]): readonly ThreadedRow[] {
  return nodes.flatMap(({ messages }) => messages)
}

function byDate(rows: readonly ThreadedRow[]): readonly ThreadedRow[] {
  return [...rows].sort((a, b) => a.sentMs - b.sentMs || a.id - b.id)
}

function readMbox(asking: Asking, viewing: Viewing): Buffer {
  const rows = byDate(listRows(readThread(asking, viewing)))
  return Buffer.concat(rows.map(({ id }) => toMboxrd(readMessageRaw(asking.store, id))))
}

function answerThreadFeed(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const rows = byDate(listRows(readThread(asking, viewing)))
  const [first] = rows
  const url = mailUrls.message(viewing.list, viewing.messageId)
  return toFeed(asking, {
    title: first?.subject ?? viewing.messageId,
    url: `${url}t.atom`,
    pageUrl: `${url}T/`,
    messages: rows.slice(-feedMessages).toReversed(),
  })
}

function answerPage(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const { list, messageId, messages } = viewing
  const nodes = readThread(asking, viewing)
  const node = nodes.find((other) => other.messageId === messageId)
  const drawn = messages.map((row) => toDraw(asking, { row, node, isAlone: true, isNamed: true }))
  // Entries cite a name; where it was used again, the first message is the one they can mean.
  const shown = drawn.map((message, at) =>
    at === 0 ? { ...message, isNumbered: true } : { ...message, mentions: [] },
  )
  const [first] = drawn
  const subject = messages[0]?.subject ?? ''
  const body = html`${drawWays(viewing, nodes)}
${shown.map(drawMessage)}${first === undefined ? undefined : drawReply(first)}
<section class="thread"><h2 id="related">Thread</h2>
${drawSkeleton(nodes, { list, at: messageId, isOnPage: false })}</section>
${drawSeries(nodes, list)}`
  return toPage(asking, {
    title: subject === '' ? messageId : subject,
    list,
    body,
    feedUrl: `${mailUrls.message(list, messageId)}t.atom`,
  })
}

function toDraw(
  { store }: Asking,
  {
    row,
    node,
    isAlone,
    isNamed,
  }: { row: MessageRow; node: MailNode | undefined; isAlone: boolean; isNamed: boolean },
): MessageToDraw {
  const document = readMessageDocument(store, row.id)
  const answers = node === undefined ? undefined : drawAnswers(node, { row, isAlone })
  return {
    row,
    document,
    answers,
    isAlone,
    isNamed,
    mentions: listMentionsOf(store, row.messageId),
    isNumbered: false,
  }
}

const reasonWords: Readonly<Record<ParentReason, string>> = {
  references: 'by its References',
  'in-reply-to': 'by its In-Reply-To',
  entry: 'an editor hung it there; see the entry',
  'references-of-others': 'it names no parent; replies to it do',
  'loop-refused': 'it names a parent that answers it, so it stands alone',
  none: '',
}

/** A reply is never more than a click from its parent, and it says why it hangs there. */
function drawAnswers(
  { parent, reason }: MailNode,
  { row, isAlone }: { row: MessageRow; isAlone: boolean },
): Html | undefined {
  if (parent === undefined) {
    return reason === 'none'
      ? undefined
      : html`<div><dt>Answers</dt><dd>(${reasonWords[reason]})</dd></div>\n`
  }
  const href = isAlone ? mailUrls.message(row.list, parent) : `#${toAnchor(parent)}`
  return html`<div><dt>Answers</dt><dd><a rel="up" href="${href}">${parent}</a> (${reasonWords[reason]})</dd></div>\n`
}

/** Where one can go from here. */
function drawWays({ list, messageId }: Viewing, nodes: readonly MailNode[]): Html {
  const url = mailUrls.message(list, messageId)
  const at = nodes.findIndex((node) => node.messageId === messageId)
  const isThere = ({ messages }: MailNode) => messages.length > 0
  const next = nodes.slice(at + 1).find(isThere)
  const previous = nodes.slice(0, Math.max(at, 0)).findLast(isThere)
  const root = nodes.slice(0, Math.max(at, 0) + 1).findLast(({ depth }) => depth === 0)
  const link = (name: string, node: MailNode | undefined, rel: string) =>
    node === undefined || node.messageId === messageId || !isThere(node)
      ? undefined
      : html`<a rel="${rel}" href="${mailUrls.message(list, node.messageId)}">${name}</a> `
  return html`<nav class="ways" aria-label="Thread">${link('first', root, 'start')}${link('previous', previous, 'prev')}${link('next', next, 'next')}<a href="${url}T/#u">flat</a> <a href="${url}t/#u">nested</a> <a href="#r">skeleton</a> <a href="${url}raw">raw</a> <a href="${url}t.mbox.gz">mbox.gz</a> <a href="${url}t.atom">Atom</a> <a href="#R">reply</a></nav>`
}

function answerThread(asking: Asking, viewing: Viewing, kind: 'nested' | 'flat'): ArchiveAnswer {
  const { list, messageId } = viewing
  const nodes = readThread(asking, viewing)
  const url = mailUrls.message(list, messageId)
  const ordered =
    kind === 'nested'
      ? nodes
      : [...nodes].sort((a, b) => (a.messages[0]?.sentMs ?? 0) - (b.messages[0]?.sentMs ?? 0))
  const { drawn, isCut } = drawThreadMessages(asking, ordered, { messageId, kind })
  const subject = viewing.messages[0]?.subject ?? ''
  const count = listRows(nodes).length
  const counted = count === 1 ? '1 message' : `${count} messages`
  const order = kind === 'flat' ? 'by date' : 'by who answers whom'
  const other =
    kind === 'flat' ? html`<a href="${url}t/#u">nested</a>` : html`<a href="${url}T/#u">flat</a>`
  const body = html`<h1>${subject === '' ? messageId : subject}</h1>
<p class="ways">${counted}, ${order}; ${other} <a href="${url}">this message alone</a>
<a href="${url}t.mbox.gz">mbox.gz</a> <a href="${url}t.atom">Atom</a></p>
<p class="only-new"><input type="checkbox" id="only-new"> <label for="only-new">only new text, without quotes</label></p>
${drawSkeleton(nodes, { list, at: messageId, isOnPage: true })}
${drawSeries(nodes, list)}${isCut ? html`<p>This thread is too long for one page. The first part of it is here; <a href="${url}t.mbox.gz">the mbox</a> has all of it.</p>` : undefined}
<div class="${kind}">
${drawn}</div>`
  return toPage(asking, { title: `${subject} (thread)`, list, body, feedUrl: `${url}t.atom` })
}

const depthClasses = 12

function drawThreadMessages(
  asking: Asking,
  nodes: readonly MailNode[],
  { messageId, kind }: { messageId: string; kind: 'nested' | 'flat' },
): { readonly drawn: Html; readonly isCut: boolean } {
  const drawn: Html[] = []
  let bytes = 0
  for (const [at, node] of nodes.entries()) {
    if (at >= threadMessagesShown || bytes > threadBytesShown)
      return { drawn: joinHtml(drawn), isCut: true }
    const isNamed = node.messageId === messageId
    const messages = node.messages.map((row) =>
      drawMessage(toDraw(asking, { row, node, isAlone: false, isNamed })),
    )
    const whole = messages.length > 0 ? joinHtml(messages) : drawGhost(node)
    bytes += whole.markup.length
    const isIndented = kind === 'nested' && node.depth > 0
    drawn.push(
      isIndented
        ? html`<div class="in in${Math.min(node.depth, depthClasses)}">${whole}</div>\n`
        : whole,
    )
  }
  return { drawn: joinHtml(drawn), isCut: false }
}

function drawGhost({ messageId }: MailNode): Html {
  return html`<p class="ghost" id="${toAnchor(messageId)}">[not found] <a href="${mailUrls.anywhere(messageId)}">${messageId}</a>: known only because others refer to it.</p>\n`
}

/** Where a name was used for several messages: what is in one and not in the other. */
function answerDifference(asking: Asking, viewing: Viewing): ArchiveAnswer {
  const { list, messageId, messages } = viewing
  const texts = messages.map(({ id }) =>
    readMessageRaw(asking.store, id).toString('utf8').split('\n'),
  )
  const sets = texts.map((lines) => new Set(lines))
  const parts = texts.map((lines, at) => {
    const others = sets.filter((_, other) => other !== at)
    const own = lines.filter((line) => line.trim() !== '' && !others.every((set) => set.has(line)))
    return html`<h2>Only in message ${at + 1} of ${texts.length}</h2>
<pre class="words" tabindex="0">${own.length === 0 ? '(nothing)' : own.join('\n')}</pre>
`
  })
  const body = html`<h1>Messages named ${messageId}</h1>
<p><a href="${mailUrls.message(list, messageId)}">Back to ${texts.length === 1 ? 'the message' : 'the messages'}</a></p>
${texts.length === 1 ? html`<p>Only one message has this name.</p>` : parts}`
  return toPage(asking, { title: `Differences of ${messageId}`, list, body })
}

const inlineTypes = /^text\/(?!html|xml)[a-z0-9.+-]+$/u

async function answerAttachment(
  asking: Asking,
  viewing: Viewing,
  number: number,
): Promise<ArchiveAnswer> {
  const [first] = viewing.messages
  const found = first && (await extractPart(readMessageRaw(asking.store, first.id), number))
  if (found === undefined) return toMissing(asking, viewing)
  const { part, content } = found
  const body = Buffer.from(content)
  // Nothing of a message is handed to a browser as anything it would run or draw.
  if (inlineTypes.test(part.mediaType) || part.kind !== 'attached') return toText(body)
  return toFile(body, 'application/octet-stream', part.name === '' ? 'part' : part.name)
}

function toChoice(
  asking: Asking,
  { messageId, lists }: { messageId: string; lists: readonly string[] },
): ArchiveAnswer {
  const body = html`<h1>On several lists</h1>
<p>&lt;${messageId}&gt; was sent to:</p>
<ul>${lists.map((list) => html`<li><a href="${mailUrls.message(list, messageId)}">${list}</a></li>\n`)}</ul>`
  return { ...toPage(asking, { title: messageId, body }), status: 300 }
}

const similarMax = 20

/** Nothing here; says where else to look. */
function toMissing(
  asking: Asking,
  { list, messageId }: { list?: string; messageId?: string | undefined },
): ArchiveAnswer {
  if (messageId === undefined) {
    const body = html`<h1>Nothing here</h1><p>There is no message at this address. <a href="${mailUrls.lists}">All lists</a></p>`
    return { ...toPage(asking, { title: 'Nothing here', body }), status: 404 }
  }
  const { store } = asking
  const here = list === undefined || list === 'all' ? undefined : list
  const ghost = here === undefined ? undefined : findGhost(store, { list: here, messageId })
  const elsewhere = findMessages(store, { messageId })
  const similar =
    messageId.length < 8
      ? []
      : listMessageIdsLike(store, { list: here, prefix: messageId, limit: similarMax })
  const body = html`<h1>Not found</h1>
<p>No message named &lt;${messageId}&gt; is on ${here ?? 'any list'} here.
${ghost === undefined ? undefined : 'Other messages refer to it.'}</p>
${elsewhere.length === 0 ? undefined : html`<p>It is on ${elsewhere.map((row) => html`<a href="${mailUrls.message(row.list, messageId)}">${row.list}</a> `)}</p>`}
${similar.length === 0 ? undefined : html`<p>Names that begin like this:</p><ul>${similar.map((row) => html`<li><a href="${mailUrls.message(row.list, row.messageId)}">${row.messageId}</a></li>\n`)}</ul>`}
<p>Elsewhere it may be at <a rel="nofollow noreferrer"
href="https://lore.kernel.org/all/${escapeMessageId(messageId)}/">lore.kernel.org</a> or <a rel="nofollow noreferrer"
href="https://marc.info/?i=${encodePart(messageId)}">marc.info</a>.
<a href="${mailUrls.search(messageId)}">Search this site for it</a></p>`
  return {
    ...toPage(asking, { title: 'Not found', ...(here !== undefined && { list: here }), body }),
    status: 404,
  }
}

function toPage(
  { styleUrl, fontUrls }: Asking,
  { title, list, body, feedUrl }: { title: string; list?: string; body: Html; feedUrl?: string },
): ArchiveAnswer {
  const head =
    feedUrl === undefined
      ? undefined
      : html`<link rel="alternate" type="application/atom+xml" href="${feedUrl}">\n`
  const page = drawPage({
    title,
    list,
    body,
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

function toFeed(
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

function toText(body: Buffer): ArchiveAnswer {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

function toFile(body: Buffer, type: string, name: string): ArchiveAnswer {
  const disposition = `attachment; filename*=UTF-8''${encodePart(name).replaceAll("'", '%27')}`
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': disposition },
    body,
  }
}

function toRedirect(status: 301 | 302, to: string): ArchiveAnswer {
  const body = Buffer.from(`Moved to ${to}\n`)
  return { status, headers: { location: to, 'content-type': 'text/plain; charset=utf-8' }, body }
}

function toKept({ type, body }: Asset): ArchiveAnswer {
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
    },
    body,
  }
}
