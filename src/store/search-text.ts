// Full text, spoken in FTS5. Callers hand over words and phrases; no FTS5 syntax crosses the door.

import { hitMarkEnd, hitMarkStart, type SearchHit } from '#domain'
import type { Store } from './open-store.ts'

/** A word, its beginning, or several words in a row. All terms of a question must be found. */
export interface TextTerm {
  readonly words: readonly string[]
  /** Whether the last word is only the beginning of one. */
  readonly isPrefix: boolean
}

export interface TextAnswer {
  readonly hits: readonly SearchHit[]
  readonly total: number
}

// A name or title that matches says more than prose, and our one-sentence claims more than sections.
const weights = '10.0, 6.0, 2.0, 3.0'

const excerptTokens = 28

/** Documents that hold every term, best first. */
export function searchText(
  { sqlite }: Store,
  terms: readonly TextTerm[],
  { offset, limit }: { offset: number; limit: number },
): TextAnswer {
  if (terms.length === 0) return { hits: [], total: 0 }
  const match = terms.map(toFts5).join(' AND ')
  const hits = sqlite
    .prepare<unknown[], SearchHit>(
      `SELECT document.id, document.kind, document.url, document.threadTitle, document.personName,
              document.stance, document.outcome, document.date, '' AS until,
              highlight(SearchText, 0, '${hitMarkStart}', '${hitMarkEnd}') AS title,
              snippet(SearchText, -1, '${hitMarkStart}', '${hitMarkEnd}', '…', ${excerptTokens}) AS excerpt
       FROM SearchText JOIN SearchDocument AS document ON document.rowid = SearchText.rowid
       WHERE SearchText MATCH ?
       ORDER BY bm25(SearchText, ${weights}), document.rowid
       LIMIT ? OFFSET ?`,
    )
    .all(match, limit, offset)
  const counted = sqlite
    .prepare<unknown[], { total: number }>(
      'SELECT count(*) AS total FROM SearchText WHERE SearchText MATCH ?',
    )
    .get(match)
  return { hits, total: counted?.total ?? 0 }
}

/**
 * An FTS5 string: doubled quotes are its only escape, so no word can become an operator.
 * A NUL would end the text before its closing quote.
 */
export function toFts5({ words, isPrefix }: TextTerm): string {
  const text = words.join(' ').replaceAll('\0', ' ').replaceAll('"', '""')
  return `"${text}"${isPrefix ? '*' : ''}`
}
