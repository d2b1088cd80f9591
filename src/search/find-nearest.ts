// The word a reader probably meant: as few letters away as a slip of the finger.

import { distance } from 'fastest-levenshtein'

/** How many letters may be wrong in a word of this length. */
export function countSlips(length: number): number {
  if (length < 3) return 0
  return length < 6 ? 1 : 2
}

/** How many slips lie between two words; two neighbours that changed places are one slip. */
export function countDistance(a: string, b: string): number {
  const steps = distance(a, b)
  return steps === 2 && isSwapped(a, b) ? 1 : steps
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** The nearest of the words, the first among equals; `undefined` if none is near. */
export function findNearest(word: string, words: Iterable<string>): string | undefined {
  const most = countSlips(word.length)
  let nearest: string | undefined
  let least = most + 1
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) > most) continue
    const steps = countDistance(word, candidate)
    if (steps < least) {
      least = steps
      nearest = candidate
    }
  }
  return nearest
}
