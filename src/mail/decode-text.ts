// Bytes to text, although the sender's word for how they were written may be wrong.
//
// The label is believed unless the bytes contradict it. In this order:
//   1. `us-ascii`, `iso-8859-1` or no label, and the bytes are UTF-8: UTF-8. Programs that pass bytes
//      on without looking write these labels.
//   2. A label the Encoding Standard knows, perhaps after common spellings are mended.
//   3. An unknown label such as `y` or `8-bit` (git send-email once asked for a charset, and people
//      answered its question with `y`): UTF-8 if the bytes are, else windows-1252.

import type { MailFault } from './message.ts'

export interface DecodedText {
  readonly text: string
  readonly fault?: MailFault
}

const decoders = new Map<string, TextDecoder | undefined>()
const labelsMax = 200

function findDecoder(label: string): TextDecoder | undefined {
  if (decoders.has(label)) return decoders.get(label)
  let decoder: TextDecoder | undefined
  try {
    decoder = new TextDecoder(label)
  } catch {
    // A label nobody registered. It is remembered as such.
  }
  // Senders can make up labels without end.
  if (decoders.size < labelsMax) decoders.set(label, decoder)
  return decoder
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const westernLabels = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'iso-8859-1',
  'latin1',
  '7bit',
])

/** Spellings the Encoding Standard leaves out. */
const spellings: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'iso-8859-8-e': 'iso-8859-8',
  utf8mb4: 'utf-8',
  'x-gbk': 'gbk',
  'x-euc-tw': 'big5',
}

function findUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Decodes; never fails. The fault says where the label was not believed. */
export function decodeText(bytes: Uint8Array, charset = ''): DecodedText {
  const label = charset
    .trim()
    .toLowerCase()
    .replaceAll(/["'\s]/gu, '')
  if (westernLabels.has(label)) {
    const text = findUtf8(bytes)
    if (text !== undefined) return { text }
    const fault = label.includes('ascii')
      ? { kind: 'charset-wrong' as const, detail: `charset=${label}` }
      : undefined
    return { text: decodeWestern(bytes), ...(fault && { fault }) }
  }
  if (label === 'utf-8' || label === 'utf8') {
    const text = findUtf8(bytes)
    if (text !== undefined) return { text }
    // Truncated characters at the end of a cut message are no reason to read it all differently.
    const mended = new TextDecoder().decode(bytes)
    const lost = mended.split('\uFFFD').length - 1
    const fault = { kind: 'charset-wrong' as const, detail: `charset=${label}` }
    return { text: lost <= 3 ? mended : decodeWestern(bytes), fault }
  }
  const decoder = findDecoder(spellings[label] ?? label)
  if (decoder?.encoding === 'windows-1252') return { text: decodeWestern(bytes) }
  if (decoder !== undefined) return { text: decoder.decode(bytes) }
  const fault = { kind: 'charset-unknown' as const, detail: `charset=${label.slice(0, 40)}` }
  return { text: findUtf8(bytes) ?? decodeWestern(bytes), fault }
}

// What the bytes 0x80 to 0x9f are in windows-1252; the others are their own code points. Some versions
// of Node decode windows-1252 as if it were latin-1, so this is not left to it.
const highWestern =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178'

const westernBytes = new Map([...highWestern].map((character, at) => [character, 0x80 + at]))

function decodeWestern(bytes: Uint8Array): string {
  return mendControls(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))
}

/** What came through as controls from 0x80 to 0x9f was windows-1252; nobody writes those controls. */
export function mendControls(text: string): string {
  return text.replaceAll(
    /[\u0080-\u009F]/gu,
    (control) => highWestern[control.charCodeAt(0) - 0x80] ?? '',
  )
}

/**
 * Mends lines that were UTF-8 and were read as windows-1252. A parser we do not own reads every
 * unknown label that way; it loses nothing, so it can be undone.
 */
export function mendMojibake(text: string): string {
  if (!/[\u00C2-\u00F4]/u.test(text)) return text
  return text
    .split('\n')
    .map((line) => (/[\u00C2-\u00F4]/u.test(line) ? (mendLine(line) ?? line) : line))
    .join('\n')
}

function mendLine(line: string): string | undefined {
  const bytes: number[] = []
  for (const character of line) {
    const code = character.charCodeAt(0)
    const byte = code <= 0xff ? code : westernBytes.get(character)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  return findUtf8(Uint8Array.from(bytes))
}
