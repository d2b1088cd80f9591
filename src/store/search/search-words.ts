// The vocabulary of the index: whether a word stands anywhere, and the words nearest to one that
// does not.

import { stemWord } from '#domain'
import { findEdition } from '../edition.ts'
import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import { partSign, stemSign } from './index-tokens.ts'

/** Whether any document has the word, its stem, or an identifier with it as a part. */
export function hasWord(store: Store, word: string): boolean {
  const stem = stemWord(word)
  const found = toStatement<string[], unknown>(
    store,
    'SELECT 1 FROM SearchWord WHERE term IN (?, ?, ?, ?) LIMIT 1',
  ).get(word, stem, stemSign + stem, partSign + word)
  return found !== undefined
}

/** Whether any word or part of an identifier begins so. */
export function hasBeginning(store: Store, beginning: string): boolean {
  const statement = toStatement<string[], unknown>(
    store,
    'SELECT 1 FROM SearchWord WHERE term >= ? AND term < ? LIMIT 1',
  )
  return ['', partSign].some(
    (sign) => statement.get(sign + beginning, `${sign + beginning}\u{10FFFF}`) !== undefined,
  )
}

interface Vocabulary {
  readonly edition: string
  /** Words of every length; the most frequent first. */
  readonly wordsByLength: ReadonlyMap<number, readonly string[]>
}

const kept = new WeakMap<Store, Vocabulary>()

/** Words as long as the given one or nearly so, the most frequent first. */
export function* listWordsLike(store: Store, word: string, slips: number): Generator<string> {
  const { wordsByLength } = readVocabulary(store)
  for (let steps = 0; steps <= slips; steps += 1) {
    yield* wordsByLength.get(word.length + steps) ?? []
    if (steps > 0) yield* wordsByLength.get(word.length - steps) ?? []
  }
}

/** Only words that somebody could have meant: of letters, or identifiers; no bare numbers. */
const meant = /^[a-z_][\p{L}\p{N}_/]{2,}$/u

function readVocabulary(store: Store): Vocabulary {
  const found = findEdition(store)
  const edition = `${found?.number} ${found?.digest}`
  const known = kept.get(store)
  if (known?.edition === edition) return known
  const rows = store.sqlite
    .prepare<[], [string, number]>('SELECT term, doc FROM SearchWord')
    .raw()
    .all()
  const wordsByLength = new Map<number, string[]>()
  for (const [term] of rows.filter(([term]) => meant.test(term)).sort((a, b) => b[1] - a[1])) {
    const words = wordsByLength.get(term.length)
    if (words === undefined) wordsByLength.set(term.length, [term])
    else words.push(term)
  }
  const vocabulary = { edition, wordsByLength }
  kept.set(store, vocabulary)
  return vocabulary
}
