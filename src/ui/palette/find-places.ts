// The places a reader may mean by some letters: the same search as everywhere, for what has a page of
// its own.

import { urls } from '#domain'

const placeKinds = ['entry', 'person', 'topic', 'simulation', 'message'] as const
export type PlaceKind = (typeof placeKinds)[number]

export interface Place {
  readonly kind: PlaceKind
  readonly title: string
  /** Without its host. */
  readonly url: string
  /** Of a mail: whose it is, and of which day. */
  readonly note?: string
}

const placesMax = 16
const messagesMax = 5
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
    readonly hits: readonly Hit[]
    readonly isLoose: boolean
  }
  // What has only some of the words is called otherwise.
  if (isLoose) return []
  const messages = hits.filter(isFirstOfItsSubject).slice(0, messagesMax)
  return hits.filter((hit) => hit.kind !== 'message' || messages.includes(hit)).map(toPlace)
}

/** The answers to a mail are called as it is; whoever goes to one sees the thread. */
function isFirstOfItsSubject({ kind, title }: Hit, at: number, hits: readonly Hit[]): boolean {
  const toSubject = (text: string) => text.replace(/^(?:re: *)+/iu, '')
  if (kind !== 'message') return false
  const first = hits.findIndex(
    (hit) => hit.kind === 'message' && toSubject(hit.title) === toSubject(title),
  )
  return first === at
}

interface Hit {
  readonly kind: PlaceKind
  readonly title: string
  readonly url: string
  readonly person: string
  readonly date: string
}

function toPlace({ kind, title, url, person, date }: Hit): Place {
  // The host in it is the one readers are told; this page may stand elsewhere.
  const { pathname, hash } = new URL(url)
  const place = { kind, title, url: pathname + hash }
  return kind === 'message' ? { ...place, note: `${person}, ${date}` } : place
}
