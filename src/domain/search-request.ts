// What an engine is asked and what it answers, whichever engine it is.

import type { PartialDate } from './partial-date.ts'
import type { DocumentKind } from './search-document.ts'
import type { QueryNode, QueryPlace } from './search-query.ts'
import type { OutcomeState, Stance } from './stance.ts'

export const searchFacets = [
  'kind',
  'topic',
  'list',
  'outcome',
  'stance',
  'person',
  'year',
  'has',
  'subsystem',
] as const
/** `has` has one value, `simulation`; `year` is the year of the document's date. */
export type SearchFacet = (typeof searchFacets)[number]

/** All chosen facets must match; several values of one facet are alternatives. */
export type FacetSelection = Readonly<Partial<Record<SearchFacet, readonly string[]>>>

export const searchOrders = ['relevance', 'newest', 'oldest'] as const
export type SearchOrder = (typeof searchOrders)[number]

export interface SearchRequest {
  /** All documents if absent. */
  readonly query?: QueryNode
  readonly selection: FacetSelection
  /** Where there is no word or name to be relevant to, `relevance` means newest first. */
  readonly order: SearchOrder
  readonly offset: number
  readonly limit: number
  /** Whether facets are counted, which costs time; yes if absent. */
  readonly withFacets?: boolean
  /** Whether of each thread only what comes first is a hit, and threads are counted; no if absent. */
  readonly byThread?: boolean
}

/** One value of a facet, and how many hits there would be with it chosen, the other facets as they are. */
export interface FacetCount {
  readonly value: string
  readonly count: number
}

export interface EngineAnswer {
  readonly hits: readonly SearchHit[]
  /** How many match, on all pages. */
  readonly total: number
  readonly isTotalExact: boolean
  /** Most hits first; values without a hit are left out. */
  readonly facets: Readonly<Record<SearchFacet, readonly FacetCount[]>>
  /** Words that were found nowhere, and the words that were looked for instead. */
  readonly replaced: readonly WordReplacement[]
  /** Whether nothing has all the words, so that the hits have some of them. */
  readonly isLoose: boolean
}

export interface WordReplacement {
  readonly place: QueryPlace
  readonly from: string
  readonly to: string
}

export interface SearchHit {
  readonly id: string
  readonly kind: DocumentKind
  readonly url: string
  /** Plain text with the matched words between the private-use characters U+E000 and U+E001. */
  readonly title: string
  /** The sentence that matched, marked like the title. */
  readonly excerpt: string
  readonly threadTitle: string
  readonly personName: string
  readonly stance: Stance | ''
  readonly outcome: OutcomeState | ''
  /** As precise as the source gives it. */
  readonly date: PartialDate | ''
  readonly until: PartialDate | ''
  /** How many others of its thread match, where hits are by thread. */
  readonly others?: number
}

export const hitMarkStart = '\uE000'
export const hitMarkEnd = '\uE001'

/** The facets of an answer for which nothing was counted. */
export function noFacetCounts(): Readonly<Record<SearchFacet, readonly never[]>> {
  return Object.fromEntries(searchFacets.map((facet) => [facet, []])) as unknown as Readonly<
    Record<SearchFacet, readonly never[]>
  >
}
