// The address of a list of threads: facets, order and page, read leniently and written one way.

import {
  type ThreadFacet,
  type ThreadFilter,
  type ThreadOrder,
  threadFacets,
  threadOrders,
  urls,
} from '#domain'

export interface ThreadQuery {
  readonly filter: ThreadFilter
  readonly order: ThreadOrder
  /** From 1. */
  readonly page: number
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

// Addresses are typed by strangers: more values than this are somebody playing.
const valuesMax = 20

export function parseThreadQuery(params: SearchParams): ThreadQuery {
  const filter: Partial<Record<ThreadFacet, readonly string[]>> = {}
  for (const facet of threadFacets) {
    const values = [params[facet] ?? []].flat().filter((value) => value !== '')
    if (values.length > 0) filter[facet] = [...new Set(values)].slice(0, valuesMax)
  }
  const order = threadOrders.find((candidate) => candidate === params.sort) ?? 'newest'
  return { filter, order, page: parsePageNumber(params.page) }
}

export function parsePageNumber(text: string | readonly string[] | undefined): number {
  const page = Number([text].flat()[0] ?? 1)
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}

export function toThreadsHref(
  filter: ThreadFilter,
  { order = 'newest', page = 1 }: { readonly order?: ThreadOrder; readonly page?: number } = {},
): string {
  const params = new URLSearchParams()
  for (const facet of threadFacets)
    for (const value of filter[facet] ?? []) params.append(facet, value)
  if (order !== 'newest') params.set('sort', order)
  if (page > 1) params.set('page', String(page))
  const query = params.toString()
  return query === '' ? urls.threads : `${urls.threads}?${query}`
}

/** The filter with one value more, or without it where it was chosen. */
export function toggleValue(filter: ThreadFilter, facet: ThreadFacet, value: string): ThreadFilter {
  const values = filter[facet] ?? []
  const next = values.includes(value)
    ? values.filter((other) => other !== value)
    : [...values, value]
  const { [facet]: _, ...others } = filter
  return next.length === 0 ? others : { ...others, [facet]: next }
}

const phrases: Record<ThreadFacet, (values: string) => string> = {
  outcome: (values) => values,
  topic: (values) => `about ${values}`,
  list: (values) => `on ${values}`,
  subsystem: (values) => `touching ${values}`,
  year: (values) => `begun in ${values}`,
  person: (values) => `in which ${values} took a position`,
  stance: (values) => `where somebody ${values}`,
}

// The order in which the parts make one sentence.
const spokenOrder: readonly ThreadFacet[] = [
  'outcome',
  'topic',
  'list',
  'subsystem',
  'year',
  'person',
  'stance',
]

/** What is shown, e.g. `2 threads, merged, about procfs`. */
export function describeThreads(
  total: number,
  filter: ThreadFilter,
  toLabel: (facet: ThreadFacet, value: string) => string,
): string {
  const parts = spokenOrder.flatMap((facet) => {
    const values = filter[facet]
    if (values === undefined) return []
    return phrases[facet](joinAlternatives(values.map((value) => toLabel(facet, value))))
  })
  const count = total === 0 ? 'No thread' : `${total} thread${total === 1 ? '' : 's'}`
  return [count, ...parts].join(', ')
}

export function joinAlternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}
