// The header block of a message: where it ends, and its fields in order. Bytes stay bytes here, one
// character each, because only the reader of a field knows how it was meant.

import { limits } from './limits.ts'

export interface HeaderField {
  /** In lower case, e.g. `in-reply-to`. */
  readonly name: string
  /** Unfolded; each character is one byte. */
  readonly value: string
}

export interface Headers {
  readonly fields: readonly HeaderField[]
  /** Where the body begins. */
  readonly bodyAt: number
  readonly isCut: boolean
}

const lineFeed = 10
const carriageReturn = 13

/** Reads up to the first empty line. A first line `From …`, as mboxes and git write it, is passed over. */
export function readHeaders(raw: Uint8Array): Headers {
  const end = findHeaderEnd(raw)
  const block = Buffer.from(raw.buffer, raw.byteOffset, end.textEnd).toString('latin1')
  const fields: { name: string; value: string }[] = []
  for (const line of block.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line
    const last = fields.at(-1)
    if ((text.startsWith(' ') || text.startsWith('\t')) && last !== undefined) {
      // Adding to a string costs nothing in V8 until it is read; the limit bounds what is added.
      if (last.value.length < limits.headerLength) last.value += text
    } else if (fields.length < limits.headers) {
      const field = /^([!-9;-~]+)[ \t]*:(.*)$/su.exec(text)
      if (field !== null)
        fields.push({ name: (field[1] ?? '').toLowerCase(), value: field[2] ?? '' })
    }
  }
  return {
    fields: fields.map(({ name, value }) => ({ name, value: value.trim() })),
    bodyAt: end.bodyAt,
    isCut: end.isCut || fields.length === limits.headers,
  }
}

function findHeaderEnd(raw: Uint8Array): { textEnd: number; bodyAt: number; isCut: boolean } {
  let at = 0
  while (at < raw.length) {
    if (at > limits.headerBytes) return { textEnd: at, bodyAt: findEmptyLine(raw, at), isCut: true }
    const next = raw.indexOf(lineFeed, at)
    if (next < 0) break
    const isEmpty = next === at || (next === at + 1 && raw[at] === carriageReturn)
    if (isEmpty) return { textEnd: at, bodyAt: next + 1, isCut: false }
    at = next + 1
  }
  return { textEnd: Math.min(raw.length, limits.headerBytes), bodyAt: raw.length, isCut: false }
}

function findEmptyLine(raw: Uint8Array, from: number): number {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length)
  const ends = ['\n\n', '\n\r\n'].flatMap((end) => {
    const at = bytes.indexOf(end, from - 1, 'latin1')
    return at < 0 ? [] : at + end.length
  })
  return Math.min(raw.length, ...ends)
}

export function findField({ fields }: Headers, name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value
}

export function listFields({ fields }: Headers, name: string): readonly string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value)
}
