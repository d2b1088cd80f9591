// Where in a message a quotation stands, and how its words differ from the message's.
//
//   1. White space, `>From ` and marks around words (`_so_`, `*so*`) are no difference.
//   2. A quotation lies within one run of lines of the same quote depth: words from two places are
//      two quotations.
//   3. The author's own words come before words they quoted, and words that are the same before
//      words that differ.
//   4. Up to two fifths of the words may differ; then it is the same passage, edited.

import { toQuoteDepth, toUnquoted } from './split-body.ts'

export interface WordDifference {
  readonly in: 'both' | 'message' | 'quote'
  readonly words: string
}

export interface QuotePlace {
  readonly isSame: boolean
  /** Whether it stands in what the author quoted from somebody else. */
  readonly isQuoted: boolean
  /** The first and the last line, from 1. */
  readonly lines: readonly [number, number]
  /** Word by word; empty if all are the same. */
  readonly changes: readonly WordDifference[]
}

/** A run of lines of one quote depth as words; `lines` has the line of each word. */
interface Run {
  readonly isQuoted: boolean
  readonly words: string[]
  readonly lines: number[]
}

const messageWordsMax = 100_000
const quoteWordsMax = 400
/** With fewer words any sentence is an edition of any other. */
const editedWordsMin = 4
const editedShareMax = 0.4

/** The best place for a quotation among the lines of a message. */
export function findQuote(quote: string, lines: readonly string[]): QuotePlace | undefined {
  const words = toQuoteWords(quote)
  if (words.length === 0 || words.length > quoteWordsMax) return undefined
  const runs = toRuns(lines)
  const own = runs.filter(({ isQuoted }) => !isQuoted)
  const quoted = runs.filter(({ isQuoted }) => isQuoted)
  return (
    findSame(words, own) ??
    findSame(words, quoted) ??
    findLike(words, own) ??
    findLike(words, quoted)
  )
}

/** A quotation as it is compared; two quotations are the same if this is. */
export function foldQuote(quote: string): string {
  return toQuoteWords(quote).join(' ')
}

function toQuoteWords(quote: string): readonly string[] {
  const words = splitWords(quote)
  stripMarks(words)
  return words
}

function splitWords(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '')
}

function toRuns(lines: readonly string[]): readonly Run[] {
  const runs: Run[] = []
  let depth = -1
  let count = 0
  for (const [at, line] of lines.entries()) {
    // An mbox wrote the mark, not the author.
    const isMarkedFrom = line.startsWith('>From ')
    const lineDepth = isMarkedFrom ? 0 : toQuoteDepth(line)
    const words = splitWords(isMarkedFrom ? line.slice(1) : toUnquoted(line))
    if (lineDepth !== depth) runs.push({ isQuoted: lineDepth > 0, words: [], lines: [] })
    depth = lineDepth
    for (const word of words) {
      runs.at(-1)?.words.push(word)
      runs.at(-1)?.lines.push(at + 1)
    }
    count += words.length
    if (count > messageWordsMax) break
  }
  for (const { words } of runs) stripMarks(words)
  return runs.filter(({ words }) => words.length > 0)
}

const markedWordsMax = 12
const opening = /^[("'“‘]*([_*])(?=[^\s_*])/u
const closing = /[^_*]([_*])[)"'”’.,;:!?]*$/u

/** `_very much_` is `very much`. What opens and does not close stays: `__init`, `*pointer`. */
function stripMarks(words: string[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const mark = opening.exec(words[at] ?? '')?.[1]
    if (mark === undefined) continue
    for (let end = at; end < Math.min(at + markedWordsMax, words.length); end += 1) {
      const word = words[end] ?? ''
      if (closing.exec(word)?.[1] !== mark) continue
      words[end] = removeAt(word, word.lastIndexOf(mark))
      const first = words[at] ?? ''
      words[at] = removeAt(first, first.indexOf(mark))
      break
    }
  }
}

function removeAt(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1)
}

/** Letter by letter: the first and last word may be cut where a letter is not next to a letter. */
function findSame(words: readonly string[], runs: readonly Run[]): QuotePlace | undefined {
  const sought = words.join(' ')
  for (const run of runs) {
    const text = run.words.join(' ')
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
      const end = at + sought.length
      if (areOneWord(text, at) || areOneWord(text, end)) continue
      const first = countWords(text, at)
      const last = first + words.length - 1
      return toPlace(run, { first, last, isSame: true, changes: [] })
    }
  }
  return undefined
}

function areOneWord(text: string, at: number): boolean {
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}_]/u.test(character ?? '')
  return at > 0 && isLetter(text[at - 1]) && isLetter(text[at])
}

/** How many words end before this place. */
function countWords(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf(' '); at >= 0 && at < end; at = text.indexOf(' ', at + 1)) count += 1
  return count
}

