// Patches into postings, postings into series: which messages were one proposal, and which came
// after which.
//
// A patch belongs to a posting by the same sender with the same total, if in this order
//   1. it answers the posting's cover letter or a patch of it, or they answer it;
//   2. it answers what they answer;
//   3. it was sent within an hour of them, and neither answers anything else.
// Postings are one series if they have the same change-id; else if they are by the same sender and
// share a title, or the later one answers the earlier. A different change-id parts them always.

import type { Subject } from './parse-subject.ts'

export interface PatchMessage {
  readonly messageId: string
  readonly parentId: string | undefined
  readonly dateMs: number
  /** The sender's address. */
  readonly from: string
  readonly subject: Subject
  readonly hasDiff: boolean
  /** What b4 writes: the same in each revision. */
  readonly changeId: string | undefined
}

export interface SeriesPatch {
  readonly index: number
  readonly messageId: string
  readonly title: string
}

export interface SeriesRevision {
  /** The highest number any of its subjects gives; 1 if none does. */
  readonly version: number
  readonly isRfc: boolean
  /** Says so, or has the subject and version of one before it. */
  readonly isResend: boolean
  readonly dateMs: number
  readonly from: string
  readonly title: string
  readonly cover: string | undefined
  /** By index. */
  readonly patches: readonly SeriesPatch[]
  readonly total: number
  /** Indices that no message has. */
  readonly missing: readonly number[]
  /** Versions its messages claim, if they do not agree, e.g. `[2, 3]`. */
  readonly claimedVersions: readonly number[]
}

export interface Series {
  readonly changeId: string | undefined
  /** By version, then date. */
  readonly revisions: readonly SeriesRevision[]
}

interface Posting {
  readonly members: PatchMessage[]
  readonly total: number
}

const hourMs = 3_600_000
const missingMax = 200

/** Every series among the messages of a thread or a list; a single patch is a series of one. */
export function assembleSeries(messages: readonly PatchMessage[]): readonly Series[] {
  const candidates = messages
    .filter(isPatch)
    .sort((a, b) => a.dateMs - b.dateMs || (a.messageId < b.messageId ? -1 : 1))
  return joinPostings(toPostings(candidates)).map(toSeries)
}

/** A reply with a diff in it proposes a change to a patch; it is not one. */
export function isPatch({ subject, hasDiff }: Pick<PatchMessage, 'subject' | 'hasDiff'>): boolean {
  if (subject.isReply || subject.kind !== 'patch') return false
  return hasDiff || subject.counter !== undefined
}

function toPostings(candidates: readonly PatchMessage[]): readonly Posting[] {
  const postings: Posting[] = []
  const openBySender = new Map<string, Posting[]>()
  for (const candidate of candidates) {
    const total = candidate.subject.counter?.total ?? 1
    const key = `${candidate.from.toLowerCase()} ${total}`
    const open = openBySender.get(key) ?? []
    const posting = candidate.subject.counter === undefined ? undefined : findHome(open, candidate)
    if (posting !== undefined) posting.members.push(candidate)
    else {
      const opened = { members: [candidate], total }
      postings.push(opened)
      openBySender.set(key, [...open, opened])
    }
  }
  return postings
}

function findHome(open: readonly Posting[], candidate: PatchMessage): Posting | undefined {
  const free = open.filter(
    ({ members }) =>
      members.every(({ subject }) => subject.counter?.index !== candidate.subject.counter?.index) &&
      members.every(({ changeId }) => !areDifferent(changeId, candidate.changeId)),
  )
  return (
    free.findLast((posting) => answersPosting(posting, candidate)) ??
    free.findLast((posting) => isSibling(posting, candidate)) ??
    free.findLast((posting) => isSentTogether(posting, candidate))
  )
}

function areDifferent(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b
}

function answersPosting({ members }: Posting, candidate: PatchMessage): boolean {
  return members.some(
    ({ messageId, parentId, subject }) =>
      (candidate.parentId === messageId || parentId === candidate.messageId) &&
      // A new version often answers the old one; only a cover letter may be out of step.
      (hasSameVersion(subject, candidate.subject) ||
        isCover(subject) ||
        isCover(candidate.subject)),
  )
}

function isCover(subject: Subject): boolean {
  return subject.counter?.index === 0
}

function hasSameVersion(a: Subject, b: Subject): boolean {
  return a.version === b.version
}

function isSibling({ members }: Posting, candidate: PatchMessage): boolean {
  return members.some(
    ({ parentId, subject }) =>
      parentId !== undefined &&
      parentId === candidate.parentId &&
      hasSameVersion(subject, candidate.subject) &&
      subject.isResend === candidate.subject.isResend,
  )
}

