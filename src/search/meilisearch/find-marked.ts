// Which words of the documents Meilisearch took for those of the query: it forgives slips and knows
// synonyms, and only its own marks say what it found.

import { distance } from 'fastest-levenshtein'
import {
  foldWord,
  hitMarkEnd,
  hitMarkStart,
  type SearchDocument,
  splitWords,
  stemWord,
  type WordNode,
  type WordReplacement,
} from '#domain'
import type { MarkedTerm } from '../mark-text.ts'

/** The parts of a document that readers are shown. */
export const shownAttributes = ['title', 'quote', 'text', 'subjects', 'names'] as const

export const marking = {
  attributesToHighlight: [...shownAttributes],
  highlightPreTag: hitMarkStart,
  highlightPostTag: hitMarkEnd,
}

/** What was marked, and how often, folded as words are. */
export type MarkedWords = ReadonlyMap<string, number>

// A beginning is marked without its rest; the word that was found is all of it.
const markedPattern = new RegExp(
  `${hitMarkStart}([^${hitMarkEnd}]*${hitMarkEnd}[\\p{L}\\p{N}\\p{M}_/]*)`,
  'gu',
)

export function countMarked(
  shown: Iterable<Readonly<Partial<Record<(typeof shownAttributes)[number], string>>>>,
): MarkedWords {
  const counts = new Map<string, number>()
  for (const texts of shown) {
    for (const name of shownAttributes) {
      for (const [, found = ''] of (texts[name] ?? '').matchAll(markedPattern)) {
        const words = splitWords(found.replaceAll(hitMarkEnd, '')).map(({ word }) => word)
        const line = words.join(' ')
        if (line !== '') counts.set(line, (counts.get(line) ?? 0) + 1)
      }
    }
  }
  return counts
}

/** So that they are marked as Meilisearch marked them. */
export function toMarkedTerms(marked: MarkedWords): readonly MarkedTerm[] {
  return [...marked.keys()].map((line) => ({
    words: line.split(' '),
    isPrefix: false,
    isLoose: false,
  }))
}

/** Words of the query that no document shows, in any form or as a part of a name. */
export function listUnseen(
  words: readonly WordNode[],
  documents: readonly SearchDocument[],
): readonly WordNode[] {
  const unseen = new Set(words)
  for (const document of documents) {
    if (unseen.size === 0) break
    const seen = new Set(
      shownAttributes.flatMap((name) => splitWords(document[name]).map(({ word }) => word)),
    )
    const stems = new Set([...seen].map(stemWord))
    for (const node of unseen) {
      const wanted = splitWords(node.text).map(({ word }) => word)
      const isSeen = wanted.every(
        (word) =>
          stems.has(stemWord(word)) ||
          [...seen].some((found) =>
            node.isPrefix ? found.startsWith(word) : /[_/]/u.test(found) && found.includes(word),
          ),
      )
      if (isSeen) unseen.delete(node)
    }
  }
  return [...unseen]
}

/** As far as `minWordSizeForTypos` lets a word be from the one that was typed. */
const slipsMax = 2

/** What stands for each word that was not seen, if it is a slip and no synonym. */
export function listReplaced(
  unseen: readonly WordNode[],
  marked: MarkedWords,
): readonly WordReplacement[] {
  return unseen.flatMap((node) => {
    const typed = foldWord(node.text)
    const [to] = [...marked]
      .filter(([found]) => slipsBetween(typed, found, node) <= slipsMax)
      .sort(([, a], [, b]) => b - a)
      .map(([found]) => found)
    return to === undefined ? [] : { place: node.place, from: node.text, to }
  })
}

function slipsBetween(typed: string, found: string, { isPrefix }: WordNode): number {
  // Of a beginning only as much of the word counts as was typed.
  return distance(typed, isPrefix ? found.slice(0, typed.length) : found)
}
