// Evidence for all entries at once: asks the archive in the store, reads the lock, and says what the
// lock should be now.

import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  anchors,
  type CitedMessage,
  type MessageId,
  type QuoteVerdict,
  type ThreadEntry,
  type ThreadSlug,
} from '#domain'
import { listBodyLines } from '#mail'
import {
  findHeldMessages,
  findMailEdition,
  type HeldMessage,
  listThreadMessages,
  readMessageDocument,
  type Store,
} from '#store'
import {
  digestQuote,
  type EvidenceLock,
  formatLock,
  type LockedVerdict,
  lockName,
  parseLock,
} from './evidence-lock.ts'
import {
  type ArchivedText,
  type EvidenceArchive,
  type Judgement,
  judgeQuote,
} from './judge-quote.ts'
import { listQuotes, type QuoteToCheck, type QuotingEntry, toQuoteKey } from './list-quotes.ts'

export interface JudgedQuote {
  readonly quote: QuoteToCheck
  readonly judgement: Judgement
}

export interface Evidence {
  readonly judged: readonly JudgedQuote[]
  /** The lock as it should be. */
  readonly lock: EvidenceLock
  /** Every Message-ID the entries name. */
  readonly messageIds: readonly string[]
  /** The entry with its verdicts, and where its messages are held. */
  readonly apply: (entry: ThreadEntry) => ThreadEntry
}

/** Looks every quotation up. Without mail and without a lock there is nothing to look up. */
export function gatherEvidence(
  entries: Iterable<ThreadEntry>,
  { store, lock, today }: { store: Store | undefined; lock: EvidenceLock; today: string },
): Evidence {
  const archive = createEvidenceArchive(store)
  const messagesBySlug = new Map<ThreadSlug, readonly CitedMessage[]>()
  // Entries come one at a time and may be many: of each only what is looked at is kept.
  const quoting: QuotingEntry[] = []
  for (const { slug, positions, quotes, messages } of entries) {
    messagesBySlug.set(slug, messages)
    quoting.push({ slug, positions: positions.filter(hasQuote), quotes, messages })
  }
  const judged = quoting.flatMap((entry) => {
    const others = entry.messages.flatMap(({ messageId }) => messageId ?? [])
    const quotes = listQuotes(entry, (slug) => messagesBySlug.get(slug) ?? [])
    return quotes.map((quote): JudgedQuote => {
      return { quote, judgement: judgeQuote(quote, { archive, lock, others, today }) }
    })
  })
  const messageIds = [...messagesBySlug.values()].flat().flatMap(({ messageId }) => messageId ?? [])
  const heldOn = new Map(
    [...new Set(messageIds)].flatMap((id) => {
      const [held] = archive.find(id)
      return held === undefined ? [] : [[id, held.list] as const]
    }),
  )
  return {
    judged,
    lock: toLock(judged, lock),
    messageIds,
    apply: createApply(
      new Map(judged.map((found) => [toQuoteKey(found.quote), found.judgement])),
      heldOn,
    ),
  }
}

function hasQuote({ quote }: { readonly quote?: string }): boolean {
  return quote !== undefined
}

const threadMessagesMax = 1_000

function createEvidenceArchive(store: Store | undefined): EvidenceArchive {
  // A store without mail answers nothing; asking it once is enough.
  if (store === undefined || findMailEdition(store) === 0) {
    return { find: () => [], listThread: () => [] }
  }
  const read = (held: Pick<HeldMessage, 'id' | 'messageId' | 'list' | 'digest'>): ArchivedText => ({
    messageId: held.messageId,
    list: held.list,
    digest: held.digest,
    lines: listBodyLines(readMessageDocument(store, held.id).parts),
  })
  const known = new Map<string, readonly ArchivedText[]>()
  const find = (messageId: MessageId) => {
    const texts = known.get(messageId) ?? findHeldMessages(store, messageId).map(read)
    known.set(messageId, texts)
    return texts
  }
  return {
    find,
    *listThread(messageId) {
      const threads = new Set(findHeldMessages(store, messageId).map(({ threadId }) => threadId))
      for (const threadId of threads) {
        for (const row of listThreadMessages(store, threadId).slice(0, threadMessagesMax)) {
          yield read({ ...row, digest: '' })
        }
      }
    },
  }
}

/** Keeps what could not be looked up, forgets what is no longer cited or was found to be wrong. */
function toLock(judged: readonly JudgedQuote[], before: EvidenceLock): EvidenceLock {
  const lock = new Map<string, LockedVerdict>()
  for (const { quote, judgement } of judged) {
    const key = toQuoteKey(quote)
    const locked = before.get(key)
    if (judgement.kind === 'found') {
      const { heldOn: _, ...verdict } = judgement.verdict
      lock.set(key, {
        ...verdict,
        messageDigest: judgement.digest,
        quoteDigest: digestQuote(quote.text),
      })
    } else if (
      locked !== undefined &&
      (judgement.kind === 'locked' || judgement.kind === 'stale')
    ) {
      lock.set(key, locked)
    }
  }
  return lock
}

function createApply(
  judgements: ReadonlyMap<string, Judgement>,
  heldOn: ReadonlyMap<string, string>,
): (entry: ThreadEntry) => ThreadEntry {
  const toFields = (
    slug: ThreadSlug,
    anchor: string,
  ): { evidence?: 'verified' | 'edited' | 'unchecked'; verdict?: QuoteVerdict } => {
    const judgement = judgements.get(toQuoteKey({ slug, anchor }))
    switch (judgement?.kind) {
      case 'found':
      case 'locked':
        return { evidence: judgement.verdict.found, verdict: judgement.verdict }
      // A machine has looked and not found it: what an eye believed to have read no longer counts.
      case 'misplaced':
      case 'absent':
        return { evidence: 'unchecked' }
      default:
        return {}
    }
  }
  return (entry) => ({
    ...entry,
    messages: entry.messages.map((message) => {
      const list = message.messageId && heldOn.get(message.messageId)
      return list === undefined ? message : { ...message, heldOn: list }
    }),
    positions: entry.positions.map((position) => ({
      ...position,
      ...toFields(entry.slug, anchors.position(position.id)),
    })),
    quotes: entry.quotes.map((quote) => ({
      ...quote,
      ...toFields(entry.slug, anchors.quote(quote.id)),
    })),
  })
}

/** The lock beside the entries, as text; empty if there is none. */
export async function readLockText(contentFolder: string): Promise<string> {
  return await readFile(path.join(contentFolder, lockName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    },
  )
}

export function toEvidenceLock(text: string): EvidenceLock {
  return text === '' ? new Map() : parseLock(text)
}

/**
 * Writes the lock where it changed; returns its text as it is on disk now. A folder that cannot be
 * written, as on some servers, keeps what it has.
 */
export async function keepLock(
  contentFolder: string,
  { before, lock }: { before: string; lock: EvidenceLock },
): Promise<{ readonly text: string; readonly isKept: boolean }> {
  const text = lock.size === 0 && before === '' ? '' : formatLock(lock)
  if (text === before) return { text, isKept: true }
  const file = path.join(contentFolder, lockName)
  // Hidden, so that one left behind by a process that was killed is no stray file of the content.
  const beside = path.join(contentFolder, `.${lockName}.${process.pid}`)
  try {
    await writeFile(beside, text)
    await rename(beside, file)
    return { text, isKept: true }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return { text: before, isKept: false }
    throw error
  }
}
