// Trailers: `Acked-by: Ann Author <ann@example.org> # for the x86 part`.
//
// b4's rule: what a reply gives counts as its author's only if the address is that of the From
// header; a trailer with another address is kept and called sloppy.

import { limits } from './limits.ts'
import type { Mailbox } from './message.ts'

export interface Trailer {
  /** As kernel documentation spells it, e.g. `Reviewed-by`. */
  readonly key: string
  /** Everything behind the colon but the scope. */
  readonly value: string
  /** Who it names, where it names somebody. */
  readonly person: Mailbox | undefined
  /** What stands behind `#`: what the trailer is about, e.g. `for the x86 part`. */
  readonly scope: string
  /** From 1, in the text. */
  readonly line: number
  /** In a reply, by somebody else's address than the one it was sent from. */
  readonly isSloppy: boolean
}

const personKeys = [
  ...['Signed-off-by', 'Acked-by', 'Reviewed-by', 'Tested-by', 'Reported-by', 'Suggested-by'],
  ...['Co-developed-by', 'Nacked-by', 'Reported-and-tested-by', 'Requested-by', 'Debugged-by'],
  ...['Bisected-by', 'Originally-by', 'Analyzed-by', 'Diagnosed-by', 'Cc', 'From'],
]
const otherKeys = [
  ...[
    'Fixes',
    'Closes',
    'Link',
    'Message-Id',
    'Message-ID',
    'Depends-on',
    'Reported-at',
    'Bugzilla',
  ],
  ...['Change-Id', 'Supersedes', 'Based-on', 'Addresses-Coverity-ID', 'References', 'Assisted-by'],
]
const keyByLower = new Map([...personKeys, ...otherKeys].map((key) => [key.toLowerCase(), key]))
const trailerPattern = /^([A-Z][A-Za-z]+(?:-[A-Za-z]+)*):[ \t]+(\S.*)$/u
const lineLengthMax = 1_000

/** Whether a line is a trailer by its key: one that is known, or `Something-by`. */
export function isTrailerLine(line: string): boolean {
  return readKey(line) !== undefined
}

function readKey(line: string): { key: string; value: string } | undefined {
  if (line.length > lineLengthMax) return undefined
  const [, written, value] = trailerPattern.exec(line) ?? []
  if (written === undefined || value === undefined) return undefined
  const key = keyByLower.get(written.toLowerCase())
  // `From:` and `Cc:` at the top of a body are headers of a forwarded patch; see `parseTrailers`.
  if (key !== undefined) return { key, value }
  const isSomethingBy = /^[A-Z][a-z]+(?:-[a-z]+)*-by$/u.test(written) && value.includes('@')
  return isSomethingBy ? { key: written, value } : undefined
}

export interface TrailerOptions {
  readonly from: Mailbox | undefined
  readonly isReply: boolean
}

/** Every trailer of a text, quoted lines left out. */
export function parseTrailers(text: string, { from, isReply }: TrailerOptions): readonly Trailer[] {
  const trailers: Trailer[] = []
  for (const [at, line] of text.split('\n').entries()) {
    // The commit message ends here; `Cc:` below belongs to the patch's own mail.
    if (line.startsWith('diff --git ')) break
    const trailer = readKey(line.trimEnd())
    if (trailer === undefined || trailer.key === 'From') continue
    trailers.push(toTrailer(trailer, { from, isReply, line: at + 1 }))
    if (trailers.length === limits.trailers) break
  }
  return trailers
}

function toTrailer(
  { key, value }: { key: string; value: string },
  { from, isReply, line }: TrailerOptions & { line: number },
): Trailer {
  const [, before = value, scope = ''] = /^(.*?)\s+#\s*(.*)$/u.exec(value) ?? []
  const person = personKeys.includes(key) || key.endsWith('-by') ? readPerson(before) : undefined
  const isGiven = isReply && person !== undefined && key !== 'Cc'
  return {
    key,
    value: before.trim(),
    person,
    scope: scope.trim(),
    line,
    isSloppy: isGiven && person.address.toLowerCase() !== from?.address.toLowerCase(),
  }
}

function readPerson(value: string): Mailbox | undefined {
  const [, name = '', bracketed] = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>/u.exec(value) ?? []
  if (bracketed !== undefined) {
    return { name: name.replaceAll(/^"|"$/gu, '').trim(), address: bracketed }
  }
  const bare = /^[^<>\s]+@[^<>\s]+/u.exec(value)?.[0]
  return bare === undefined ? undefined : { name: '', address: bare }
}