function toPlace(
  run: Run,
  {
    first,
    last,
    ...found
  }: { first: number; last: number } & Pick<QuotePlace, 'isSame' | 'changes'>,
): QuotePlace {
  const from = run.lines[first] ?? 1
  return { isQuoted: run.isQuoted, lines: [from, run.lines[last] ?? from], ...found }
}

interface Alignment {
  readonly run: Run
  readonly first: number
  readonly last: number
  readonly distance: number
  readonly changes: readonly WordDifference[]
}

/** The passage whose words differ least (Sellers, 1980), if it is near enough. */
function findLike(words: readonly string[], runs: readonly Run[]): QuotePlace | undefined {
  if (words.length < editedWordsMin) return undefined
  let best: Alignment | undefined
  for (const run of runs) {
    const found = align(words, run)
    if (best === undefined || found.distance < best.distance) best = found
  }
  if (best === undefined || best.distance > words.length * editedShareMax) return undefined
  const { run, first, last, changes } = best
  return toPlace(run, { first, last, isSame: false, changes })
}

/** Steps back through the table of distances. */
const same = 0
const replaced = 1
const onlyInQuote = 2
const onlyInMessage = 3

function align(words: readonly string[], run: Run): Alignment {
  const width = run.words.length + 1
  const steps = new Uint8Array((words.length + 1) * width)
  // The passage may begin anywhere: nothing before it counts.
  let above = new Uint16Array(width)
  for (const [at, word] of words.entries()) {
    const row = new Uint16Array(width)
    fillRow(row, above, { word, inMessage: run.words, steps: steps.subarray((at + 1) * width) })
    above = row
  }
  const end = findEnd(above)
  const { first, changes } = walkBack(words, run, { steps, end })
  return { run, first, last: Math.max(first, end - 1), distance: above[end] ?? 0, changes }
}

interface RowOptions {
  readonly word: string
  readonly inMessage: readonly string[]
  readonly steps: Uint8Array
}

/** How far the quotation up to this word is from passages that end at each word of the message. */
function fillRow(
  row: Uint16Array,
  above: Uint16Array,
  { word, inMessage, steps }: RowOptions,
): void {
  let left = (above[0] ?? 0) + 1
  row[0] = left
  steps[0] = onlyInQuote
  for (let column = 1; column < row.length; column += 1) {
    const isSame = inMessage[column - 1] === word
    const across = (above[column - 1] ?? 0) + (isSame ? 0 : 1)
    const down = (above[column] ?? 0) + 1
    const along = left + 1
    left = Math.min(across, down, along)
    row[column] = left
    steps[column] =
      left === across ? (isSame ? same : replaced) : left === down ? onlyInQuote : onlyInMessage
  }
}

function findEnd(distances: Uint16Array): number {
  let end = 0
  for (const [at, distance] of distances.entries()) {
    if (distance < (distances[end] ?? 0)) end = at
  }
  // Last words that were replaced differ as much as last words that were added: take them along.
  while (end + 1 < distances.length && distances[end + 1] === distances[end]) end += 1
  return end
}

function walkBack(
  words: readonly string[],
  run: Run,
  { steps, end }: { steps: Uint8Array; end: number },
): { readonly first: number; readonly changes: readonly WordDifference[] } {
  const width = run.words.length + 1
  const backwards: { in: WordDifference['in']; word: string }[] = []
  let row = words.length
  let column = end
  while (row > 0) {
    const step = steps[row * width + column]
    const inQuote = words[row - 1] ?? ''
    const inMessage = run.words[column - 1] ?? ''
    if (step === same) backwards.push({ in: 'both', word: inQuote })
    if (step === replaced || step === onlyInQuote) backwards.push({ in: 'quote', word: inQuote })
    if (step === replaced || step === onlyInMessage) {
      backwards.push({ in: 'message', word: inMessage })
    }
    if (step !== onlyInMessage) row -= 1
    if (step !== onlyInQuote) column -= 1
  }
  return { first: column, changes: joinWords(backwards.reverse()) }
}

/** Words of a kind together; where words were replaced, those of the message first. */
function joinWords(
  words: readonly { readonly in: WordDifference['in']; readonly word: string }[],
): readonly WordDifference[] {
  const changes: WordDifference[] = []
  let message: string[] = []
  let quote: string[] = []
  let both: string[] = []
  const close = () => {
    if (message.length > 0) changes.push({ in: 'message', words: message.join(' ') })
    if (quote.length > 0) changes.push({ in: 'quote', words: quote.join(' ') })
    if (both.length > 0) changes.push({ in: 'both', words: both.join(' ') })
    message = []
    quote = []
    both = []
  }
  for (const { in: where, word } of words) {
    if (where === 'both') {
      if (message.length > 0 || quote.length > 0) close()
      both.push(word)
    } else {
      if (both.length > 0) close()
      if (where === 'message') message.push(word)
      else quote.push(word)
    }
  }
  close()
  return changes
}
