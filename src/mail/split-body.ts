// The text of a message as blocks: what its author wrote, what they quoted, diffs, trailers, the
// signature. One pass over the lines.

import { limits } from './limits.ts'
import { type FileDiff, parseDiffs } from './parse-diffs.ts'
import { isTrailerLine } from './parse-trailers.ts'

export interface BodyBlock {
  readonly kind: 'words' | 'quote' | 'diff' | 'trailers' | 'signature'
  /** Of a quote: how many `>` its lines begin with. */
  readonly depth: number
  /** The first line, from 1. */
  readonly line: number
  /** As written, quote marks included. */
  readonly lines: readonly string[]
  /** Of a diff: the file it changes. */
  readonly file?: FileDiff
}

const quotePattern = /^(?:> ?|\|> ?)+/u

/** How many quote marks a line begins with. `> > x` and `>> x` are 2. */
export function toQuoteDepth(line: string): number {
  if (!line.startsWith('>')) return 0
  const marks = quotePattern.exec(line)?.[0] ?? ''
  let depth = 0
  for (const character of marks) if (character === '>') depth += 1
  return Math.min(depth, limits.quoteDepth)
}

/** The line without its quote marks. */
export function toUnquoted(line: string): string {
  return line.startsWith('>') ? line.replace(quotePattern, '') : line
}

/** Splits a body; the blocks' lines together are the body's lines. */
export function splitBody(text: string): readonly BodyBlock[] {
  const lines = text.split('\n')
  const fileByLine = new Map(parseDiffs(lines).map((file) => [file.fromLine, file]))
  const signatureAt = findSignature(lines)
  const blocks: BodyBlock[] = []
  let open: { kind: BodyBlock['kind']; depth: number; line: number; lines: string[] } | undefined
  const close = () => {
    if (open !== undefined) blocks.push(open)
    open = undefined
  }
  let at = 0
  while (at < lines.length) {
    const file = fileByLine.get(at + 1)
    if (file !== undefined) {
      close()
      blocks.push({
        kind: 'diff',
        depth: 0,
        line: at + 1,
        lines: lines.slice(at, file.toLine),
        file,
      })
      at = file.toLine
      continue
    }
    const line = lines[at] ?? ''
    const depth = toQuoteDepth(line)
    const kind = depth > 0 ? 'quote' : at >= signatureAt ? 'signature' : toKind(line)
    if (open === undefined || open.kind !== kind || open.depth !== depth) {
      close()
      open = { kind, depth, line: at + 1, lines: [] }
    }
    open.lines.push(line)
    at += 1
  }
  close()
  return blocks
}

function toKind(line: string): 'trailers' | 'words' {
  return isTrailerLine(line) ? 'trailers' : 'words'
}

/** The last `-- ` line (RFC 3676, 4.3), if what follows is short enough to be a signature. */
function findSignature(lines: readonly string[]): number {
  const signatureLinesMax = 12
  const from = Math.max(0, lines.length - signatureLinesMax)
  for (let at = lines.length - 1; at >= from; at -= 1) {
    const line = lines[at]
    if (line === '-- ' || line === '--') return at
  }
  return lines.length
}
