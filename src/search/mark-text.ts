// The sentence that matched, with the matched words marked: the same for every engine.

import {
  hitMarkEnd,
  hitMarkStart,
  listWordParts,
  type QueryNode,
  splitWords,
  stemWord,
  type TextWord,
  toSignedWord,
} from '#domain'
import { listLeaves } from './query.ts'

/** Words in a row that a query looks for. */
export interface MarkedTerm {
  readonly words: readonly string[]
  readonly isPrefix: boolean
  /** Whether other forms of the word count, and identifiers it is a part of. */
  readonly isLoose: boolean
}

/** What a query looks for and wants to see; what it excludes is not there to be marked. */
export function listMarkedTerms(query: QueryNode | undefined): readonly MarkedTerm[] {
  const terms: MarkedTerm[] = []
  for (const { leaf, isNegated } of listLeaves(query)) {
    if (isNegated) continue
    if (leaf.kind === 'word' || leaf.kind === 'phrase') {
      const words = splitWords(leaf.text).map(({ word }) => word)
      if (words.length === 0) continue
      const signed = toSignedWord(leaf.text)
      const isLoose = leaf.kind === 'word' && words.length === 1 && signed === undefined
      terms.push({
        words: signed === undefined ? words : [signed],
        isPrefix: leaf.isPrefix,
        isLoose,
      })
    }
  }
  return terms
}

interface Span {
  readonly start: number
  readonly end: number
  /** Which term it is of, so that a sentence with several different ones wins. */
  readonly term: number
}

/** A term with what is the same at every word it is held against. */
interface ReadyTerm extends MarkedTerm {
  readonly stems: readonly string[]
}

/** Everything in the text that is looked for, in order and without overlaps. */
function listSpans(words: readonly TextWord[], terms: readonly MarkedTerm[]): readonly Span[] {
  const ready = terms.map(
    (term): ReadyTerm => ({ ...term, stems: term.isLoose ? term.words.map(stemWord) : [] }),
  )
  const isPossible = toFirstLook(ready)
  const spans: Span[] = []
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at]
    if (first === undefined || !isPossible(first.word)) continue
    let longest = 0
    let found = -1
    for (const [index, term] of ready.entries()) {
      if (term.words.length > longest && isAt(words, at, term)) {
        longest = term.words.length
        found = index
      }
    }
    const last = words[at + longest - 1]
    if (found === -1 || last === undefined) continue
    const end = last.end + (isSigned(ready[found], last) ? (last.signs ?? '').length : 0)
    spans.push({ start: first.start, end, term: found })
    at += longest - 1
  }
  return spans
}

/** Whether the signs of a word are looked for too. */
function isSigned(term: ReadyTerm | undefined, { word, signs }: TextWord): boolean {
  return signs !== undefined && term?.words.at(-1) === word + signs
}

/**
 * Whether a term can begin at a word, told from its first letter: a word and its other forms share it,
 * and only identifiers and paths have parts that begin otherwise. Nearly all words end here.
 */
function toFirstLook(terms: readonly MarkedTerm[]): (word: string) => boolean {
  const letters = new Set(terms.map(({ words }) => words[0]?.charCodeAt(0)))
  const hasLoose = terms.some(({ isLoose }) => isLoose)
  return (word) =>
    letters.has(word.charCodeAt(0)) || (hasLoose && (word.includes('_') || word.includes('/')))
}

function isAt(words: readonly TextWord[], at: number, term: ReadyTerm): boolean {
  return term.words.every((wanted, index) => {
    const found = words[at + index]
    if (found === undefined) return false
    const { word, signs } = found
    if (word === wanted || (signs !== undefined && word + signs === wanted)) return true
    const isLast = index === term.words.length - 1
    if (term.isPrefix && isLast && word.startsWith(wanted)) return true
    if (!term.isLoose) return false
    if (stemWord(word) === term.stems[index]) return true
    return listWordParts(word).some(
      (part) => part === wanted || (term.isPrefix && part.startsWith(wanted)),
    )
  })
}

