// What a search box offers below itself, and when it does.

import { listRecentSearches } from './recent-searches.ts'

export interface Choice {
  readonly kind: 'prefix' | 'value' | 'person' | 'topic' | 'recent' | 'forget'
  readonly label: string
  /** What it means; may be empty. */
  readonly about: string
  /** What stands in the box when it is chosen. */
  readonly query: string
}

/** Nothing begins with so little, or everything does. */
const lettersMin = 2
/** Of a word that may be just a word: so few that the count of its hits stays in sight. */
const unaskedMax = 2

/** Completions of the term at the end of the text; none when there is no connection, either. */
export async function findChoices(
  text: string,
  {
    completionsHref,
    isWanted,
    signal,
  }: {
    readonly completionsHref: string
    /** Whether the reader asked for the list. */
    readonly isWanted: boolean
    readonly signal: AbortSignal
  },
): Promise<readonly Choice[]> {
  const term = findLastTerm(text)
  const isPrefixed = term.includes(':')
  if (!isPrefixed && term.length < (isWanted ? 1 : lettersMin)) return []
  let found: readonly Choice[]
  try {
    const response = await fetch(`${completionsHref}?q=${encodeURIComponent(text)}`, { signal })
    if (!response.ok) return []
    found = ((await response.json()) as { readonly completions: readonly Choice[] }).completions
  } catch {
    return []
  }
  return found
    .filter(({ query }) => query.trim() !== text.trim())
    .slice(0, isPrefixed || isWanted ? found.length : unaskedMax)
    .map((choice) => ({ ...choice, about: choice.about || kindWords[choice.kind] }))
}

const kindWords: Readonly<Record<Choice['kind'], string>> = {
  prefix: '',
  value: '',
  person: 'a person',
  topic: 'a topic',
  recent: '',
  forget: '',
}

/** What is being typed, e.g. `who:hp`, `who:"peter an`; empty behind a space. */
export function findLastTerm(text: string): string {
  const isQuoting = text.split('"').length % 2 === 0
  const found = (isQuoting ? /(?:[a-z]+:)?"[^"]*$/u : /[^\s("]*$/u).exec(text)?.[0] ?? ''
  return found.startsWith('"') ? '' : found.replace(/^[-+]+/u, '')
}

export function listRecentChoices(): readonly Choice[] {
  const recent = listRecentSearches().map(
    (query): Choice => ({ kind: 'recent', label: query, about: '', query }),
  )
  if (recent.length === 0) return []
  return [...recent, { kind: 'forget', label: 'Forget these searches', about: '', query: '' }]
}
