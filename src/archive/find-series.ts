// The series a thread has part in, with the revisions that were sent as threads of their own.
//
// Asks the store for what may belong, by change-id and by sender and title, and #mail what does
// belong; then again for what that may lead to, until nothing new is found.

import {
  assembleSeries,
  type PatchMessage,
  parseSubject,
  type Series,
  type SeriesRevision,
  sentTogetherMs,
} from '#mail'
import {
  listCorrections,
  listPatchesBetween,
  listPatchesLike,
  listPatchesOfChange,
  listPatchesOfThread,
  type PatchPlace,
  type PatchRow,
  type Store,
} from '#store'
import type { MailNode } from './draw-skeleton.ts'

/** A series and the rows of its messages. */
export interface FoundSeries {
  readonly series: Series
  readonly rowById: ReadonlyMap<string, PatchRow>
  /** Whether there was more to look at than is looked at. */
  readonly isBounded: boolean
}

// Each is far above what the longest series of real lists need.
const roundsMax = 8
const threadsMax = 100
const patchesMax = 4_000
const questionsMax = 400
const seriesMax = 20

interface Search {
  readonly store: Store
  readonly rows: Map<string, PatchRow>
  /** The same as #mail takes them. */
  readonly messages: Map<string, PatchMessage>
  /** Those whose patches were taken in. */
  readonly threads: Set<number>
  readonly asked: Set<string>
  isBounded: boolean
}

const foundByThread = new WeakMap<readonly MailNode[], readonly FoundSeries[]>()

/** The same for every page of a thread, for as long as its tree is kept. */
export function findSeriesOnce(store: Store, nodes: readonly MailNode[]): readonly FoundSeries[] {
  const known = foundByThread.get(nodes)
  if (known !== undefined) return known
  const found = findSeries(store, nodes)
  foundByThread.set(nodes, found)
  return found
}

/** Every series with a message in the thread, and `of` among it where it is given. */
export function findSeries(
  store: Store,
  nodes: readonly MailNode[],
  { of }: { readonly of?: string | undefined } = {},
): readonly FoundSeries[] {
  const own = listPatchRows(nodes)
  const search: Search = {
    store,
    rows: new Map(own.map((row) => [row.messageId, row])),
    messages: new Map(own.map((row) => [row.messageId, toPatchMessage(row)])),
    threads: new Set(),
    asked: new Set(),
    isBounded: false,
  }
  const ownIds = of === undefined ? new Set(own.map(({ messageId }) => messageId)) : new Set([of])
  const assemble = () =>
    assembleSeries([...search.messages.values()])
      .filter((series) => listIds(series).some((id) => ownIds.has(id)))
      .slice(0, seriesMax)
  let found = assemble()
  for (let round = 0; round < roundsMax; round += 1) {
    const before = search.rows.size
    for (const series of found) widen(search, series)
    if (search.rows.size === before) break
    found = assemble()
  }
  const { rows: rowById, isBounded } = search
  return found.map((series) => ({ series, rowById, isBounded }))
}

/** The patch a message is or answers, however far above. */
export function findPatchAbove(
  nodes: readonly MailNode[],
  messageId: string,
): MailNode | undefined {
  const nodeById = new Map(nodes.map((node) => [node.messageId, node]))
  let node = nodeById.get(messageId)
  while (node !== undefined && !isPatchSubject(node))
    node = node.parent === undefined ? undefined : nodeById.get(node.parent)
  return node
}

function isPatchSubject({ messages: [row] }: MailNode): boolean {
  if (row === undefined) return false
  const subject = parseSubject(row.subject)
  return subject.kind === 'patch' && !subject.isReply
}

function listPatchRows(nodes: readonly MailNode[]): readonly PatchRow[] {
  return nodes.flatMap((node) =>
    node.messages.slice(0, 1).map((row) => ({ ...row, parentId: node.parent })),
  )
}

/** As #mail takes it. */
export function toPatchMessage(row: PatchRow): PatchMessage {
  return {
    messageId: row.messageId,
    parentId: row.parentId,
    dateMs: row.sentMs,
    from: row.fromAddress,
    subject: parseSubject(row.subject),
    hasDiff: row.hasDiff,
    changeId: row.changeId === '' ? undefined : row.changeId,
    isHungByEditor: row.parentFrom === 'entry',
  }
}

/** The messages of a series. */
export function listIds({ revisions }: Pick<Series, 'revisions'>): readonly string[] {
  return revisions.flatMap(({ cover, patches }) => [
    ...(cover === undefined ? [] : [cover]),
    ...patches.map(({ messageId }) => messageId),
  ])
}

/** Takes in what may be other revisions, and the threads they are in. */
function widen(search: Search, series: Series): void {
  const { store, rows, messages } = search
  for (const id of listIds(series)) {
    const row = rows.get(id)
    const title = messages.get(id)?.subject.title
    if (row === undefined || title === undefined) continue
    if (ask(search, `title ${row.fromAddress} ${title}`)) take(search, listPatchesLike(store, row))
    if (row.changeId !== '' && ask(search, `change ${row.changeId}`))
      take(search, listPatchesOfChange(store, row))
  }
  for (const revision of series.revisions) completeRevision(search, revision)
}

/** Patches that were sent without any reference are held together by their time alone. */
function completeRevision(search: Search, { cover, patches, missing }: SeriesRevision): void {
  const row = search.rows.get(cover ?? patches[0]?.messageId ?? '')
  if (row === undefined || missing.length === 0) return
  if (ask(search, `sent with ${row.messageId}`)) take(search, listSentWith(search, row))
}

function ask(search: Search, question: string): boolean {
  const { asked } = search
  if (asked.has(question)) return false
  if (asked.size >= questionsMax) search.isBounded = true
  else asked.add(question)
  return asked.has(question)
}

function take(search: Search, places: readonly PatchPlace[]): void {
  const { store, rows, threads } = search
  for (const { messageId, threadId } of places) {
    if (rows.has(messageId)) continue
    // What is still not known was beyond what is looked at of its thread.
    if (threads.has(threadId) || threads.size >= threadsMax) search.isBounded = true
    else {
      threads.add(threadId)
      add(search, correct(store, threadId))
    }
  }
}

function listSentWith({ store }: Search, { sentMs, ...row }: PatchRow): readonly PatchPlace[] {
  const fromMs = sentMs - sentTogetherMs
  const toMs = sentMs + sentTogetherMs
  return listPatchesBetween(store, { ...row, fromMs, toMs })
}

/** The patches of a thread as editors hang them. */
function correct(store: Store, threadId: number): readonly PatchRow[] {
  const rows = listPatchesOfThread(store, threadId)
  const corrections = listCorrections(store, threadId)
  if (corrections.size === 0) return rows
  return rows.map((row): PatchRow => {
    const answers = corrections.get(row.messageId)
    return answers === undefined ? row : { ...row, parentId: answers, parentFrom: 'entry' }
  })
}

function add(search: Search, rows: readonly PatchRow[]): void {
  for (const row of rows) {
    if (search.rows.has(row.messageId)) continue
    if (search.rows.size >= patchesMax) search.isBounded = true
    else {
      search.rows.set(row.messageId, row)
      search.messages.set(row.messageId, toPatchMessage(row))
    }
  }
}
