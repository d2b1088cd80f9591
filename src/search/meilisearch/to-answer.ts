// From what Meilisearch found to hits and counts.

import type { SearchResponse } from 'meilisearch'
import {
  type EngineAnswer,
  type FacetCount,
  type SearchDocument,
  type SearchFacet,
  searchFacets,
} from '#domain'
import { totalMax } from './settings.ts'
import { attributeOf } from './to-filter.ts'

export type Found = SearchResponse<SearchDocument>

export interface FoundAll {
  /** The hits, and the counts of facets of which nothing is chosen. */
  readonly main: Found
  /** For each facet with a choice, what there would be without that choice. */
  readonly others: ReadonlyMap<SearchFacet, Found>
}

export function totalOf({ estimatedTotalHits, hits }: Found): number {
  return estimatedTotalHits ?? hits.length
}

/** All of the answer but the hits. */
export function toCounts({
  main,
  others,
}: FoundAll): Pick<EngineAnswer, 'total' | 'isTotalExact' | 'facets'> {
  const total = totalOf(main)
  const facets = searchFacets.map((facet): [SearchFacet, readonly FacetCount[]] => {
    const { facetDistribution = {} } = others.get(facet) ?? main
    return [facet, toFacetCounts(facetDistribution[attributeOf[facet]] ?? {})]
  })
  return {
    total,
    isTotalExact: total < totalMax,
    facets: Object.fromEntries(facets) as Record<SearchFacet, readonly FacetCount[]>,
  }
}

function toFacetCounts(distribution: Readonly<Record<string, number>>): readonly FacetCount[] {
  return Object.entries(distribution)
    .filter(([value, count]) => value !== '' && count > 0)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
