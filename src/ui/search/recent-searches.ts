// What this reader searched for, kept in this browser only, newest first.

const storageKey = 'searches'
const searchesMax = 8
const lengthMax = 400

export function listRecentSearches(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept)
      ? kept.filter((text): text is string => typeof text === 'string').slice(0, searchesMax)
      : []
  } catch {
    // Storage can be forbidden, and others can write into it.
    return []
  }
}

export function keepSearch(given: string): void {
  const text = given.trim().slice(0, lengthMax)
  if (text === '') return
  write([text, ...listRecentSearches().filter((other) => other !== text)].slice(0, searchesMax))
}

export function forgetSearches(): void {
  write([])
}

function write(searches: readonly string[]): void {
  try {
    if (searches.length === 0) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, JSON.stringify(searches))
  } catch {
    // Storage can be forbidden or full; then nothing is kept.
  }
}
