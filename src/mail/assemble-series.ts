// Patches into postings, postings into series: which messages were one proposal, and which came
// after which.
//
// A patch belongs to a posting by the same sender with the same total, if in this order
//   1. it answers the posting's cover letter or a patch of it, or they answer it;
//   2. it answers what they answer;
//   3. it was sent within an hour of them, and neither answers anything else.
// A posting is a revision of an earlier one, and says how it is known, if in this order
//   1. both have the same change-id; a different one parts them always;
//   2. it is by the same sender and an editor hung it below the earlier one;
//   3. it is by the same sender, for the same release, and shares the title of the cover letter or
//      half of the patches (or three, if it is the next version), and says by its version, RESEND or
//      the RFC before it that it goes on, within three years; a RESEND of half of the patches within
//      ten, for it says that it is the same;
//   4. the same, but it says nothing: then half of the patches of both are the same, within four
//      months, or three years where these are three or more. "fix build" of another year is another
//      patch;
//   5. it is by the same sender, for the same release, answers the earlier one and has a higher version.
// Among several it is a revision of the one whose newest posting is the youngest.

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
  /** Whether an editor hung it where it hangs. */
  readonly isHungByEditor?: boolean
}

/** How a revision is known to be one of the series. */
export type JoinReason = 'change-id' | 'entry' | 'title' | 'answers'

export interface SeriesPatch {
  readonly index: number
  readonly messageId: string
  readonly title: string
}

export interface SeriesRevision {
  /** Names it within its series, e.g. `2`, `rfc1`; `2.2` for the second that would be `2`. */
  readonly key: string
  /** Absent for the one that was sent first. */
  readonly joinedBy: JoinReason | undefined
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
  /** By version; by date where a version is there twice: an RFC and a patch, or a resend. */
  readonly revisions: readonly SeriesRevision[]
}

interface Posting {
  readonly members: PatchMessage[]
  readonly total: number
}

/** A posting is sent within this time. */
export const sentTogetherMs = 3_600_000
const dayMs = 86_400_000
const saidWithinMs = 3 * 366 * dayMs
const unsaidWithinMs = 120 * dayMs
const resentWithinMs = 10 * 366 * dayMs
/** So many patches with the same titles are no accident. */
const commonMin = 3
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
      Math.abs(dateMs - candidate.dateMs) <= sentTogetherMs &&
      hasSameVersion(subject, candidate.subject) &&
      subject.isResend === candidate.subject.isResend,
  )
}

/** A posting with what it is compared by, made once. */
interface Sent extends Posting {
  readonly from: string
  readonly release: string
  readonly version: number
  readonly isRfc: boolean
  readonly isResend: boolean
  readonly dateMs: number
  readonly changeIds: readonly string[]
  readonly ids: ReadonlySet<string>
  readonly coverTitle: string | undefined
  readonly patchTitles: ReadonlySet<string>
}

interface Joined {
  readonly sent: Sent
  readonly reason: JoinReason | undefined
}

function joinPostings(postings: readonly Posting[]): readonly (readonly Joined[])[] {
  const groups: Joined[][] = []
  for (const sent of postings.map(toSent).sort((a, b) => a.dateMs - b.dateMs)) {
    const homes = groups.flatMap((group) => {
      const reason = findReason(group, sent)
      return reason === undefined ? [] : [{ group, reason, dateMs: group.at(-1)?.sent.dateMs ?? 0 }]
    })
    const [first, ...others] = homes
    if (first === undefined) groups.push([{ sent, reason: undefined }])
    else {
      const home = others.reduce((best, next) => (isNearer(next, best) ? next : best), first)
      home.group.push({ sent, reason: home.reason })
    }
  }
  return groups
}

interface Home {
  readonly reason: JoinReason
  readonly dateMs: number
}

/** What is sure comes before what is likely. */
function isNearer(a: Home, b: Home): boolean {
  const isSure = ({ reason }: Home) => reason === 'change-id' || reason === 'entry'
  return isSure(a) === isSure(b) ? a.dateMs >= b.dateMs : isSure(a)
}

function toSent(posting: Posting): Sent {
  const { members } = posting
  const cover = members.find(({ subject }) => isCover(subject))
  const patches = members.filter(({ subject }) => !isCover(subject))
  return {
    ...posting,
    from: members[0]?.from.toLowerCase() ?? '',
    release: toRelease(posting),
    version: toVersion(posting),
    isRfc: members.some(({ subject }) => subject.isRfc),
    isResend: members.some(({ subject }) => subject.isResend),
    dateMs: Math.min(...members.map(({ dateMs }) => dateMs)),
    changeIds: listChangeIds(members),
    ids: new Set(members.map(({ messageId }) => messageId)),
    coverTitle: cover && toPlainTitle(cover.subject),
    patchTitles: new Set(patches.map(({ subject }) => toPlainTitle(subject))),
  }
}

