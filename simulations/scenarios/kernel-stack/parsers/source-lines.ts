// Text as people paste it, made plain: one line after the other without what mail, terminals, web
// pages, journals and the kernel's own log put around it. Line numbers stay those of the paste.

import { isBlank, isDigit, isSymbolPart, readDecimal, skip, skipBlanks } from './scan.ts'

export interface SourceLine {
  /** As in the reader's own editor, from 1. */
  readonly number: number
  readonly text: string
}

/** Longer lines are cut: nothing a kernel prints comes near. */
export const lineLengthMax = 4_096

/** Every line of a text that is not empty, cleaned. */
export function toSourceLines(text: string): readonly SourceLine[] {
  const lines: SourceLine[] = []
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let number = 1
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    if (end > start) {
      const line = cleanLine(text.slice(start, Math.min(end, start + lineLengthMax)))
      if (line !== '') lines.push({ number, text: line })
    }
    number++
    start = end + 1
  }
  return lines
}

/** One line without quotation marks, colours, entities, journal, time stamp and ftrace's columns. */
export function cleanLine(line: string): string {
  let text = line.endsWith('\r') ? line.slice(0, -1) : line
  if (text.includes('\u001b')) text = withoutColours(text)
  if (text.includes('&')) text = withoutEntities(text)
  let at = skipQuotes(text)
  at = skipJournal(text, at)
  at = skipLevel(text, at)
  at = skipTime(text, at)
  at = skipTraceColumns(text, at)
  return at === 0 ? text : text.slice(at)
}

/** Without the terminal's colour codes, e.g. `ESC [ 1 ; 31 m`. */
function withoutColours(text: string): string {
  let plain = ''
  let at = 0
  while (at < text.length) {
    const mark = text.indexOf('\u001b', at)
    if (mark === -1) return plain + text.slice(at)
    plain += text.slice(at, mark)
    at = mark + 1
    if (text[at] !== '[') continue
    at = skip(text, at + 1, (code) => isDigit(code) || code === 59 || code === 58)
    // The letter that ends the code.
    at++
  }
  return plain
}

const entities: readonly (readonly [string, string])[] = [
  ['&gt;', '>'],
  ['&lt;', '<'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&nbsp;', ' '],
  // Last, so that `&amp;gt;`, a page escaped twice, is not taken for a quotation mark.
  ['&amp;', '&'],
]

function withoutEntities(text: string): string {
  return entities.reduce((plain, [entity, mark]) => plain.replaceAll(entity, mark), text)
}

/** Behind any depth of `> > `. */
function skipQuotes(text: string): number {
  let at = 0
  for (;;) {
    // Mail indents quotations of quotations by at most a blank.
    const mark = text.charCodeAt(at) === 32 ? at + 1 : at
    if (text[mark] !== '>') return at
    at = mark + 1
    if (text.charCodeAt(at) === 32) at++
  }
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'
const journalPrefixMax = 120

/** Behind `May 28 15:53:58 host kernel: ` or `2014-05-28T15:53:58+0000 host kernel: `. */
function skipJournal(text: string, at: number): number {
  if (text.startsWith('kernel: ', at)) return at + 'kernel: '.length
  const first = text.slice(at, at + 3)
  const isDated =
    (first.length === 3 && first !== '   ' && months.includes(first)) ||
    (isDigit(text.charCodeAt(at)) && text[at + 4] === '-' && text[at + 10] === 'T')
  if (!isDated) return at
  const kernel = text.slice(at, at + journalPrefixMax).indexOf(' kernel: ')
  return kernel === -1 ? at : at + kernel + ' kernel: '.length
}

/** Behind the log level of the console, `<4>`. */
function skipLevel(text: string, at: number): number {
  if (text[at] !== '<') return at
  const end = skip(text, at + 1, isDigit)
  return end > at + 1 && end - at < 5 && text[end] === '>' ? end + 1 : at
}

const timeLengthMax = 40

/** Behind `[  111.404781] `, `[  111.404781][T1234] ` or the words of `dmesg -T`. */
function skipTime(text: string, at: number): number {
  // The first bracket is easily lost in copying; then blanks or digits come first.
  const first = text.charCodeAt(at)
  const hasBracket = first === 91
  if (!hasBracket && first !== 32 && !isDigit(first)) return at
  const open = hasBracket ? at + 1 : at
  const close = text.slice(open, open + timeLengthMax).indexOf(']')
  if (close === -1) return at
  const inside = text.slice(open, open + close)
  if (!(isSeconds(inside) || (hasBracket && isCalendarTime(inside)))) return at
  let end = open + close + 1
  if (text[end] === '[' && (text[end + 1] === 'T' || text[end + 1] === 'C')) {
    const caller = skip(text, end + 2, isDigit)
    if (text[caller] === ']') end = caller + 1
  }
  return text.charCodeAt(end) === 32 ? end + 1 : end
}

/** Whether it is `  111.404781`. */
function isSeconds(inside: string): boolean {
  const start = skipBlanks(inside, 0)
  const point = skip(inside, start, isDigit)
  if (point === start || inside[point] !== '.') return false
  const end = skip(inside, point + 1, isDigit)
  return end > point + 1 && end === inside.length
}

/** Whether it is `Wed May 28 06:53:58 2014`. */
function isCalendarTime(inside: string): boolean {
  return months.includes(inside.slice(4, 7)) && inside[3] === ' ' && inside.includes(':')
}

/**
 * Behind `kworker/-5766    0d..2 1071625991us : stack_trace_call: `, the columns ftrace puts before
 * each line when it dumps its buffer into the log. Names of threads may hold anything, so it looks
 * for the last `-` with digits after it before the time.
 */
function skipTraceColumns(text: string, at: number): number {
  const time = text.indexOf('us', at)
  if (time <= at || !isDigit(text.charCodeAt(time - 1))) return at
  const colon = skipBlanks(text, time + 2)
  if (text[colon] !== ':') return at
  const dash = text.lastIndexOf('-', time)
  if (dash < at || readDecimal(text, dash + 1) === undefined) return at
  const name = skipBlanks(text, colon + 1)
  const end = skip(text, name, isSymbolPart)
  if (end === name || text[end] !== ':') return at
  // One blank belongs to the column; more are the row's own.
  return isBlank(text.charCodeAt(end + 1)) ? end + 2 : end + 1
}
