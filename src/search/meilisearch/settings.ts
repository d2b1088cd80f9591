// How Meilisearch is set up. Applied by ingest to every index it builds, never by hand.

import type { Settings } from 'meilisearch'
import { type SearchDocument, synonyms } from '#domain'

/** Totals beyond this are given as this and said not to be exact. */
export const totalMax = 10_000

/** Where only what is spelled right is found: identifiers, numbers, ids. */
export const exactAttributes = [
  'titleIdentifiers',
  'commitNames',
  'commits',
  'messageIds',
  'identifiers',
  'parts',
] as const

/** What a search gets back of a document: all that a hit is made from. */
export const documentAttributes = [
  'id',
  'kind',
  'title',
  'text',
  'quote',
  'names',
  'subjects',
  'url',
  'thread',
  'threadTitle',
  'person',
  'personName',
  'stance',
  'outcome',
  'date',
  'until',
  'messageIds',
  'commits',
] as const satisfies readonly (keyof SearchDocument)[]

export const indexSettings = {
  // Earlier is better. A name or title that matches says more than prose, and what was said more than
  // what was said about it. The parts of identifiers come last: they count where nothing better does.
  searchableAttributes: [
    'wholeNames',
    'title',
    'names',
    'titleIdentifiers',
    'subjects',
    'commitNames',
    'commits',
    'messageIds',
    'quote',
    'text',
    'identifiers',
    'parts',
  ],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'rank:asc'],
  filterableAttributes: [
    'kind',
    'topics',
    'lists',
    'subsystems',
    'outcome',
    'stance',
    'person',
    'year',
    'has',
    'commits',
    'messageIds',
    'fromMs',
    'toMs',
  ],
  sortableAttributes: ['fromMs', 'saidRank'],
  // Both stay inside words: identifiers and paths are found whole.
  nonSeparatorTokens: ['_', '/'],
  typoTolerance: {
    enabled: true,
    // A wrong letter in a short word makes another word.
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnNumbers: true,
    disableOnAttributes: [...exactAttributes],
  },
  synonyms: toSynonyms(synonyms),
  faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: totalMax },
  searchCutoffMs: 400,
} satisfies Settings

/** Each way to write a meaning leads to all the others. */
function toSynonyms(meanings: readonly (readonly string[])[]): Record<string, string[]> {
  return Object.fromEntries(
    meanings.flatMap((ways) => ways.map((way) => [way, ways.filter((other) => other !== way)])),
  )
}
