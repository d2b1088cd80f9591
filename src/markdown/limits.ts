// Refuses text that would cost more to parse than it can be worth.
//
// micromark takes time that grows with the square or cube of some depths (measured: 2 000 nested
// emphases take 4 s, 2 000 nested directives 40 s, 20 000 quotes 19 s), and the tree it makes is
// walked by recursion. Lines are scanned here once, before anything is parsed. The YAML parser
// guards itself.

import type { Point } from 'unist'

/** What makes the text unfit for parsing, and where. */
export interface Obstacle {
  readonly reason: string
  readonly place: Point
}

export const limits = {
  /** An entry; sources.yaml holds the sources of all of them. */
  fileMebibytes: { markdown: 1, yaml: 8 },
  /** Characters of indentation and of marks of quotes and lists before a line's own text. */
  linePrefix: 100,
  /** Quotes and lists that one line can open. */
  lineMarkers: 4,
  /** Lines and characters of a body; the longest of 2014 has a fifth of them. */
  bodyLines: 5_000,
  bodyLength: 256 * 1024,
  directiveDepth: 3,
  /** Characters between two empty lines. */
  blockLength: 40_000,
  /** Runs of `*`, `_` and `~` that can begin or end emphasis, between two empty lines. */
  blockEmphases: 400,
  /** Brackets, and signs that begin links and HTML, between two empty lines. */
  blockBrackets: 1_000,
  /** Depth of the tree that is left. */
  treeDepth: 40,
} as const

const prefixPattern = /^(?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/u
const markerPattern = /[>*+-]|\d+[.)]/gu
const emphasisPattern = /[*~]+|(?<![A-Za-z0-9_])_+|_+(?![A-Za-z0-9_])/gu
const bracketPattern = /[[\]<]/gu
const openingPattern = /^(:{3,})[A-Za-z]/u
const closingPattern = /^(:{3,})[ \t]*$/u

/** Finds the first thing that forbids parsing the text as YAML, or as front matter and Markdown. */
export function findObstacle(text: string, form: 'yaml' | 'markdown'): Obstacle | undefined {
  const mebibytes = limits.fileMebibytes[form]
  if (Buffer.byteLength(text) > mebibytes * 1024 * 1024) {
    const reason = `Unexpected file of more than ${mebibytes} MiB, expected less`
    return { reason, place: toPoint(1, 1) }
  }
  const oddity = /^\uFEFF|\r(?!\n)|\0/u.exec(text)
  if (oddity !== null) {
    const before = text.slice(0, oddity.index).split('\n')
    return {
      reason: `Unexpected ${nameOddity(oddity[0])}, expected plain UTF-8 with lines that end in \`\\n\``,
      place: toPoint(before.length, (before.at(-1)?.length ?? 0) + 1),
    }
  }
  return form === 'yaml' ? undefined : findDeepPlace(text)
}

function nameOddity(character: string): string {
  if (character === '\uFEFF') return 'byte order mark'
  return character === '\0' ? 'zero byte' : 'carriage return'
}

interface Block {
  length: number
  emphases: number
  brackets: number
}

function findDeepPlace(text: string): Obstacle | undefined {
  const first = countHeadLines(text)
  let block: Block = { length: 0, emphases: 0, brackets: 0 }
  /** The colons of the directives that are open, outermost first. */
  const open: number[] = []
  let line = 0
  let bodyLength = 0
  for (const content of iterateLines(text)) {
    line += 1
    if (line <= first) continue
    bodyLength += content.length
    const [prefix = ''] = prefixPattern.exec(content) ?? []
    const isEmpty = prefix.length === content.length && prefix.trim() === ''
    if (isEmpty) block = { length: 0, emphases: 0, brackets: 0 }
    const reason =
      findLongBody(line - first, bodyLength) ??
      findDeepPrefix(prefix) ??
      trackDirectives(prefix, content.slice(prefix.length), open) ??
      (isEmpty ? undefined : growBlock(block, content))
    if (reason !== undefined) return { reason, place: toPoint(line, 1) }
  }
  return undefined
}

// The lines of front matter, fences included. Where it does not end, all is body.
function countHeadLines(text: string): number {
  const [head] = /^---[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|$)/u.exec(text) ?? []
  return head === undefined ? 0 : head.split('\n').length - 1
}

function findLongBody(lines: number, length: number): string | undefined {
  if (lines > limits.bodyLines) {
    return `Unexpected text of more than ${limits.bodyLines} lines, expected fewer`
  }
  if (length <= limits.bodyLength) return undefined
  return `Unexpected text of more than ${limits.bodyLength} characters, expected fewer`
}

function* iterateLines(text: string): Generator<string> {
  let start = 0
  while (start < text.length) {
    const end = text.indexOf('\n', start)
    if (end === -1) break
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end)
    start = end + 1
  }
  yield text.slice(start)
}

function findDeepPrefix(prefix: string): string | undefined {
  if (prefix.length > limits.linePrefix) {
    return `Unexpected line that begins with ${prefix.length} signs of nesting, expected at most ${limits.linePrefix}`
  }
  const markers = prefix.length < 2 ? 0 : (prefix.match(markerPattern)?.length ?? 0)
  if (markers <= limits.lineMarkers) return undefined
  return `Unexpected ${markers} quotes and lists in one another, expected at most ${limits.lineMarkers}`
}

// A closing fence at the start of a line ends the outermost directive that is no longer than it.
// Fences elsewhere may or may not close something, so they count as open: that errs on the safe side.
function trackDirectives(prefix: string, content: string, open: number[]): string | undefined {
  if (!content.startsWith(':::')) return undefined
  const closing = prefix === '' ? closingPattern.exec(content)?.[1]?.length : undefined
  if (closing !== undefined) {
    const closed = open.findIndex((colons) => colons <= closing)
    if (closed !== -1) open.length = closed
    return undefined
  }
  const opening = openingPattern.exec(content)?.[1]?.length
  if (opening === undefined) return undefined
  open.push(opening)
  if (open.length <= limits.directiveDepth) return undefined
  return `Unexpected directive inside ${limits.directiveDepth} others, expected \`:::\` at the end of each`
}

function growBlock(block: Block, content: string): string | undefined {
  block.length += content.length
  block.emphases += content.match(emphasisPattern)?.length ?? 0
  block.brackets += content.match(bracketPattern)?.length ?? 0
  if (block.length > limits.blockLength) {
    return `Unexpected block of more than ${limits.blockLength} characters, expected an empty line before`
  }
  if (block.emphases > limits.blockEmphases) {
    return `Unexpected block with more than ${limits.blockEmphases} marks of emphasis, expected fewer`
  }
  if (block.brackets > limits.blockBrackets) {
    return `Unexpected block with more than ${limits.blockBrackets} brackets, expected fewer`
  }
  return undefined
}

function toPoint(line: number, column: number): Point {
  return { line, column }
}
