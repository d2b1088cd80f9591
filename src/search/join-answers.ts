// Entries and mail as one row of hits. Their engines know nothing of one another, and no score of one
// says anything about the other's: by relevance they take turns, by date they are merged.

import { type EngineAnswer, earliestMs, type SearchOrder, searchFacets } from '#domain'

/** Where the hits of a page lie in what each found, in the order in which they are shown. */
export type Turn = { readonly of: 'documents' | 'mail'; readonly at: number }

/** By relevance; whoever begins has the odd places until one of them has no more. */
export function takeTurns({
  documents,
  mail,
  begins,
  from,
  to,
}: {
  /** How many there are of each. */
  readonly documents: number
  readonly mail: number
  readonly begins: 'documents' | 'mail'
  readonly from: number
  readonly to: number
}): readonly Turn[] {
  const pairs = Math.min(documents, mail)
  const end = Math.min(to, documents + mail)
  const second = begins === 'documents' ? 'mail' : 'documents'
  const turns: Turn[] = []
  for (let place = from; place < end; place += 1) {
    if (place < 2 * pairs) {
      turns.push({ of: place % 2 === 0 ? begins : second, at: Math.floor(place / 2) })
    } else {
      turns.push({ of: documents > mail ? 'documents' : 'mail', at: place - pairs })
    }
  }
  return turns
}

/** By date; what has none comes last. */
export function mergeByDate({
  documents,
  sentMs,
  order,
  from,
  to,
}: {
  readonly documents: readonly EngineAnswer['hits'][number][]
  readonly sentMs: readonly number[]
  readonly order: Exclude<SearchOrder, 'relevance'>
  readonly from: number
  readonly to: number
}): readonly Turn[] {
  const turns: Turn[] = []
  let document = 0
  let mail = 0
  while (turns.length < to && (document < documents.length || mail < sentMs.length)) {
    const date = documents[document]?.date ?? ''
    const ofDocument = date === '' ? undefined : earliestMs(date)
    const ofMail = sentMs[mail]
    const isMail =
      ofMail !== undefined &&
      (document >= documents.length ||
        ofDocument === undefined ||
        (order === 'oldest' ? ofMail < ofDocument : ofMail > ofDocument))
    turns.push(isMail ? { of: 'mail', at: mail } : { of: 'documents', at: document })
    if (isMail) mail += 1
    else document += 1
  }
  return turns.slice(from, to)
}

/** What each value of each facet counts in both. */
export function addFacets(
  first: EngineAnswer['facets'],
  second: EngineAnswer['facets'],
): EngineAnswer['facets'] {
  return Object.fromEntries(
    searchFacets.map((facet) => {
      const counts = new Map(first[facet].map(({ value, count }) => [value, count]))
      for (const { value, count } of second[facet]) {
        counts.set(value, (counts.get(value) ?? 0) + count)
      }
      const sorted = [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      return [facet, sorted]
    }),
  ) as unknown as EngineAnswer['facets']
}
