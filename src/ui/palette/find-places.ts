// The places a reader may mean by some letters: the same search as everywhere, for what has a page of
// its own.

import { urls } from '#domain'

const placeKinds = ['entry', 'person', 'topic', 'simulation'] as const
export type PlaceKind = (typeof placeKinds)[number]

export interface Place {
  readonly kind: PlaceKind
  readonly title: string
  /** Without its host. */
  readonly url: string
}

const placesMax = 12
/** Of those shown before anything is asked for. */
const newestMax = 5

/** The best first; the newest threads where nothing is asked for yet; none for a wrong query. */
export async function findPlaces(text: string, signal: AbortSignal): Promise<readonly Place[]> {
  const words = text.trim()
  const parameters = new URLSearchParams({ facets: 'none' })
  for (const kind of words === '' ? (['entry'] as const) : placeKinds) {
    parameters.append('kind', kind)
  }
  if (words === '') {
    parameters.set('sort', 'newest')
    parameters.set('per', String(newestMax))
  } else {
    parameters.set('q', words)
    parameters.set('typing', '1')
    parameters.set('per', String(placesMax))
  }
  const response = await fetch(`${urls.searchJson}?${parameters}`, { signal })
  if (!response.ok) return []
  const { hits, isLoose } = (await response.json()) as {
    readonly hits: readonly Place[]
    readonly isLoose: boolean
  }
  // What has only some of the words is called otherwise.
  if (isLoose) return []
  return hits.map(({ kind, title, url }) => {
    // The host in it is the one readers are told; this page may stand elsewhere.
    const { pathname, hash } = new URL(url)
    return { kind, title, url: pathname + hash }
  })
}
