// Lists of threads with their facets. Facets count over other facets' choices, so this is SQL.

import {
  type FacetValue,
  outcomeStates,
  stances,
  type ThreadFacet,
  type ThreadFilter,
  type ThreadList,
  type ThreadOrder,
  type ThreadSummary,
  threadFacets,
} from '#domain'
import type { Store } from './open-store.ts'

const orderings: Record<ThreadOrder, string> = {
  newest: 'startedMs DESC, slug',
  oldest: 'startedMs, slug',
  title: 'title COLLATE NOCASE, slug',
  positions: 'positions DESC, slug',
}

/** How many values of one facet a page lists. */
const facetValuesMax = 200

/** A part of a WHERE clause and what its question marks stand for. */
interface Condition {
  readonly sql: string
  readonly values: readonly string[]
}

/**
 * The threads that match every chosen facet, one page of them, and for every facet value how many
 * threads choosing it would show.
 */
export function listThreads(
  { sqlite }: Store,
  filter: ThreadFilter,
  { order, offset, limit }: { order: ThreadOrder; offset: number; limit: number },
): ThreadList {
  const all = toCondition(filter)
  const rows = sqlite
    .prepare<unknown[], { summary: string }>(
      `SELECT summary FROM Thread WHERE ${all.sql} ORDER BY ${orderings[order]} LIMIT ? OFFSET ?`,
    )
    .all(...all.values, limit, offset)
  const counted = sqlite
    .prepare<unknown[], { total: number }>(`SELECT count(*) AS total FROM Thread WHERE ${all.sql}`)
    .get(...all.values)
  return {
    threads: rows.map((row) => JSON.parse(row.summary) as ThreadSummary),
    total: counted?.total ?? 0,
    facets: Object.fromEntries(
      threadFacets.map((facet) => [facet, listFacetValues(sqlite, facet, filter)]),
    ) as Record<ThreadFacet, readonly FacetValue[]>,
  }
}

/** All chosen facets must match; several values of one facet are alternatives. */
function toCondition(filter: ThreadFilter, except?: ThreadFacet): Condition {
  const parts = threadFacets.flatMap((facet) => {
    const values = facet === except ? [] : (filter[facet] ?? [])
    if (values.length === 0) return []
    const marks = values.map(() => '?').join(', ')
    return {
      sql: `slug IN (SELECT threadSlug FROM ThreadFacet WHERE facet = '${facet}' AND value IN (${marks}))`,
      values,
    }
  })
  return {
    sql: parts.length === 0 ? 'TRUE' : parts.map((part) => part.sql).join(' AND '),
    values: parts.flatMap((part) => part.values),
  }
}

const fixedOrders: Partial<Record<ThreadFacet, readonly string[]>> = {
  outcome: outcomeStates,
  stance: stances,
}

function listFacetValues(
  sqlite: Store['sqlite'],
  facet: ThreadFacet,
  filter: ThreadFilter,
): readonly FacetValue[] {
  const others = toCondition(filter, facet)
  const rows = sqlite
    .prepare<unknown[], FacetValue>(
      `SELECT value, coalesce(Topic.title, Person.name, value) AS label, count(*) AS count
       FROM ThreadFacet
       LEFT JOIN Topic ON facet = 'topic' AND Topic.slug = value
       LEFT JOIN Person ON facet = 'person' AND Person.slug = value
       WHERE facet = ? AND threadSlug IN (SELECT slug FROM Thread WHERE ${others.sql})
       GROUP BY value
       ORDER BY ${facet === 'year' ? 'value DESC' : 'count DESC, label COLLATE NOCASE'}
       LIMIT ${facetValuesMax}`,
    )
    .all(facet, ...others.values)
  // A chosen value stays on the page even where it would show nothing, so that it can be removed.
  const missing = (filter[facet] ?? []).filter((value) => !rows.some((row) => row.value === value))
  const values = [...rows, ...missing.map((value) => ({ value, label: value, count: 0 }))]
  const fixed = fixedOrders[facet]
  return fixed === undefined
    ? values
    : values.sort((a, b) => fixed.indexOf(a.value) - fixed.indexOf(b.value))
}
