// What a word is, the same for every index, every query and every mark: letters, digits, `_` and `/`,
// so that identifiers and paths stay whole; folded, so that capitals and accents do not matter.

import { stemmer } from 'stemmer'

export interface TextWord {
  /** Folded, e.g. `__alloc_pages_nodemask`, `proc/net/dev_snmp6`, `grosse`. */
  readonly word: string
  /** Where it stands: offsets in UTF-16 code units, the end excluded. */
  readonly start: number
  readonly end: number
  /** What stands at its end like a part of it, e.g. the `++` of `C++`. */
  readonly signs?: string
}

const runs = /[\p{L}\p{N}\p{M}_/]+/gu
/** The same in a text of nothing but ASCII, as most are; several times as fast. */
const plainRuns = /[\w/]+/g
/** Nobody looks for more; what is longer is a blob. */
const wordLengthMax = 200

/** The words of a text in order. */
export function splitWords(text: string): readonly TextWord[] {
  const words: TextWord[] = []
  const isPlain = /^[\0-\x7F]*$/.test(text)
  for (const match of text.matchAll(isPlain ? plainRuns : runs)) {
    const run = match[0]
    const found = isPlain && /^[a-z\d]+$/i.test(run) ? run : run.replace(/^\/+|\/+$/gu, '')
    const word = foldWord(found)
    // A slash or underscore alone is no word.
    if (!/[\p{L}\p{N}]/u.test(word)) continue
    // `/proc/` is the path `proc`.
    const start = match.index + run.indexOf(found)
    const end = start + found.length
    const signs = readSigns(text, match.index + run.length)
    const place = { word: word.slice(0, wordLengthMax), start, end }
    words.push(signs === '' || word.length > wordLengthMax ? place : { ...place, signs })
  }
  return words
}

// As in Xapian, which lore asks: up to three of them, and no word goes on behind.
const signsHere = /[+#]{1,3}(?![\p{L}\p{N}\p{M}_/+#])/uy
/** The same found from the signs, of which there are few, back to their word. */
const signsAnywhere =
  /[+#]{1,3}(?<=([\p{L}\p{N}\p{M}_/]{1,200})[+#]{1,3})(?![\p{L}\p{N}\p{M}_/+#])/gu

function readSigns(text: string, at: number): string {
  const next = text[at]
  if (next !== '+' && next !== '#') return ''
  signsHere.lastIndex = at
  return signsHere.exec(text)?.[0] ?? ''
}

/** The words of a text that have signs at their end, with them and each once, e.g. `c++`. */
export function listSignedWords(text: string): readonly string[] {
  const found = new Set<string>()
  for (const [signs, before = ''] of text.matchAll(signsAnywhere)) {
    const word = foldWord(before.replace(/^\/+|\/+$/gu, ''))
    if (/[\p{L}\p{N}]/u.test(word)) found.add(word + signs)
  }
  return [...found]
}

/** The word that a text is with its signs, e.g. `c++`; `undefined` if it has none or is several. */
export function toSignedWord(text: string): string | undefined {
  const [first, ...others] = splitWords(text)
  return first?.signs === undefined || others.length > 0 ? undefined : first.word + first.signs
}

/** A signed word as letters alone, of private use where it has signs: indexes drop `+` and `#`. */
export function toSignToken(signed: string): string {
  return signed.replaceAll('+', '\uE014').replaceAll('#', '\uE015')
}

/** As indexes keep it: compatible forms unified, no accents, lower case. */
export function foldWord(text: string): string {
  // Nearly all words are this plain, and indexing folds millions.
  if (/^[\w/]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_/]/gu, '')
}

/** How many stems are remembered: more than the words anybody writes often. */
const stemsMax = 20_000
const stemByWord = new Map<string, string>()

/** The stem of an English word; what has digits, `_`, `/` or other letters has none but itself. */
export function stemWord(word: string): string {
  if (!/^[a-z]{3,}$/u.test(word)) return word
  let stem = stemByWord.get(word)
  if (stem === undefined) {
    stem = stemmer(word)
    if (stemByWord.size >= stemsMax) stemByWord.clear()
    stemByWord.set(word, stem)
  }
  return stem
}

/** A path of more steps gives only its steps as parts, not every run of them. */
const pathStepsMax = 6

/**
 * What an identifier or path is put together from, each once and without the whole:
 * `__alloc_pages` → `alloc_pages`, `alloc`, `pages`; `proc/net` → `proc`, `net`.
 */
export function listWordParts(word: string): readonly string[] {
  if (!/[_/]/u.test(word)) return []
  const parts = new Set<string>()
  const steps = word.split('/').filter((step) => step !== '')
  if (steps.length > 1 && steps.length <= pathStepsMax) {
    for (let from = 0; from < steps.length; from += 1) {
      for (let to = from + 1; to <= steps.length; to += 1)
        parts.add(steps.slice(from, to).join('/'))
    }
  }
  for (const step of steps) {
    parts.add(step)
    parts.add(step.replace(/^_+|_+$/gu, ''))
    for (const part of step.split('_')) parts.add(part)
  }
  parts.delete(word)
  parts.delete('')
  return [...parts]
}

/** Numbers written in groups of three, as one: `449 985 000` → `449985000`. */
export function listJoinedNumbers(text: string): readonly string[] {
  const groups = text.match(/(?<![\d.,])\d{1,3}(?:[ \u00A0\u202F,]\d{3})+(?![\d])/gu) ?? []
  return groups.map((group) => group.replaceAll(/\D/gu, ''))
}
