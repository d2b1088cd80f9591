// One quotation before the archive: does it stand in the message it cites, word for word?
//
//   1. It stands in a message it cites, as its speaker's own words: verified.
//   2. It stands word for word in another message of that thread or entry, or a cited message only
//      quotes it: it is attributed to the wrong message.
//   3. A cited message has it in other words: edited.
//   4. The archive holds the message, and nothing in it is like it: absent.
//   5. The archive does not hold the message: the lock answers, if it speaks of these words.

import type { MessageId, QuoteVerdict } from '#domain'
import { findQuote } from '#mail'
import { digestQuote, type EvidenceLock } from './evidence-lock.ts'
import { type QuoteToCheck, toQuoteKey } from './list-quotes.ts'

/** A message of the archive, as far as quotations need it. */
export interface ArchivedText {
  readonly messageId: string
  readonly list: string
  /** 40 hexadecimal digits. */
  readonly digest: string
  readonly lines: readonly string[]
}

/** What is asked of the archive. */
export interface EvidenceArchive {
  /** More than one where an id was used again, or on several lists. */
  readonly find: (messageId: MessageId) => readonly ArchivedText[]
  /** Where a quotation may have been meant to point: the thread of a message. */
  readonly listThread: (messageId: MessageId) => Iterable<ArchivedText>
}

export type Judgement =
  | { readonly kind: 'found'; readonly verdict: QuoteVerdict; readonly digest: string }
  | { readonly kind: 'locked'; readonly verdict: QuoteVerdict }
  | {
      readonly kind: 'misplaced'
      readonly cited: MessageId
      /** Where its speaker wrote it, as far as the archive knows. */
      readonly right:
        | { readonly messageId: string; readonly list: string; readonly line: number }
        | undefined
      /** The line of the cited message that quotes it. */
      readonly quotedAt: number | undefined
    }
  | { readonly kind: 'absent'; readonly cited: MessageId; readonly list: string }
  /** The lock has a verdict on other words, or on another message. */
  | { readonly kind: 'stale'; readonly verdict: QuoteVerdict }
  /** No message it cites is held; `cited` is absent where no Message-ID is known. */
  | { readonly kind: 'not-held'; readonly cited: MessageId | undefined }

export interface JudgeOptions {
  readonly archive: EvidenceArchive
  readonly lock: EvidenceLock
  /** All messages of the entry, where else to look. */
  readonly others: readonly MessageId[]
  /** e.g. `2026-11-25` */
  readonly today: string
}

export function judgeQuote(quote: QuoteToCheck, options: JudgeOptions): Judgement {
  const { archive, today } = options
  const places = quote.cites.flatMap(({ messageId, mayBeQuoted }) =>
    archive.find(messageId).map((message) => ({
      cited: messageId,
      message,
      mayBeQuoted,
      place: findQuote(quote.text, message.lines),
    })),
  )
  const [first] = places
  if (first === undefined) return consultLock(quote, options)
  const found = places.flatMap(({ place, ...rest }) =>
    place === undefined ? [] : { ...rest, place },
  )
  const toFound = ({ cited, message, place }: (typeof found)[number]): Judgement => {
    const verdict: QuoteVerdict = {
      found: place.isSame ? 'verified' : 'edited',
      messageId: cited,
      lines: place.lines,
      on: today,
      ...(!place.isSame && { changes: place.changes }),
      heldOn: message.list,
    }
    return {
      kind: 'found',
      verdict: keepDate(quote, verdict, message.digest, options),
      digest: message.digest,
    }
  }
  const own = found.filter(({ place, mayBeQuoted }) => mayBeQuoted || !place.isQuoted)
  const verified = own.find(({ place }) => place.isSame)
  if (verified !== undefined) return toFound(verified)

  const onlyQuoted = found.find(({ place }) => place.isSame)
  const right = findElsewhere(quote, options)
  if (right !== undefined || onlyQuoted !== undefined) {
    return {
      kind: 'misplaced',
      cited: onlyQuoted?.cited ?? first.cited,
      right,
      quotedAt: onlyQuoted?.place.lines[0],
    }
  }
  const [edited] = own
  if (edited !== undefined) return toFound(edited)
  return { kind: 'absent', cited: first.cited, list: first.message.list }
}

/** The message in which these are its author's own words. */
function findElsewhere(
  { text, cites }: QuoteToCheck,
  { archive, others }: JudgeOptions,
): { messageId: string; list: string; line: number } | undefined {
  const seen = new Set<string>(cites.map(({ messageId }) => messageId))
  const look = (messages: Iterable<ArchivedText>) => {
    for (const { messageId, list, lines } of messages) {
      if (seen.has(messageId)) continue
      seen.add(messageId)
      const place = findQuote(text, lines)
      if (place?.isSame === true && !place.isQuoted)
        return { messageId, list, line: place.lines[0] }
    }
    return undefined
  }
  for (const id of others) {
    const found = look(archive.find(id))
    if (found !== undefined) return found
  }
  for (const { messageId } of cites) {
    const found = look(archive.listThread(messageId))
    if (found !== undefined) return found
  }
  return undefined
}

function consultLock(quote: QuoteToCheck, { lock }: JudgeOptions): Judgement {
  const locked = lock.get(toQuoteKey(quote))
  if (locked === undefined) return { kind: 'not-held', cited: quote.cites[0]?.messageId }
  const { messageDigest: _, quoteDigest, ...verdict } = locked
  const isAbout =
    quoteDigest === digestQuote(quote.text) &&
    quote.cites.some(({ messageId }) => messageId === verdict.messageId)
  return isAbout ? { kind: 'locked', verdict } : { kind: 'stale', verdict }
}

/** What was found again is as old as when it was found first, so that the lock does not change. */
function keepDate(
  quote: QuoteToCheck,
  verdict: QuoteVerdict,
  digest: string,
  { lock }: JudgeOptions,
): QuoteVerdict {
  const before = lock.get(toQuoteKey(quote))
  const isSame =
    before !== undefined &&
    before.found === verdict.found &&
    before.messageId === verdict.messageId &&
    before.messageDigest === digest &&
    before.quoteDigest === digestQuote(quote.text) &&
    String(before.lines) === String(verdict.lines)
  return isSame ? { ...verdict, on: before.on } : verdict
}
