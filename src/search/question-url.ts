// A question as the parameters of an address, and back: the same for the page, the API, the feed and
// the command line. What is unknown is passed over; how much there can be has a bound.

import { type SearchFacet, searchFacets, searchOrders } from '#domain'
import type { SearchQuestion } from './search.ts'

/** Values of one facet; more are no choice but a script. */
const valuesMax = 20
const valueLengthMax = 100

export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

/** e.g. `?q=stack&stance=opposes&stance=asks&sort=newest&page=2`. */
export function readQuestion(parameters: Parameters): SearchQuestion {
  const all = (name: string) => [parameters[name] ?? []].flat()
  const one = (name: string) => all(name)[0] ?? ''
  const selection = Object.fromEntries(
    searchFacets.flatMap((facet): readonly [SearchFacet, readonly string[]][] => {
      const values = [...new Set(all(facet))].filter(
        (value) => value !== '' && value.length <= valueLengthMax,
      )
      return values.length === 0 ? [] : [[facet, values.slice(0, valuesMax)]]
    }),
  )
  const order = searchOrders.find((known) => known === one('sort'))
  return {
    text: one('q').trim(),
    selection,
    ...(order !== undefined && { order }),
    ...(/^\d{1,9}$/u.test(one('page')) && { page: Number(one('page')) }),
    ...(/^\d{1,9}$/u.test(one('per')) && { perPage: Number(one('per')) }),
    isTyping: one('typing') === '1',
    ...(one('facets') === 'none' && { withFacets: false }),
    ...(one('by') === 'thread' && { byThread: true }),
  }
}

/** The inverse, without what is as it would be anyway. */
export function toSearchParameters(question: SearchQuestion): URLSearchParams {
  const { text, selection = {}, order, page, perPage, isTyping, withFacets, byThread } = question
  const parameters = new URLSearchParams()
  if (text !== '') parameters.set('q', text)
  for (const facet of searchFacets) {
    for (const value of selection[facet] ?? []) parameters.append(facet, value)
  }
  if (order !== undefined && order !== 'relevance') parameters.set('sort', order)
  if (page !== undefined && page > 1) parameters.set('page', String(page))
  if (perPage !== undefined) parameters.set('per', String(perPage))
  if (isTyping === true) parameters.set('typing', '1')
  if (withFacets === false) parameters.set('facets', 'none')
  if (byThread === true) parameters.set('by', 'thread')
  return parameters
}
