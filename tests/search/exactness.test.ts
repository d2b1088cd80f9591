// Random queries against a reader who looks at every document by eye: an engine that says it can
// answer a request gives exactly the documents that match, and never one that is excluded.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  earliestMs,
  latestMs,
  listWordParts,
  type SearchDocument,
  splitWords,
  stemWord,
} from '#domain'
import { engines } from './engines.ts'
import { openContent } from './open-content.ts'

/** The same queries each time; another seed by `FUZZ_SEED=… npx vitest run tests/search`. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_125)
const queries = 1_000

/** A part of a query: how it is written, and whether a document matches it. */
interface Part {
  readonly text: string
  readonly matches: (
    document: SearchDocument,
    isNegated: boolean,
    all: readonly SearchDocument[],
  ) => boolean
  /** What it denies, if it denies something: whoever denies that says this again. */
  readonly denied?: Part
}

const wordsOf = (text: string) => splitWords(text).map(({ word }) => word)

function listFields({
  title,
  names,
  subjects,
  text,
  quote,
  kind,
  commits,
  messageIds,
}: SearchDocument) {
  const hasSubject = ['entry', 'revision', 'follow-up', 'message'].includes(kind)
  return {
    title,
    names: [names, ...commits, ...messageIds].join('\n'),
    subjects: hasSubject ? `${title}\n${subjects}` : subjects,
    text,
    quote,
  }
}

type Field = keyof ReturnType<typeof listFields>

/** A field as its reader sees it. */
interface SeenField {
  readonly words: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  readonly parts: ReadonlySet<string>
  readonly line: string
}

const seen = new WeakMap<SearchDocument, Record<Field, SeenField>>()

/** Reads each document once. */
function see(document: SearchDocument): Record<Field, SeenField> {
  const known = seen.get(document)
  if (known !== undefined) return known
  const fields = Object.fromEntries(
    Object.entries(listFields(document)).map(([field, text]) => {
      const found = wordsOf(text)
      return [
        field,
        {
          words: new Set(found),
          stems: new Set(found.map(stemWord)),
          parts: new Set(found.flatMap(listWordParts)),
          line: ` ${found.join(' ')} `,
        },
      ]
    }),
  ) as unknown as Record<Field, SeenField>
  seen.set(document, fields)
  return fields
}

const fieldsByPrefix: Readonly<Record<string, readonly Field[]>> = {
  '': ['title', 'names', 'subjects', 'text', 'quote'],
  's:': ['subjects'],
  'b:': ['text', 'quote'],
  'bs:': ['subjects', 'text', 'quote'],
  'q:': ['quote'],
  'nq:': ['text'],
}

// None of them is a little word or has a synonym.
const words = [
  'stack',
  'stacks',
  'kernel',
  'xfs',
  'swap',
  'plug',
  'tree',
  'hash',
  'virtio',
  'files',
  'snmp6',
  'dev_snmp6',
  'alloc',
  'creating',
  '30',
]
const phrases = [
  'kernel stack',
  'red-black tree',
  'page allocator',
  'network interfaces',
  'hash table',
]

const word: fc.Arbitrary<Part> = fc
  .tuple(fc.constantFrom(...Object.keys(fieldsByPrefix)), fc.constantFrom(...words))
  .map(([prefix, wanted]) => ({
    text: prefix + wanted,
    matches: (document, isNegated) => {
      const hasParts = prefix === '' && !isNegated
      return (fieldsByPrefix[prefix] ?? []).some((field) => {
        const { words: found, stems, parts } = see(document)[field]
        return found.has(wanted) || stems.has(stemWord(wanted)) || (hasParts && parts.has(wanted))
      })
    },
  }))

const phrase: fc.Arbitrary<Part> = fc
  .tuple(fc.constantFrom(...Object.keys(fieldsByPrefix)), fc.constantFrom(...phrases))
  .map(([prefix, wanted]) => ({
    text: `${prefix}"${wanted}"`,
    matches: (document) =>
      (fieldsByPrefix[prefix] ?? []).some((field) =>
        see(document)[field].line.includes(` ${wordsOf(wanted).join(' ')} `),
      ),
  }))

const facet: fc.Arbitrary<Part> = fc.oneof(
  fc.constantFrom('opposes', 'supports', 'asks').map((value) => ({
    text: `stance:${value}`,
    matches: (document: SearchDocument) => document.stance === value,
  })),
  fc.constantFrom('position', 'figure', 'message', 'person').map((value) => ({
    text: `kind:${value}`,
    matches: (document: SearchDocument) => document.kind === value,
  })),
  fc.constantFrom('h-peter-anvin', 'dave-chinner').map((value) => ({
    text: `who:${value}`,
    matches: (document: SearchDocument) => document.person === value,
  })),
)

