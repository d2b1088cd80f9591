// A reader's question: from the words typed to hits. Words, "phrases in quotes"; the last word may
// be a beginning.

import type { SearchHit } from '#domain'
import { type Store, searchText, type TextTerm } from '#store'

export const hitsPerPage = 20
const queryLengthMax = 300
const pageMax = 50

export interface SearchAnswer {
  readonly hits: readonly SearchHit[]
  readonly total: number
  /** Which engine answered, for the page to say. */
  readonly engine: string
  readonly tookMs: number
  /** What is wrong with the query; then there are no hits. */
  readonly problem?: string
}

/** Answers the query; `page` counts from 1. */
export function search(store: Store, query: string, page = 1): SearchAnswer {
  const nothing = { hits: [], total: 0, engine: 'SQLite full text', tookMs: 0 }
  if (query.trim() === '') return nothing
  if (query.length > queryLengthMax) {
    return {
      ...nothing,
      problem: `Unexpected query of ${query.length} characters, expected at most ${queryLengthMax}`,
    }
  }
  const terms = toTerms(query)
  if (terms.length === 0) {
    return { ...nothing, problem: `Unexpected query \`${query.trim()}\`, expected a word` }
  }
  const started = performance.now()
  const offset = (Math.min(Math.max(page, 1), pageMax) - 1) * hitsPerPage
  const { hits, total } = searchText(store, terms, { offset, limit: hitsPerPage })
  return { ...nothing, hits, total, tookMs: performance.now() - started }
}

/** Words and phrases. An unpaired quotation mark is a phrase not finished yet. */
function toTerms(query: string): readonly TextTerm[] {
  const terms = [...query.matchAll(/"([^"]*)"?|([^\s"]+)/gu)].flatMap(
    ([, phrase, word]): TextTerm | readonly never[] => {
      const words = splitWords(phrase ?? word ?? '')
      return words.length === 0 ? [] : { words, isPrefix: false }
    },
  )
  const last = terms.at(-1)
  const isFinished = /[\s"]$/u.test(query)
  return last === undefined || isFinished
    ? terms
    : [...terms.slice(0, -1), { ...last, isPrefix: true }]
}

/** As the index does: letters, digits and `_` make words, everything else parts them. */
function splitWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
}
