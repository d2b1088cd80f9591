// Words as mail is asked for them, and how FTS5 is told. Callers hand over words; no syntax crosses.

/** A word, its beginning, or several words in a row. */
export interface TextTerm {
  readonly words: readonly string[]
  /** Whether the last word is only the beginning of one. */
  readonly isPrefix: boolean
}

/**
 * An FTS5 string: doubled quotes are its only escape, so no word can become an operator.
 * A NUL would end the text before its closing quote.
 */
export function toFts5({ words, isPrefix }: TextTerm): string {
  const text = words.join(' ').replaceAll('\0', ' ').replaceAll('"', '""')
  return `"${text}"${isPrefix ? '*' : ''}`
}
