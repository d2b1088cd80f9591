// The number in a cell of a figure: durations in seconds, sizes in bytes.

import type { FigureUnit } from '#domain'

const secondsByUnit: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3_600,
  m: 60,
  min: 60,
  s: 1,
  ms: 1e-3,
  µs: 1e-6,
  μs: 1e-6,
  us: 1e-6,
  ns: 1e-9,
}

/** As the world writes them: KiB is 1024 bytes, KB is 1000. */
const bytesByUnit: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  byte: 1,
  bytes: 1,
  KB: 1e3,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
}

const cellLengthMax = 60

/** Reads a cell; `null` if it holds no number of that unit. */
export function parseFigureNumber(cell: string, unit: FigureUnit): number | null {
  if (cell.length > cellLengthMax) return null
  const text = cell.trim().replace(/^[−–]/u, '-')
  if (unit === 'duration') return parseDuration(text)
  if (unit === 'bytes') return parseSize(text)
  if (unit === 'percent') return parsePlain(text.replace(/\s*%$/u, ''))
  return parsePlain(text)
}

/** `30000`, `1 234` with any space a book would use, `1,234`, `-0.5`. */
function parsePlain(text: string): number | null {
  const grouped = /^-?\d{1,3}(?:[ \u00A0\u2009\u202F,]\d{3})+(?:\.\d+)?$/u.test(text)
  const digits = grouped ? text.replace(/[ \u00A0\u2009\u202F,]/gu, '') : text
  return /^-?\d+(?:\.\d+)?$/u.test(digits) ? Number(digits) : null
}

/** `39 s`, `1.5 µs`, `2m31.950s`: numbers with units, the largest first. */
function parseDuration(text: string): number | null {
  const parts = /^(?<sign>-?)(?<rest>(?:\d[\d.,\s]*(?:d|h|min|m|s|ms|µs|μs|us|ns)\s*)+)$/u.exec(
    text,
  )
  if (parts?.groups === undefined) return null
  let seconds = 0
  let smallest = Number.POSITIVE_INFINITY
  for (const [, number = '', unit = ''] of (parts.groups.rest ?? '').matchAll(
    /(\d[\d.,\s]*?)\s*([a-zµμ]+)/gu,
  )) {
    const amount = parsePlain(number)
    const size = secondsByUnit[unit]
    if (amount === null || size === undefined || size >= smallest) return null
    smallest = size
    seconds += amount * size
  }
  // 2 × 60 + 31.95 must not become 151.95000000000002.
  return Number(`${parts.groups.sign}${Number(seconds.toPrecision(15))}`)
}

/** `7696`, `8 KiB`, `10.5 KB`. */
function parseSize(text: string): number | null {
  const match = /^(?<number>.*\d)\s*(?<unit>[A-Za-z]*)$/u.exec(text)
  const amount = parsePlain(match?.groups?.number ?? '')
  const size = bytesByUnit[match?.groups?.unit ?? '']
  return amount === null || size === undefined ? null : amount * size
}

/** How numbers of each unit are written, for messages. */
export const numberExamples = {
  duration: 'a duration such as `2m31.950s`, `39 s` or `1.5 µs`',
  bytes: 'a size such as `7696`, `8 KiB` or `10.5 KB`',
  count: 'a number such as `30000` or `1 234`',
  percent: 'a percentage such as `22.4 %`',
  none: 'a number such as `30000` or `70.5`',
} as const
