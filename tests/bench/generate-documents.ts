// Documents to search, as many as wanted, the same every time: words as frequent as words are in
// prose (the n-th most frequent one n times rarer than the first), identifiers, names, dates.

import type { DocumentKind, PartialDate, SearchDocument, Stance } from '#domain'
import { stances } from '#domain'
import { aSearchDocument } from '../support/search.ts'

const vocabularySize = 20_000
export const identifiersSize = 4_000
const peopleSize = 400
const topicsSize = 80
const listsSize = 30
const seed = 20_261_125

export type Random = () => number

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(start: number): Random {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const syllables =
  'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu ster ning ment tion'.split(' ')

function toWord(number: number): string {
  let rest = number + syllables.length
  let word = ''
  while (rest > 0) {
    word += syllables[rest % syllables.length] ?? ''
    rest = Math.floor(rest / syllables.length)
  }
  return word
}

export const words = Array.from({ length: vocabularySize }, (_, number) => toWord(number))
export const identifiers = Array.from(
  { length: identifiersSize },
  (_, number) => `${words[number % 97]}_${words[(number * 31) % 997]}_${words[number]}`,
)

/** The rarer the further down: inverse of the sum of 1/n. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const at = Math.floor(from.length ** random()) - 1
  return from[Math.min(Math.max(at, 0), from.length - 1)] as T
}

const kinds: readonly DocumentKind[] = [
  'message',
  'message',
  'message',
  'position',
  'position',
  'position',
  'section',
  'section',
  'figure',
  'follow-up',
]

/** The first `count` documents of an endless row. */
export function* generateDocuments(count: number): Generator<SearchDocument> {
  const random = createRandom(seed)
  const some = (number: number) =>
    Array.from({ length: number }, () => pick(random, words)).join(' ')
  for (let number = 0; number < count; number += 1) {
    const kind =
      number % 50 === 0 ? 'entry' : (kinds[Math.floor(random() * kinds.length)] ?? 'section')
    const thread = Math.floor(number / 50)
    const person = Math.floor(random() * peopleSize)
    const year = 2000 + Math.floor(random() * 26)
    const month = String(1 + Math.floor(random() * 12)).padStart(2, '0')
    const isPosition = kind === 'position'
    yield aSearchDocument({
      id: `${kind}-${number}`,
      kind,
      title: some(6),
      text: `${some(18)} ${pick(random, identifiers)} ${some(12)}. ${some(10)}`,
      quote: isPosition ? some(20) : '',
      names: isPosition ? `Person ${words[person]} ${words[person + 1000]}` : '',
      subjects:
        kind === 'message'
          ? `[PATCH v${1 + (number % 4)}] ${pick(random, identifiers)}: ${some(5)}`
          : '',
      url: `/threads/thread-${thread}#${kind}-${number}`,
      thread: `thread-${thread}`,
      threadTitle: `Thread ${thread}`,
      person: isPosition || kind === 'message' ? `person-${person}` : '',
      stance: isPosition ? (stances[number % stances.length] as Stance) : '',
      outcome: thread % 3 === 0 ? 'merged' : 'rejected',
      date: `${year}-${month}-15` as PartialDate,
      topics: [`topic-${thread % topicsSize}`, `topic-${(thread * 7) % topicsSize}`],
      lists: [`list-${thread % listsSize}`],
      subsystems: [`mm/part-${thread % 40}`],
      messageIds: kind === 'message' ? [`${20_000_000 + number}.${number}@generated.example`] : [],
    })
  }
}

/** Queries as readers mix them: mostly a word or two, some exact, some not yet finished. */
export function* generateQueries(): Generator<{
  readonly q: string
  readonly typing?: '1'
  readonly facets?: 'none'
}> {
  const random = createRandom(seed + 1)
  // Nobody looks for the words that stand everywhere.
  const wanted = words.slice(100)
  const word = () => pick(random, wanted)
  for (;;) {
    const kind = random()
    if (kind < 0.3) yield { q: word() }
    else if (kind < 0.55) yield { q: `${word()} ${word()}` }
    else if (kind < 0.65) yield { q: pick(random, identifiers) }
    else if (kind < 0.75) yield { q: word().slice(0, 4), typing: '1', facets: 'none' }
    else if (kind < 0.8) yield { q: `"${word()} ${word()}"` }
    else if (kind < 0.85) yield { q: `${word()} -${word()}` }
    else if (kind < 0.9) yield { q: `${word()} stance:opposes` }
    else if (kind < 0.95) yield { q: `(${word()} OR ${word()}) d:2010..2015` }
    else yield { q: `m:${20_000_000 + Math.floor(random() * 1000)}*` }
  }
}