/** The whole text, marked. */
export function markText(text: string, terms: readonly MarkedTerm[]): string {
  return insertMarks(text, listSpans(splitWords(text), terms), 0)
}

/** Longer sentences are cut around what matched. */
const excerptLengthMax = 260

export interface Excerpt {
  readonly text: string
  /** How many different terms it shows. */
  readonly terms: number
}

/** The sentence that shows most of what was looked for; the first one if it shows nothing. */
export function excerpt(text: string, terms: readonly MarkedTerm[]): Excerpt {
  const clean = withoutMarks(text)
  const spans = listSpans(splitWords(clean), terms)
  const sentences = listSentences(clean)
  let best = sentences[0] ?? { start: 0, end: clean.length }
  let most = 0
  for (const sentence of sentences) {
    const shown = new Set(spans.filter((span) => isWithin(span, sentence)).map(({ term }) => term))
      .size
    if (shown > most) {
      most = shown
      best = sentence
    }
  }
  const inside = spans.filter((span) => isWithin(span, best))
  const { start, end } = cut(clean, best, inside[0]?.start)
  const marked = insertMarks(
    clean.slice(start, end),
    inside.filter((span) => span.start >= start && span.end <= end),
    start,
  )
  const text_ = marked.replaceAll(/\s+/gu, ' ').trim()
  const before = start > best.start ? '… ' : ''
  const after = end < best.end ? ' …' : ''
  return { text: `${before}${text_}${after}`, terms: most }
}

interface Stretch {
  readonly start: number
  readonly end: number
}

function isWithin(span: Stretch, { start, end }: Stretch): boolean {
  return span.start >= start && span.end <= end
}

/**
 * A full stop, question or exclamation mark, or colon before a space and a capital ends a sentence, and
 * so does a line break; `e.g. x` and `3.15` do not.
 */
function listSentences(text: string): readonly Stretch[] {
  const sentences: Stretch[] = []
  let start = 0
  // The dot of an initial, as in `David S. Miller`, ends none either.
  for (const match of text.matchAll(/(?<!\b\p{Lu})[.?!][)”"’]?\s+(?=[\p{Lu}\p{N}`“"(_])|\n+/gu)) {
    const end = match.index + match[0].trimEnd().length
    if (text.slice(start, end).trim() !== '') sentences.push({ start, end })
    start = match.index + match[0].length
  }
  if (text.slice(start).trim() !== '') sentences.push({ start, end: text.length })
  return sentences
}

/** At most `excerptLengthMax` characters of the sentence, around the first match, at white space. */
function cut(text: string, sentence: Stretch, firstMatch = sentence.start): Stretch {
  if (sentence.end - sentence.start <= excerptLengthMax) return sentence
  const wanted = Math.max(sentence.start, firstMatch - Math.floor(excerptLengthMax / 3))
  const start =
    wanted === sentence.start
      ? wanted
      : wanted + (text.slice(wanted).match(/^\S*\s+/u)?.[0].length ?? 0)
  const from = Math.min(start, firstMatch)
  const limit = Math.min(sentence.end, from + excerptLengthMax)
  const end =
    limit === sentence.end
      ? limit
      : from + (text.slice(from, limit).match(/^[\s\S]*(?=\s)/u)?.[0].length ?? limit - from)
  return { start: from, end: Math.max(end, Math.min(firstMatch + 1, sentence.end)) }
}

function insertMarks(text: string, spans: readonly Span[], shift: number): string {
  let marked = ''
  let at = 0
  for (const { start, end } of spans) {
    marked += text.slice(at, start - shift)
    marked += hitMarkStart + text.slice(start - shift, end - shift) + hitMarkEnd
    at = end - shift
  }
  return marked + text.slice(at)
}

/** A text that holds the marks' own characters must not look marked. */
function withoutMarks(text: string): string {
  return text.replaceAll(/[\uE000\uE001]/gu, '')
}
