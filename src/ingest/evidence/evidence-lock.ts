// `content/evidence.lock.json`: what machines found, so that a site without the mail still says what
// was compared, and whoever has the mail can compare it again. Sorted, so that two of them can be
// compared line by line.

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type MessageId, parseMessageId, type QuoteVerdict } from '#domain'
import { foldQuote } from '#mail'

/** A verdict with what it was about: these words, in this state of the message. */
export interface LockedVerdict extends Omit<QuoteVerdict, 'heldOn'> {
  readonly messageDigest: string
  readonly quoteDigest: string
}

/** By entry and anchor, e.g. `proc-directory-entries#position-dichtel-who`. */
export type EvidenceLock = ReadonlyMap<string, LockedVerdict>

export const lockName = 'evidence.lock.json'

/** The file is there and is not what we write. */
export class EvidenceLockUnreadable extends Error {
  override name = 'EvidenceLockUnreadable'
  readonly hint =
    'It is made by `patchlore index`: take one side of a conflict whole, or delete the file and index again with the mail.'
}

const digestPattern = /^[0-9a-f]{40}$/u
const changeSchema = z.strictObject({
  in: z.enum(['both', 'message', 'quote']),
  words: z.string(),
})
const verdictSchema = z.strictObject({
  found: z.enum(['verified', 'edited']),
  message: z.string().transform((text, context): MessageId => {
    const id = parseMessageId(text)
    if (id !== undefined) return id
    context.addIssue({ code: 'custom', message: 'Unexpected name, expected a Message-ID' })
    return z.NEVER
  }),
  messageDigest: z.string().regex(digestPattern),
  quoteDigest: z.string().regex(digestPattern),
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  on: z.iso.date(),
  changes: z.array(changeSchema).optional(),
})
const lockSchema = z.strictObject({
  version: z.literal(1),
  verdicts: z.record(z.string(), verdictSchema),
})

export function parseLock(text: string): EvidenceLock {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new EvidenceLockUnreadable(`Unexpected text in ${lockName}, expected JSON`, { cause })
  }
  const { success, data, error } = lockSchema.safeParse(json)
  if (!success) {
    const [issue] = error.issues
    const place = issue?.path.join(' → ') ?? ''
    throw new EvidenceLockUnreadable(
      `Unexpected value in ${lockName} at ${place}: ${issue?.message}`,
    )
  }
  return new Map(
    Object.entries(data.verdicts).map(([key, { message, changes, ...rest }]) => [
      key,
      { ...rest, messageId: message, ...(changes !== undefined && { changes }) },
    ]),
  )
}

export function formatLock(lock: EvidenceLock): string {
  const keys = [...lock.keys()].sort()
  const verdicts = Object.fromEntries(
    keys.map((key) => {
      const { messageId, found, messageDigest, quoteDigest, lines, on, changes } = lock.get(
        key,
      ) as LockedVerdict
      return [key, { found, message: messageId, messageDigest, quoteDigest, lines, on, changes }]
    }),
  )
  return `${JSON.stringify({ version: 1, verdicts }, null, 2)}\n`
}

export function digestQuote(quote: string): string {
  return createHash('sha256').update(foldQuote(quote)).digest('hex').slice(0, 40)
}
