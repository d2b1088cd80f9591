// What parsing a file gave as plain data, without the file's text: to be kept beside the file's
// digest or sent from one thread to another, and made into the same result again.

import type { Point, Position } from 'unist'
import type { VFile } from 'vfile'
import type { Definition, Mention, Parsed, Place } from './parsed.ts'

/** Everything but the entry itself, which whoever keeps it may keep packed. */
export interface PlainParsed {
  readonly slug: string
  readonly mentions: readonly Mention[]
  readonly definitions: readonly Definition[]
  readonly messages: readonly PlainMessage[]
}

/** A message on a file, by the fields that `createReport` sets. */
export interface PlainMessage {
  readonly reason: string
  readonly place: Place | undefined
  readonly ruleId: string | undefined
  readonly source: string | undefined
  readonly fatal: boolean | undefined
  readonly url: string | undefined
  readonly actual: string | undefined
  readonly expected: readonly string[] | undefined
}

export function toPlainParsed({ file, slug, mentions, definitions }: Parsed<unknown>): PlainParsed {
  const messages = file.messages.map(
    ({ reason, place, ruleId, source, fatal, url, actual, expected }) => ({
      reason,
      place,
      ruleId,
      source,
      fatal: fatal ?? undefined,
      url,
      actual,
      expected,
    }),
  )
  return { slug, mentions, definitions, messages }
}

/**
 * The result again.
 * @param file the file that was parsed; its messages are put back on it
 * @param readValue makes the entry, each time it is asked for
 */
export function fromPlainParsed<T>(
  { slug, mentions, definitions, messages }: PlainParsed,
  file: VFile,
  readValue: () => T | undefined,
): Parsed<T> {
  for (const { reason, place, ruleId, source, fatal, url, actual, expected } of messages) {
    const message = file.message(reason, {
      // vfile takes either kind of place, but has no one name for both.
      ...(place !== undefined && { place: place as Point | Position as Position }),
      ...(ruleId !== undefined && { ruleId }),
      ...(source !== undefined && { source }),
    })
    message.fatal = fatal
    message.url = url
    message.actual = actual
    message.expected = expected === undefined ? undefined : [...expected]
  }
  return {
    file,
    slug,
    mentions,
    definitions,
    get value() {
      return readValue()
    },
  }
}