function listChangeIds(members: readonly PatchMessage[]): readonly string[] {
  return members.flatMap(({ changeId }) => changeId ?? [])
}

function findReason(group: readonly Joined[], later: Sent): JoinReason | undefined {
  const ids = group.flatMap(({ sent }) => sent.changeIds)
  if (later.changeIds.some((id) => ids.includes(id))) return 'change-id'
  if (later.changeIds.length > 0 && ids.length > 0) return undefined
  const reasons = group.flatMap(({ sent }) => findReasonOf(sent, later) ?? [])
  return reasons.find((reason) => reason === 'entry') ?? reasons[0]
}

function findReasonOf(earlier: Sent, later: Sent): JoinReason | undefined {
  if (earlier.from !== later.from) return undefined
  const answering = later.members.filter(
    ({ parentId }) => parentId !== undefined && earlier.ids.has(parentId),
  )
  if (answering.some(({ isHungByEditor }) => isHungByEditor === true)) return 'entry'
  if (earlier.release !== later.release) return undefined
  if (sharesTitles(earlier, later)) return 'title'
  return answering.length > 0 && later.version > earlier.version ? 'answers' : undefined
}

function sharesTitles(earlier: Sent, later: Sent): boolean {
  const apartMs = later.dateMs - earlier.dateMs
  const common = [...later.patchTitles].filter((title) => earlier.patchTitles.has(title)).length
  const most = Math.max(earlier.patchTitles.size, later.patchTitles.size)
  const isHalfOfBoth = common > 0 && common * 2 >= most
  if (isHalfOfBoth && later.isResend && apartMs <= resentWithinMs) return true
  if (!goesOn(earlier, later)) {
    return isHalfOfBoth && apartMs <= (common >= commonMin ? saidWithinMs : unsaidWithinMs)
  }
  const isSameCover = later.coverTitle !== undefined && later.coverTitle === earlier.coverTitle
  const isNext = later.version === earlier.version + 1 && common >= commonMin
  const fewest = Math.min(earlier.patchTitles.size, later.patchTitles.size)
  const isSame = isSameCover || isNext || (common > 0 && common * 2 >= fewest)
  return isSame && apartMs <= saidWithinMs
}

/** Whether it says so. */
function goesOn(earlier: Sent, later: Sent): boolean {
  return later.version > earlier.version || later.isResend || (earlier.isRfc && !later.isRfc)
}

/** e.g. `5.10`, `v5.10.y`, `stable-5.4`, `linux-4.19.y`: one cover letter says it otherwise than its patches. */
const releasePattern = /^(?:(?:stable|linux|for|v)[-/]?){0,2}(\d+\.\d+)(?:[.y-]|$)/iu

/** `[PATCH 5.10 3/9]` and `[PATCH 5.4 2/7]` bring one patch to two releases: no revisions of each other. */
function toRelease({ members }: Posting): string {
  const labels = members.flatMap(({ subject }) => subject.labels)
  return labels.flatMap((label) => releasePattern.exec(label)?.[1] ?? [])[0] ?? ''
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

function toSeries(group: readonly Joined[]): Series {
  const revisions = sortRevisions(group.map(toRevision))
  const seen = new Set<string>()
  const counts = new Map<string, number>()
  return {
    changeId: group.flatMap(({ sent }) => sent.changeIds)[0],
    revisions: revisions.map((revision) => {
      const { version, isRfc, title } = revision
      const subject = `${version} ${title} ${isRfc}`
      const isResend = revision.isResend || seen.has(subject)
      seen.add(subject)
      const name = `${isRfc ? 'rfc' : ''}${version}`
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return { ...revision, isResend, key: count === 1 ? name : `${name}.${count}` }
    }),
  }
}

/** A sender's clock may be wrong; a version that is there once is not. */
function sortRevisions(revisions: readonly SeriesRevision[]): readonly SeriesRevision[] {
  const isNumbered = new Set(revisions.map(({ version }) => version)).size === revisions.length
  return [...revisions].sort((a, b) => (isNumbered ? a.version - b.version : a.dateMs - b.dateMs))
}

function toRevision({ sent, reason }: Joined): SeriesRevision {
  const { members, total } = sent
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
    key: '',
    joinedBy: reason,
    version: sent.version,
    isRfc: sent.isRfc,
    isResend: sent.isResend,
    dateMs: sent.dateMs,
    from: first?.from ?? '',
    title: first?.subject.title ?? '',
    cover: cover?.messageId,
    patches,
    total,
    missing,
    claimedVersions: versions.length > 1 ? versions : [],
  }
}
