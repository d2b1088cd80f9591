// Thousands of queries that nobody should write, on the project's own content: none makes searching
// fail, none takes long, and none finds what a filter excludes.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SearchDocument, searchFacets } from '#domain'
import { type SearchAnswer, toSearchJson } from '#search'
import { listFacetValues } from '../../src/store/search/search-columns.ts'
import { engines } from './engines.ts'
import { openContent } from './open-content.ts'

const queriesMax = 10_000
/** A server takes longer for each, and most of these queries it declines: `FUZZ_QUERIES` asks more. */
const queriesOfServer = Number(process.env.FUZZ_QUERIES ?? 2_000)
/** The same queries each time; another seed by `FUZZ_SEED=… npx vitest run tests/search/fuzz.test.ts`. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_125)
/** Of a machine that may have other things to do: far above what any query takes, far below a hang. */
const slowMs = 2_000

const pieces = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'stack',
      'proc',
      'dev_snmp6',
      '__alloc_pages',
      'the',
      'a',
      '7696',
      '6538b8ea886e',
    ),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '(',
      ')',
      '"',
      '-',
      '+',
      '*',
      ':',
      '..',
      '{',
      '}',
      ' ',
      ' AND ',
      ' OR ',
      ' NOT ',
      "'",
      '\\',
      '\0',
      '\n',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      's:',
      'who:',
      'stance:',
      'stance:opposes ',
      'kind:',
      'd:',
      'd:2014..',
      'year:',
      'm:',
      'commit:',
      'thread:{',
      'dfn:',
      'has:simulation ',
      '-kind:position ',
      'q:',
      'who:hpa ',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'NEAR(a b, 2)',
      '{title text} : ',
      'title:',
      '^stack',
      '" OR 1=1 --',
      "'; DROP TABLE Thread; --",
      'rank MATCH ',
      'person = x OR ',
      '\uE000',
      '\uE010stack',
      '\uE012',
      '%00',
      '../../',
      '<script>',
      '__proto__',
      'constructor',
    ),
  },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
)

const questions = fc.record({
  text: fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
  selection: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.dictionary(
        fc.constantFrom(...searchFacets),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              'position',
              'opposes',
              'merged',
              '2014',
              'h-peter-anvin',
              'procfs',
              'linux-mm',
            ),
            fc.string({ unit: 'binary', maxLength: 6 }),
          ),
          { minLength: 1, maxLength: 2 },
        ),
        { maxKeys: 2, noNullPrototype: true },
      ),
    },
  ),
  order: fc.constantFrom('relevance', 'newest', 'oldest'),
  page: fc.constantFrom(1, 2, 49, 51, -1, Number.NaN),
  isTyping: fc.boolean(),
} as const)

test.each(engines)('$name withstands thousands of queries', async (engine) => {
  const queries = engine.answersEverything ? queriesMax : queriesOfServer
  const { search, documents, close } = await openContent(engine)
  const documentById = new Map(documents.map((document) => [document.id, document]))
  let slowest = 0
  const property = fc.asyncProperty(questions, async (question) => {
    const started = performance.now()
    const answer = await search.answer(question)
    slowest = Math.max(slowest, performance.now() - started)
    checkAnswer(answer, documentById)
  })
  // fast-check prints the seed and the smallest query that fails.
  await fc.assert(property, { numRuns: queries, seed, endOnFailure: false })
  await close()
  expect(slowest).toBeLessThan(slowMs)
})

function checkAnswer(
  answer: SearchAnswer,
  documentById: ReadonlyMap<string, SearchDocument>,
): void {
  const { hits, total, question, problem } = answer
  if (problem !== undefined) {
    expect(problem.message).toMatch(/^Unexpected /u)
    expect(hits).toEqual([])
    return
  }
  expect(hits.length).toBeLessThanOrEqual(Math.min(total, question.perPage))
  for (const { id } of hits) {
    const document = documentById.get(id)
    if (document === undefined)
      throw new Error(`Unexpected hit ${id}, expected one of the documents`)
    const values = listFacetValues(document)
    for (const facet of searchFacets) {
      const chosen = question.selection[facet] ?? []
      if (chosen.length > 0)
        expect(values[facet].some((value) => chosen.includes(value))).toBe(true)
    }
    // A prefix that stands alone at the top excludes as surely as a facet.
    if (/^-kind:position (?!.*(?:OR|\(|NOT|"|\{|-))/su.test(question.text)) {
      expect(document.kind).not.toBe('position')
    }
  }
  expect(() => JSON.stringify(toSearchJson(answer, 'http://x'))).not.toThrow()
}
