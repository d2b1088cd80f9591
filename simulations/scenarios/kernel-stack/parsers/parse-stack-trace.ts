// The stack tracer's table, from /sys/kernel/debug/tracing/stack_trace or out of a log: one row per
// function, deepest first, with the depth at its return address and the bytes to the next row.

import type { Frame } from '../frame.ts'
import type { Notebook } from './reading.ts'
import {
  isBlank,
  isDigit,
  isHex,
  isSymbolPart,
  readDecimal,
  skip,
  skipBlanks,
  toDecimal,
} from './scan.ts'
import type { SourceLine } from './source-lines.ts'

export interface TraceRow {
  readonly index: number
  readonly depth: number
  readonly size: number
  readonly location: string
  /** Where it stands in the paste. */
  readonly line: number
}

interface Block {
  readonly rows: TraceRow[]
  readonly announced: number | undefined
}

export interface StackTrace {
  /** In the order of the calls: what the thread began with comes first. */
  readonly frames: readonly Frame[]
  readonly depth: number
}

/** More rows than a stack of 64 KiB can hold of the smallest frame. */
export const rowsMax = 8_192

/** What the tracer prints when it is off. */
export function isDisabledNotice(text: string): boolean {
  return text.includes('Stack tracer disabled')
}

export interface TraceHeader {
  /** How many rows are said to follow, unless the mail broke the line before it. */
  readonly entries: number | undefined
}

/** `        Depth    Size   Location    (51 entries)`, or nothing. */
export function parseTraceHeader(text: string): TraceHeader | undefined {
  const depth = skipBlanks(text, 0)
  if (!text.startsWith('Depth', depth)) return undefined
  const size = skipBlanks(text, depth + 5)
  if (!text.startsWith('Size', size)) return undefined
  const location = skipBlanks(text, size + 4)
  if (!text.startsWith('Location', location)) return undefined
  return { entries: parseEntries(text, location + 8) }
}

/** `(51 entries)` */
function parseEntries(text: string, at: number): number | undefined {
  const open = skipBlanks(text, at)
  const count = text[open] === '(' ? readDecimal(text, open + 1) : undefined
  return count !== undefined && text.startsWith(' entries)', count.end) ? count.value : undefined
}

/** A row, with an empty location if the mail broke the line before it; nothing if it is none. */
export function parseTraceRow({ text, number }: SourceLine): TraceRow | undefined {
  // Logs have a hundred thousand of these lines: numbers are read in place, without objects.
  const indexStart = skipBlanks(text, 0)
  const indexEnd = skip(text, indexStart, isDigit)
  if (indexEnd === indexStart || text.charCodeAt(indexEnd) !== closingBracket) return undefined
  const depthStart = skipBlanks(text, indexEnd + 1)
  const depthEnd = skip(text, depthStart, isDigit)
  const sizeStart = skipBlanks(text, depthEnd)
  const sizeEnd = skip(text, sizeStart, isDigit)
  if (depthEnd === depthStart || sizeStart === depthEnd || sizeEnd === sizeStart) return undefined
  const index = toDecimal(text, indexStart, indexEnd)
  const depth = toDecimal(text, depthStart, depthEnd)
  const size = toDecimal(text, sizeStart, sizeEnd)
  // Also false for numbers too long to be any.
  const isPossible = index < rowsMax && depth <= depthMax && size <= depthMax
  const start = skipBlanks(text, sizeEnd)
  const end = findLocationEnd(text, start)
  if (!isPossible || (end === start && start < text.length)) return undefined
  if (start === sizeEnd && start < text.length) return undefined
  return { index, depth, size, location: text.slice(start, end), line: number }
}

const closingBracket = 41
const depthMax = 99_999_999

/** Where a location ends: `symbol+0x28/0x30`, `symbol+0x28/0x30 [module]` or `0xffffffff81004e14`. */
function findLocationEnd(text: string, start: number): number {
  let end = skip(text, start, isSymbolPart)
  if (end === start) return start
  if (text.startsWith('+0x', end)) {
    end = skip(text, end + 3, isHex)
    if (text.startsWith('/0x', end)) end = skip(text, end + 3, isHex)
  }
  const bracket = skipBlanks(text, end)
  if (text[bracket] !== '[') return end
  const close = text.indexOf(']', bracket)
  return close === -1 ? end : close + 1
}

export interface StackTraces {
  /** The deepest of all tables, since a mail may quote several; nothing if there is none. */
  readonly deepest: StackTrace | undefined
  readonly count: number
}

/**
 * Reads the tables of a paste. Lines it does not know are given to `other`, which says whether it
 * could use them.
 */
export function parseStackTraces(
  lines: readonly SourceLine[],
  notebook: Notebook,
  other: (line: SourceLine) => boolean,
): StackTraces {
  const tables = createTables()
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as SourceLine
    const header = parseTraceHeader(line.text)
    if (header !== undefined) {
      const below = header.entries ?? parseEntries(lines[at + 1]?.text ?? '', 0)
      tables.begin(below)
      notebook.use()
      if (below !== header.entries) {
        at++
        notebook.use()
        notebook.repair(line.number, joint)
      }
      continue
    }
    const row = parseTraceRow(line)
    if (row === undefined) {
      if (isRuler(line.text) || other(line)) notebook.use()
      else notebook.ignore(line)
      continue
    }
    if (row.location !== '') {
      addRow(tables, row, line, notebook)
      continue
    }
    const location = findWrappedLocation(lines[at + 1]?.text ?? '')
    if (location !== '') {
      at++
      notebook.use()
      notebook.repair(line.number, joint)
    }
    addRow(tables, { ...row, location }, line, notebook)
  }
  const { deepest, count } = tables.end()
  return { deepest: deepest === undefined ? undefined : toTrace(deepest, notebook), count }
}

