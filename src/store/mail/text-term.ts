// Words as mail is asked for them, and how FTS5 is told. Callers hand over words; no syntax crosses.

import { LRUCache } from 'lru-cache'
import { listSignedWords, listWordForms, toSignedWord, toSignToken } from '#domain'
import type { Store } from '../open-store.ts'
import { toStatement } from '../statement.ts'
import { findMailEdition } from './find-mail.ts'

/** A word, its beginning, or several words in a row. */
export interface TextTerm {
  readonly words: readonly string[]
  /** Whether the last word is only the beginning of one. */
  readonly isPrefix: boolean
  /** Whether other forms of a single word are as good: `threads` for `thread`. */
  readonly withForms?: boolean
}

/**
 * An FTS5 string: doubled quotes are its only escape, so no word can become an operator.
 * A NUL would end the text before its closing quote.
 */
export function toFts5(store: Store, { words, isPrefix, withForms = false }: TextTerm): string {
  const text = words.join(' ')
  const signed = listSignedWords(text).map((word) => `"${toSignToken(word)}"`)
  if (toSignedWord(text) !== undefined) return signed.join()
  const row = `"${text.replaceAll('\0', ' ').replaceAll('"', '""')}"${isPrefix ? '*' : ''}`
  // A row knows nothing of signs: whoever writes "C++ compiler" wants no mail without `C++`.
  if (signed.length > 0) return `(${[row, ...signed].join(' AND ')})`
  const [word = ''] = words
  const forms = withForms && words.length === 1 && !isPrefix ? listKnownForms(store, word) : []
  return forms.length > 0 ? `(${forms.map((form) => `"${form}"`).join(' OR ')})` : row
}

const keptWordsMax = 2_000

interface KeptForms {
  readonly edition: number
  readonly formsByWord: LRUCache<string, readonly string[]>
}

const keptByConnection = new WeakMap<Store['sqlite'], KeptForms>()

/** The forms of a word that stand somewhere: FTS5 ranks by each one it is asked for. */
function listKnownForms(store: Store, word: string): readonly string[] {
  const possible = listWordForms(word)
  if (possible.length === 1) return possible
  const edition = findMailEdition(store)
  let kept = keptByConnection.get(store.sqlite)
  if (kept?.edition !== edition) {
    kept = { edition, formsByWord: new LRUCache({ max: keptWordsMax }) }
    keptByConnection.set(store.sqlite, kept)
  }
  const known = kept.formsByWord.get(word)
  if (known !== undefined) return known
  const find = toStatement<[string], unknown>(
    store,
    'SELECT 1 FROM MessageText WHERE MessageText MATCH ? LIMIT 1',
  )
  const forms = possible.filter((form) => find.get(`"${form}"`) !== undefined)
  kept.formsByWord.set(word, forms)
  return forms
}
