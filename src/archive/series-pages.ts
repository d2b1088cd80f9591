// What the pages of a series show, read from the store: its revisions side by side, and two of them
// compared.

import {
  findChangeNotes,
  followPatches,
  parseSubject,
  parseTrailers,
  type RangeSide,
  type SeriesRevision,
  type Trailer,
  toRangeDiff,
  toRangeDiffText,
} from '#mail'
import { type PatchRow, readMessageDocument, type Store, type ThreadedRow } from '#store'
import type { RangeSideToDraw, RangeToDraw } from './draw-range-diff.ts'
import type { ChangeNotes, GivenTrailer, SeriesToDraw } from './draw-series-page.ts'
import type { MailNode } from './draw-skeleton.ts'
import { type FoundSeries, listIds } from './find-series.ts'
import { type ReadPatch, readPatches, toRevisionName } from './read-revisions.ts'
import { readThread } from './read-thread.ts'

export interface SeriesAsked {
  readonly store: Store
  readonly list: string
  /** A patch or cover letter of the series; addresses are made from it. */
  readonly messageId: string
  readonly found: FoundSeries
}

/** Revisions shown side by side: the last so many. */
const revisionsShown = 30
/** Replies read for their trailers. */
const repliesMax = 1_000

/** All revisions side by side. */
export function toSeriesTable(asked: SeriesAsked): SeriesToDraw {
  const { store, found, list, messageId } = asked
  const revisions = found.series.revisions.slice(-revisionsShown)
  const read = revisions.map((revision) => readPatches(store, found, revision))
  const { rows, isBounded } = followPatches(
    read.map((patches) => patches.map(({ patch }) => patch)),
  )
  const replies = readReplies(asked, revisions)
  const isCut =
    replies.isBounded || found.isBounded || revisions.length < found.series.revisions.length
  const carried = read.map((patches) => patches.map(({ row }) => readCarried(store, row)))
  const toTrailers = (at: number) =>
    (read[at] ?? []).map(({ row: { messageId: id } }, place): readonly GivenTrailer[] => {
      const nextPlace = rows.find((row) => row[at]?.at === place)?.[at + 1]?.at
      const next = nextPlace === undefined ? undefined : carried[at + 1]?.[nextPlace]
      const given = [...(carried[at]?.[place] ?? []), ...(replies.byPatch.get(id) ?? [])]
      return given.map((trailer) => ({ ...trailer, isCarried: next && hasTrailer(next, trailer) }))
    })
  return {
    list,
    messageId,
    rows,
    isBounded: isBounded || isCut,
    revisions: revisions.map((revision, at) => ({
      revision,
      patches: read[at] ?? [],
      trailers: toTrailers(at),
      coverTrailers: (replies.byPatch.get(revision.cover ?? '') ?? []).map((trailer) => ({
        ...trailer,
        isCarried: undefined,
      })),
      notes: readNotes(asked, revision, read[at] ?? []),
    })),
  }
}

const givenKeys = /^(?:acked|reviewed|tested|nacked|reported-and-tested)-by$/iu

type Given = Omit<GivenTrailer, 'isCarried'>

function readCarried(store: Store, { id }: PatchRow): readonly Given[] {
  const { parts } = readMessageDocument(store, id)
  const text = parts.map((part) => part.text).join('\n')
  return pickGiven(parseTrailers(text, { from: undefined, isReply: false }), undefined)
}

function pickGiven(trailers: readonly Trailer[], replyId: string | undefined): readonly Given[] {
  return trailers
    .filter(({ key, person }) => givenKeys.test(key) && person !== undefined)
    .map(({ key, value, scope, isSloppy }) => ({ key, value, scope, isSloppy, replyId }))
}

function hasTrailer(trailers: readonly Given[], { key, value }: Given): boolean {
  const toName = (text: string) => (/<([^<>]+)>/u.exec(text)?.[1] ?? text).trim().toLowerCase()
  return trailers.some((other) => other.key === key && toName(other.value) === toName(value))
}

