// What a page of hits is drawn from: an answer as the search room gives it, and where links lead.

import type {
  FacetSelection,
  FacetValue,
  QueryPlace,
  SearchFacet,
  SearchHit,
  SearchOrder,
} from '#domain'

export interface AnswerToDraw {
  readonly question: {
    readonly text: string
    readonly selection: FacetSelection
    readonly order: SearchOrder
    readonly page: number
    readonly perPage: number
    readonly byThread: boolean
  }
  readonly hits: readonly SearchHit[]
  readonly total: number
  readonly isTotalExact: boolean
  readonly pages: number
  readonly facets: Readonly<Record<SearchFacet, readonly FacetValue[]>>
  readonly engine?: { readonly label: string }
  readonly passedOver: readonly string[]
  /** The lists whose mail has hits, most first. */
  readonly mailLists: readonly string[]
  readonly tookMs: number
  /** How the query was read, in words; empty where there was nothing to read. */
  readonly explanation: string
  readonly notes: readonly { readonly text: string; readonly suggestion?: string }[]
  readonly corrected?: {
    readonly text: string
    readonly words: readonly { readonly from: string; readonly to: string }[]
  }
  readonly isLoose: boolean
  readonly problem?: {
    readonly message: string
    readonly place: QueryPlace
    readonly suggestion?: string
  }
}

/** The address of the same search with something changed; any change leads to its first page. */
export type ToSearchHref = (change: {
  readonly text?: string
  readonly selection?: FacetSelection
  readonly order?: SearchOrder
  readonly page?: number
  readonly byThread?: boolean
}) => string

/** A query that teaches something, and what. */
export interface SearchLesson {
  readonly query: string
  /** e.g. `an identifier, whole or by one of its parts`. */
  readonly about: string
}
