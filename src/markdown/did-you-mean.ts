// The nearest known name to a mistyped one.

import { distance } from 'fastest-levenshtein'

/** Longer words are not mistyped names. */
const lengthMax = 100

/** Finds the candidate that a slip of the keyboard could have meant. */
export function findNearMiss(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > lengthMax) return undefined
  let best: string | undefined
  let bestDistance = Math.min(3, Math.ceil(word.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const found = distance(word, candidate)
    if (found >= bestDistance) continue
    best = candidate
    bestDistance = found
  }
  return best
}

/** The end of a reason: `, did you mean …?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = findNearMiss(word, candidates)
  return near === undefined ? '' : `, did you mean \`${near}\`?`
}

/** Names in a sentence: `a`, `b` or `c`. */
export function formatChoice(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

/** A value in a reason: short, on one line. */
export function clip(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