/** What replies give, by the patch or cover letter they answer, however far above. */
function readReplies(
  { store, found }: SeriesAsked,
  revisions: readonly SeriesRevision[],
): { readonly byPatch: ReadonlyMap<string, readonly Given[]>; readonly isBounded: boolean } {
  const ids = new Set(listIds({ revisions }))
  const replies = listThreads(store, found, ids).flatMap((nodes) => listReplies(nodes, ids))
  const byPatch = new Map<string, Given[]>()
  for (const { patch, row } of replies.slice(0, repliesMax)) {
    const given = readGiven(store, row)
    if (given.length > 0) byPatch.set(patch, [...(byPatch.get(patch) ?? []), ...given])
  }
  return { byPatch, isBounded: replies.length > repliesMax }
}

interface Reply {
  readonly patch: string
  readonly row: ThreadedRow
}

function listReplies(nodes: readonly MailNode[], ids: ReadonlySet<string>): readonly Reply[] {
  const patchAbove = new Map<string, string>()
  return nodes.flatMap(({ messageId, parent, messages: [row] }) => {
    const patch = ids.has(messageId) ? messageId : patchAbove.get(parent ?? '')
    if (patch === undefined) return []
    patchAbove.set(messageId, patch)
    return patch === messageId || row === undefined ? [] : [{ patch, row }]
  })
}

function listThreads(
  store: Store,
  { rowById }: FoundSeries,
  ids: ReadonlySet<string>,
): readonly (readonly MailNode[])[] {
  const threads = new Map<number, PatchRow>()
  for (const id of ids) {
    const row = rowById.get(id)
    if (row !== undefined && !threads.has(row.threadId)) threads.set(row.threadId, row)
  }
  return [...threads.values()].map((row) => readThread(store, [row]))
}

function readGiven(
  store: Store,
  { id, messageId, subject, fromName, fromAddress }: ThreadedRow,
): readonly Given[] {
  if (!parseSubject(subject).isReply) return []
  const { parts } = readMessageDocument(store, id)
  const text = parts.map((part) => part.text).join('\n')
  if (!text.includes('-by:')) return []
  const from = { name: fromName, address: fromAddress }
  return pickGiven(parseTrailers(text, { from, isReply: true }), messageId)
}

/** The cover letter's, and those below `---` of its patches. */
function readNotes(
  { store, found }: SeriesAsked,
  { cover }: SeriesRevision,
  patches: readonly ReadPatch[],
): readonly ChangeNotes[] {
  const row = found.rowById.get(cover ?? '')
  const notes = patches.flatMap(({ index, row: { messageId }, patch }) =>
    patch.notes.length === 0
      ? []
      : [{ messageId, title: `${index} ${patch.title}`, lines: patch.notes }],
  )
  if (row === undefined) return notes
  const { parts } = readMessageDocument(store, row.id)
  const lines = findChangeNotes(parts.map((part) => part.text).join('\n'))
  const title = parseSubject(row.subject).title
  return lines.length === 0 ? notes : [{ messageId: row.messageId, title, lines }, ...notes]
}

/** Two revisions compared; `undefined` where the series does not have both. */
export function toRange(
  { store, found, list, messageId }: SeriesAsked,
  { from, to }: { readonly from: string; readonly to: string },
): RangeToDraw | undefined {
  const { revisions } = found.series
  const own = revisions.findIndex((revision) =>
    listIds({ revisions: [revision] }).includes(messageId),
  )
  const freshAt = to === '' ? own : revisions.findIndex(({ key }) => key === to)
  const oldAt = from === '' ? freshAt - 1 : revisions.findIndex(({ key }) => key === from)
  const [old, fresh] = [revisions[oldAt], revisions[freshAt]]
  if (old === undefined || fresh === undefined) return undefined
  const toSide = (revision: SeriesRevision): RangeSideToDraw => ({
    revision,
    patches: readPatches(store, found, revision),
  })
  const sides = { old: toSide(old), fresh: toSide(fresh) }
  const diff = toRangeDiff(
    sides.old.patches.map(({ patch }) => patch),
    sides.fresh.patches.map(({ patch }) => patch),
  )
  return { list, messageId, revisions, ...sides, diff }
}

/** As git prints it. */
export function toRangeText({ old, fresh, diff }: RangeToDraw): string {
  const toSide = ({ revision, patches }: RangeSideToDraw): RangeSide => ({
    name: toRevisionName(revision),
    patches: patches.map(({ index, patch }) => ({ index, title: patch.title })),
  })
  const note = diff.isBounded ? '# More than is compared at once: pairs may be missing.\n' : ''
  return note + toRangeDiffText(diff, { old: toSide(old), fresh: toSide(fresh) })
}