interface Tables {
  /** Opens a table, which counts from its first row on. */
  readonly begin: (announced: number | undefined) => Block
  readonly open: () => Block | undefined
  readonly end: () => { readonly deepest: Block | undefined; readonly count: number }
}

/** A log of a day holds thousands of tables: only the open one and the deepest are kept. */
function createTables(): Tables {
  let open: Block | undefined
  let deepest: Block | undefined
  let count = 0
  function close(): void {
    const depth = open?.rows[0]?.depth
    if (depth === undefined) return
    count++
    if (depth > (deepest?.rows[0]?.depth ?? -1)) deepest = open
  }
  return {
    begin: (announced) => {
      close()
      open = { rows: [], announced }
      return open
    },
    open: () => open,
    end: () => {
      close()
      open = undefined
      return { deepest, count }
    },
  }
}

const joint = 'joined with the next line, where the mail had broken it'

/** Whether a table begins or goes on here, even if a mail broke the line. */
export function isTraceLine(line: SourceLine, next: SourceLine | undefined): boolean {
  if (parseTraceHeader(line.text) !== undefined) return true
  const row = parseTraceRow(line)
  if (row === undefined) return false
  // A row without a function could be an item of a list in a letter.
  return row.location !== '' || findWrappedLocation(next?.text ?? '') !== ''
}

/** `        -----    ----   --------`, and the line of hyphens around a dump. */
function isRuler(text: string): boolean {
  const start = skipBlanks(text, 0)
  return (
    text.startsWith('---', start) &&
    skip(text, start, (code) => code === 45 || isBlank(code)) === text.length
  )
}

function findWrappedLocation(text: string): string {
  const start = skipBlanks(text, 0)
  const end = findLocationEnd(text, start)
  // A whole location and nothing else: not the first word of a sentence.
  const location = text.slice(start, end)
  return location.includes('+0x') && text.slice(end).trim() === '' ? location : ''
}

function addRow(tables: Tables, row: TraceRow, line: SourceLine, notebook: Notebook): void {
  const open = tables.open()
  const last = open?.rows.at(-1)
  if (open === undefined || (last !== undefined && row.index <= last.index)) {
    tables.begin(undefined).rows.push(row)
    notebook.use()
    return
  }
  if (last !== undefined && row.depth >= last.depth) {
    // A stack gets shallower towards its beginning; this row cannot belong here.
    notebook.ignore(line)
    return
  }
  if (open.rows.length >= rowsMax) {
    notebook.ignore(line)
    return
  }
  open.rows.push(row)
  notebook.use()
}

function toTrace({ rows, announced }: Block, notebook: Notebook): StackTrace {
  const frames: Frame[] = []
  for (const [at, row] of rows.entries()) {
    const next = rows[at + 1]
    if (row.location === '') notebook.repair(row.line, 'the name of the function is missing')
    const size = row.depth - (next?.depth ?? 0)
    const isLast = next === undefined
    const isCutOff = isLast && row.size < row.depth && announced !== rows.length
    if (isCutOff) {
      notebook.repair(
        row.line,
        `the rows below are missing: ${row.depth - row.size} bytes stand as one frame`,
      )
      frames.push(toFrame(row.location, row.size), {
        symbol: '(rows not pasted)',
        size: row.depth - row.size,
      })
      continue
    }
    if (next !== undefined && next.index !== row.index + 1) {
      notebook.repair(
        row.line,
        `rows ${row.index + 1} to ${next.index - 1} are missing: their bytes are counted with row ${row.index}`,
      )
    } else if (size !== row.size) {
      notebook.repair(row.line, `the size ${row.size} does not fit the depths, taken as ${size}`)
    }
    frames.push(toFrame(row.location, size))
  }
  const [first] = rows
  if (announced !== undefined && announced !== rows.length) {
    notebook.repair(first?.line ?? 1, `${announced} entries are announced, ${rows.length} are here`)
  }
  return { frames: frames.reverse(), depth: first?.depth ?? 0 }
}

/** `ext4_writepages+0x6d1/0xce0 [ext4]` taken apart. */
export function toFrame(location: string, size: number): Frame {
  const plus = location.indexOf('+0x')
  const bracket = location.indexOf('[')
  const head = bracket === -1 ? location : location.slice(0, bracket).trimEnd()
  const module = bracket === -1 ? undefined : location.slice(bracket + 1, -1)
  const symbol = plus === -1 ? head : head.slice(0, plus)
  const offset = plus === -1 ? undefined : head.slice(plus + 1)
  return {
    symbol: symbol === '' ? '(unknown)' : symbol,
    size,
    ...(offset !== undefined && { offset }),
    ...(module !== undefined && { module }),
  }
}