const dates: fc.Arbitrary<Part> = fc
  .constantFrom(
    ['2014-05-29', '2014-05-30'] as const,
    ['2014-10-01', '2014-10-31'] as const,
    ['2015-01-01', '2026-12-31'] as const,
  )
  .map(([from, to]) => ({
    text: `d:${from}..${to}`,
    matches: ({ date, until }) => {
      const ends = [date, until].flatMap((end) => (end === '' ? [] : latestMs(end)))
      return (
        date !== '' &&
        earliestMs(date) < Date.parse(to) + 86_400_000 &&
        Math.max(...ends) >= Date.parse(from)
      )
    },
  }))

const leaf = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 2, arbitrary: phrase },
  { weight: 3, arbitrary: facet },
  { weight: 1, arbitrary: dates },
)

/** What is in a thread in which something matches. */
function toThread(part: Part): Part {
  const threads = new WeakMap<readonly SearchDocument[], ReadonlySet<string>>()
  const listThreads = (all: readonly SearchDocument[], isNegated: boolean) => {
    const known = threads.get(all)
    if (known !== undefined) return known
    const found = all.filter((one) => part.matches(one, isNegated, all))
    const names = new Set(found.map(({ thread }) => thread))
    threads.set(all, names)
    return names
  }
  return {
    text: `thread:{${part.text}}`,
    matches: (document, isNegated, all) =>
      document.thread !== '' && listThreads(all, isNegated).has(document.thread),
  }
}

const { tree } = fc.letrec<{ tree: Part; group: Part; not: Part; thread: Part }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'query' },
    leaf,
    tie('group'),
    tie('not'),
    tie('thread'),
  ),
  thread: tie('tree').map(toThread),
  group: fc
    .tuple(
      fc.constantFrom(' ', ' AND ', ' OR '),
      fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    )
    .map(([operator, parts]) => ({
      text: `(${parts.map(({ text }) => text).join(operator)})`,
      matches: (document, isNegated, all) =>
        operator === ' OR '
          ? parts.some(({ matches }) => matches(document, isNegated, all))
          : parts.every(({ matches }) => matches(document, isNegated, all)),
    })),
  not: tie('tree').map((part) => ({
    text: part.text.startsWith('-') ? `NOT (${part.text})` : `-${part.text}`,
    matches: (document, isNegated, all) =>
      part.denied?.matches(document, isNegated, all) ?? !part.matches(document, true, all),
    ...(part.denied === undefined && { denied: part }),
  })),
}))

// Those that forgive slips in words find more than stands there; what they may not do, the fuzzed
// queries and the contract hold them to.
const exactEngines = engines.filter(({ answersEverything }) => answersEverything)

test.each(exactEngines)('$name gives what matches, all of it and nothing else', async (engine) => {
  const { search, documents, close } = await openContent(engine)
  const expectThreads = async (text: string, found: readonly SearchDocument[]) => {
    const { total, hits, facets } = await search.answer({ text, perPage: 100, byThread: true })
    const listThreads = (some: readonly SearchDocument[]) =>
      new Set(some.map(({ thread, id }) => (thread === '' ? id : `thread ${thread}`)))
    expect(total).toBe(listThreads(found).size)
    const shown = hits.map(({ id }) => found.find((one) => one.id === id))
    expect(listThreads(shown.filter((one) => one !== undefined)).size).toBe(hits.length)
    const others = hits.reduce((sum, hit) => sum + (hit.others ?? 0), 0)
    if (total === hits.length) expect(others + total).toBe(found.length)
    for (const { value, count } of facets.kind) {
      expect(count).toBe(listThreads(found.filter(({ kind }) => kind === value)).size)
    }
  }
  const property = fc.asyncProperty(tree, async ({ text, matches }) => {
    const answer = await search.answer({ text, perPage: 100 })
    fc.pre(answer.problem === undefined)
    const found = documents.filter((document) => matches(document, false, documents))
    const expected = found.map(({ id }) => id)
    if (answer.isLoose || answer.corrected !== undefined) expect(expected).toEqual([])
    else {
      expect(answer.total).toBe(expected.length)
      const ids = answer.hits.map(({ id }) => id)
      if (expected.length <= 100) expect(ids.toSorted()).toEqual(expected.toSorted())
      else expect(ids.filter((id) => !expected.includes(id))).toEqual([])
      await expectThreads(text, found)
    }
  })
  // fast-check prints the seed and the smallest query that fails.
  await fc.assert(property, { numRuns: queries, seed })
  await close()
})