function isSentTogether({ members }: Posting, candidate: PatchMessage): boolean {
  return members.some(
    ({ parentId, dateMs, subject }) =>
      parentId === candidate.parentId &&
      Math.abs(dateMs - candidate.dateMs) <= hourMs &&
      hasSameVersion(subject, candidate.subject) &&
      subject.isResend === candidate.subject.isResend,
  )
}

function joinPostings(postings: readonly Posting[]): readonly (readonly Posting[])[] {
  const groups: Posting[][] = []
  for (const posting of postings) {
    const home = groups.findLast((group) => belongs(group, posting))
    if (home === undefined) groups.push([posting])
    else home.push(posting)
  }
  return groups
}

function belongs(group: readonly Posting[], posting: Posting): boolean {
  const ids = listChangeIds(group.flatMap(({ members }) => members))
  const own = listChangeIds(posting.members)
  if (own.some((id) => ids.includes(id))) return true
  if (own.length > 0 && ids.length > 0) return false
  return group.some((earlier) => isRevisionOf(earlier, posting))
}

function listChangeIds(members: readonly PatchMessage[]): readonly string[] {
  return members.flatMap(({ changeId }) => changeId ?? [])
}

function isRevisionOf(earlier: Posting, later: Posting): boolean {
  if (earlier.members[0]?.from.toLowerCase() !== later.members[0]?.from.toLowerCase()) return false
  if (toRelease(earlier) !== toRelease(later)) return false
  const titles = new Set(earlier.members.map(({ subject }) => toPlainTitle(subject)))
  const common = later.members.filter(({ subject }) => titles.has(toPlainTitle(subject)))
  const isSameTitle =
    common.some(({ subject }) => isCover(subject)) ||
    common.length * 2 >= Math.min(earlier.members.length, later.members.length)
  if (isSameTitle && common.length > 0) return true
  const ids = new Set(earlier.members.map(({ messageId }) => messageId))
  const answers = later.members.some(({ parentId }) => parentId !== undefined && ids.has(parentId))
  return answers && toVersion(later) > toVersion(earlier)
}

/** `[PATCH 5.10 3/9]` and `[PATCH 5.4 2/7]` bring one patch to two releases: no revisions of each other. */
function toRelease({ members }: Posting): string {
  const labels = members.flatMap(({ subject }) => subject.labels)
  return labels.find((label) => /^(?:linux-?)?\d+\.\d+(?:[.y-]|$)/u.test(label)) ?? ''
}

function toPlainTitle({ title }: Subject): string {
  return title
    .toLowerCase()
    .replaceAll(/[\s"'`]+/gu, ' ')
    .trim()
}

function toVersion({ members }: Posting): number {
  return Math.max(...members.map(({ subject }) => subject.version))
}

function toSeries(group: readonly Posting[]): Series {
  const revisions = group
    .map(toRevision)
    .sort((a, b) => a.version - b.version || a.dateMs - b.dateMs)
  const seen = new Set<string>()
  return {
    changeId: listChangeIds(group.flatMap(({ members }) => members))[0],
    revisions: revisions.map((revision) => {
      const key = `${revision.version} ${revision.title} ${revision.isRfc}`
      const isResend = revision.isResend || seen.has(key)
      seen.add(key)
      return { ...revision, isResend }
    }),
  }
}

function toRevision(posting: Posting): SeriesRevision {
  const { members, total } = posting
  const cover = members.find(({ subject }) => isCover(subject))
  const patches = members
    .filter(({ subject }) => !isCover(subject))
    .map(({ subject, messageId }) => ({
      index: subject.counter?.index ?? 1,
      messageId,
      title: subject.title,
    }))
    .sort((a, b) => a.index - b.index)
  const indices = new Set(patches.map(({ index }) => index))
  const missing: number[] = []
  for (let index = 1; index <= total && missing.length < missingMax; index += 1) {
    if (!indices.has(index)) missing.push(index)
  }
  const first = cover ?? members.find(({ messageId }) => messageId === patches[0]?.messageId)
  const versions = [...new Set(members.map(({ subject }) => subject.version))].sort((a, b) => a - b)
  return {
    version: toVersion(posting),
    isRfc: members.some(({ subject }) => subject.isRfc),
    isResend: members.some(({ subject }) => subject.isResend),
    dateMs: Math.min(...members.map(({ dateMs }) => dateMs)),
    from: first?.from ?? '',
    title: first?.subject.title ?? '',
    cover: cover?.messageId,
    patches,
    total,
    missing,
    claimedVersions: versions.length > 1 ? versions : [],
  }
}
