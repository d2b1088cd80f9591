// One header field to text: encoded words, and bytes above 127 that should not be there.

import { decodeWords } from 'postal-mime'
import { decodeText } from './decode-text.ts'
import { limits } from './limits.ts'

const notAscii = /[\u0080-\u00FF]/u

/** Whether the field has bytes that RFC 5322 does not allow, as old mail and spam do. */
export function hasRawBytes(value: string): boolean {
  return notAscii.test(value)
}

/** Decodes a field whose characters are bytes. Control characters become spaces. */
export function decodeHeader(value: string): string {
  const cut = value.slice(0, limits.headerLength)
  const text = notAscii.test(cut) ? decodeText(Buffer.from(cut, 'latin1')).text : cut
  const words = text.includes('=?') ? decodeWords(text) : text
  return toOneLine(words)
}

/** Decodes a field for a parser of its own, e.g. of addresses, which decodes the words itself. */
export function decodeRawBytes(value: string): string {
  const cut = value.slice(0, limits.headerLength)
  return notAscii.test(cut) ? decodeText(Buffer.from(cut, 'latin1')).text : cut
}

/** White space and control characters folded to single spaces. */
export function toOneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replaceAll(/[\s\u0000-\u001F\u007F-\u009F]+/gu, ' ').trim()
}
