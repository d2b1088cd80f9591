// From the parts of a query that are no words (facets, ranges, names) to Meilisearch's filters. Values
// are quoted, so that none of them can become an operator.

import type { FacetSelection, NameNode, QueryNode, RangeNode, SearchFacet } from '#domain'

/** Where each facet's values lie. */
export const attributeOf: Readonly<Record<SearchFacet, string>> = {
  kind: 'kind',
  topic: 'topics',
  list: 'lists',
  outcome: 'outcome',
  stance: 'stance',
  person: 'person',
  year: 'year',
  has: 'has',
  subsystem: 'subsystems',
}

const nothing = 'kind IN []'

/** As a filter, or `undefined` if there is a word in it, or a part that cannot be said so. */
export function toFilter(node: QueryNode): string | undefined {
  switch (node.kind) {
    case 'facet':
      return toFacetFilter(node.facet, node.values)
    case 'name':
      return toNameFilter(node)
    case 'range':
      return toRangeFilter(node)
    case 'not': {
      const inner = toFilter(node.child)
      return inner === undefined ? undefined : `NOT (${inner})`
    }
    case 'and':
    case 'or': {
      const inner = node.children.map(toFilter)
      if (inner.includes(undefined)) return undefined
      return inner.map((filter) => `(${filter})`).join(node.kind === 'and' ? ' AND ' : ' OR ')
    }
    default:
      return undefined
  }
}

/** One filter for each chosen facet but `except`; all of them must match. */
export function toSelectionFilters(
  selection: FacetSelection,
  except?: SearchFacet,
): readonly string[] {
  return listChosen(selection).flatMap((facet) =>
    facet === except ? [] : toFacetFilter(facet, selection[facet] ?? []),
  )
}

/** The facets of which at least one value is chosen. */
export function listChosen(selection: FacetSelection): readonly SearchFacet[] {
  const facets = Object.keys(selection) as SearchFacet[]
  return facets.filter((facet) => (selection[facet]?.length ?? 0) > 0)
}

/** What values look like, where all look alike; Meilisearch itself would forgive capitals and accents. */
const valuePatterns: Readonly<Partial<Record<SearchFacet, RegExp>>> = {
  kind: /^[a-z-]+$/u,
  outcome: /^[a-z-]+$/u,
  stance: /^[a-z-]+$/u,
  has: /^[a-z-]+$/u,
  topic: /^[a-z0-9-]+$/u,
  person: /^[a-z0-9-]+$/u,
  year: /^\d{4}$/u,
}

function toFacetFilter(facet: SearchFacet, values: readonly string[]): string {
  const possible = values.filter((value) => valuePatterns[facet]?.test(value) ?? true)
  const written = facet === 'year' ? possible : possible.map(quote)
  return `${attributeOf[facet]} IN [${written.join(', ')}]`
}

function toNameFilter({ of, value, isPrefix }: NameNode): string {
  if (of === 'patch') return nothing
  if (of === 'commit') return toCommitFilter(value.toLowerCase())
  return `messageIds ${isPrefix ? 'STARTS WITH' : '='} ${quote(value)}`
}

/** As few digits as a document gives a commit, and as many as there are. */
const commitDigitsMin = 12
const commitDigitsMax = 40

/** Both sides may give only the beginning: the query, and the document. */
function toCommitFilter(digits: string): string {
  const shorter: string[] = []
  for (let length = commitDigitsMin; length < digits.length; length += 1) {
    if (length < commitDigitsMax) shorter.push(quote(digits.slice(0, length)))
  }
  return `(commits STARTS WITH ${quote(digits)} OR commits IN [${shorter.join(', ')}])`
}

function toRangeFilter({ of, from, to }: RangeNode): string {
  const [first, last] = of === 'year' ? ['year', 'year'] : ['fromMs', 'toMs']
  if (of === 'received' || (from !== undefined && to !== undefined && from > to)) return nothing
  const ends = [
    // Without a date nothing can have happened in any range.
    `${first} EXISTS`,
    ...(from === undefined ? [] : [`${last} >= ${from}`]),
    ...(to === undefined ? [] : [`${first} <= ${to}`]),
  ]
  return ends.join(' AND ')
}

/** Half a character has no place in JSON, and no document has it. */
function quote(value: string): string {
  return `"${value.replaceAll(/\p{Cs}/gu, '\uFFFD').replaceAll(/[\\"]/gu, '\\$&')}"`
}
