// One mbox to its messages, fed in pieces of any size. The four dialects differ in how they keep a
// line that begins with `From ` inside a message from ending it:
//
//   mboxo    `>From ` for `From `; cannot be undone with certainty, so it is left as it is
//   mboxrd   one more `>` before `>*From `; undone
//   mboxcl2  nothing is marked; Content-Length says where the message ends
//   mboxcl   both: marked like mboxo, with Content-Length

export type MboxDialect = 'mboxrd' | 'mboxo' | 'mboxcl2'

export interface MboxMessage {
  /** Where its `From ` line begins, in bytes. */
  readonly offset: number
  readonly raw: Uint8Array
}

export interface MboxSplitter {
  /** Takes the next piece; gives every message that is now whole. */
  readonly push: (piece: Uint8Array) => readonly MboxMessage[]
  /** No more pieces: gives the last message. */
  readonly end: () => readonly MboxMessage[]
}

/** A message in an mbox may have this many bytes; what is longer is cut into pieces of it. */
const messageBytesMax = 64 * 1024 * 1024

const fromLine = Buffer.from('From ')
const fromAfterEmptyLine = Buffer.from('\n\nFrom ')

/** Whether a file can be an mbox, by its first bytes. */
export function isMbox(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.length).subarray(0, 5).equals(fromLine)
}

export function createMboxSplitter(dialect: MboxDialect): MboxSplitter {
  let held: Buffer = Buffer.alloc(0)
  let heldAt = 0
  // What has been searched already for the end of the first message in `held`.
  let searched = 0

  const cut = ({ isLast }: { isLast: boolean }): readonly MboxMessage[] => {
    const messages: MboxMessage[] = []
    let start = 0
    while (start < held.length) {
      const { end, searchedTo } = findEnd(held, {
        start,
        from: Math.max(start, searched),
        dialect,
        isLast,
      })
      searched = searchedTo
      if (end === undefined) break
      const message = toMessage(held.subarray(start, end), dialect)
      if (message.length > 0) messages.push({ offset: heldAt + start, raw: message })
      start = end
    }
    held = held.subarray(start)
    heldAt += start
    searched = Math.max(0, searched - start)
    return messages
  }

  return {
    push: (piece) => {
      held = held.length === 0 ? Buffer.from(piece) : Buffer.concat([held, piece])
      return cut({ isLast: false })
    },
    end: () => cut({ isLast: true }),
  }
}

interface Search {
  readonly start: number
  readonly from: number
  readonly dialect: MboxDialect
  readonly isLast: boolean
}

interface Found {
  /** Where the next message begins, or `undefined` while that cannot be known. */
  readonly end: number | undefined
  /** Up to where nothing ends the message, so that it need not be searched again. */
  readonly searchedTo: number
}

function findEnd(held: Buffer, search: Search): Found {
  const { start, from, isLast } = search
  const byLength = search.dialect === 'mboxcl2' ? findEndByLength(held, search) : undefined
  if (byLength === 'unknown') return { end: isLast ? held.length : undefined, searchedTo: start }
  if (byLength !== undefined) return { end: byLength, searchedTo: byLength }
  let at = from
  for (;;) {
    const found = findSeparator(held, at)
    if (found < 0) break
    // A sentence may begin with `From ` after an empty line; an envelope has a time in it.
    const lineEnd = held.indexOf(10, found)
    if (lineEnd < 0 && !isLast) return { end: undefined, searchedTo: at }
    const line = held.subarray(found, lineEnd < 0 ? held.length : lineEnd)
    if (isEnvelope(line)) return { end: found, searchedTo: found }
    at = found
  }
  const isTooLong = held.length - start > messageBytesMax
  if (isLast || isTooLong) return { end: held.length, searchedTo: held.length }
  // The separator itself may lie across the edge of two pieces.
  return { end: undefined, searchedTo: Math.max(at, held.length - fromAfterEmptyLine.length - 1) }
}

/** The next `From ` behind an empty line. */
function findSeparator(held: Buffer, from: number): number {
  const unix = held.indexOf(fromAfterEmptyLine, from)
  const dos = held.indexOf('\r\n\r\nFrom ', from, 'latin1')
  const ends = [...(unix < 0 ? [] : [unix + 2]), ...(dos < 0 ? [] : [dos + 4])]
  return ends.length === 0 ? -1 : Math.min(...ends)
}

/** `From ann@example.org Wed May 28 19:13:45 2014`, with more or less around. */
function isEnvelope(line: Buffer): boolean {
  return /^From \S+.*\d{1,2}:\d{2}(?::\d{2})?.*\d{4}/u.test(
    line.subarray(0, 300).toString('latin1'),
  )
}

function findEndByLength(held: Buffer, { start }: Search): number | 'unknown' | undefined {
  const unix = held.indexOf('\n\n', start, 'latin1')
  if (unix < 0) return 'unknown'
  const head = held.subarray(start, unix).toString('latin1')
  const length = /^content-length:\s*(\d{1,9})\s*$/imu.exec(head)?.[1]
  if (length === undefined) return undefined
  const end = unix + 2 + Number(length)
  // A length that lies does not lead to a `From ` line; then the lines themselves decide.
  if (end + fromLine.length + 2 > held.length)
    return end > messageBytesMax + start ? undefined : 'unknown'
  for (const gap of [0, 1, 2]) {
    if (held.subarray(end + gap, end + gap + fromLine.length).equals(fromLine)) return end + gap
  }
  return undefined
}

/** Without its `From ` line and the empty line that ends it, and with its own lines as they were. */
function toMessage(bytes: Buffer, dialect: MboxDialect): Buffer {
  const lineEnd = bytes.subarray(0, 5).equals(fromLine) ? bytes.indexOf(10) : -1
  let message = bytes.subarray(lineEnd + 1)
  if (lineEnd < 0 && bytes.subarray(0, 5).equals(fromLine)) return Buffer.alloc(0)
  if (message.subarray(-2).equals(Buffer.from('\n\n'))) message = message.subarray(0, -1)
  else if (message.subarray(-4).equals(Buffer.from('\r\n\r\n'))) message = message.subarray(0, -2)
  if (dialect !== 'mboxrd' || !message.includes('>From ')) return message
  return Buffer.from(message.toString('latin1').replaceAll(/^>(>*From )/gmu, '$1'), 'latin1')
}

/** The message as one of an mboxrd: with a `From ` line, and its own `From ` lines marked. */
export function toMboxrd(raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length)
  const marked = bytes.includes('From ')
    ? Buffer.from(bytes.toString('latin1').replaceAll(/^(>*From )/gmu, '>$1'), 'latin1')
    : bytes
  const end = marked.at(-1) === 10 ? '\n' : '\n\n'
  return Buffer.concat([
    Buffer.from('From mboxrd@z Thu Jan  1 00:00:00 1970\n'),
    marked,
    Buffer.from(end),
  ])
}
