// What a word is, the same for every index, every query and every mark: letters, digits, `_` and `/`,
// so that identifiers and paths stay whole; folded, so that capitals and accents do not matter.

import { stemmer } from 'stemmer'

export interface TextWord {
  /** Folded, e.g. `__alloc_pages_nodemask`, `proc/net/dev_snmp6`, `grosse`. */
  readonly word: string
  /** Where it stands: offsets in UTF-16 code units, the end excluded. */
  readonly start: number
  readonly end: number
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
    words.push({ word: word.slice(0, wordLengthMax), start, end: start + found.length })
  }
  return words
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
