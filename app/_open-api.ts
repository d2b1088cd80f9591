// What programs can ask this site and what they get, as OpenAPI 3.1. Tests hold real answers to it, to
// the last field: what is not described is not sent.

import {
  documentKinds,
  evidenceMarks,
  outcomeStates,
  replyKinds,
  searchFacets,
  searchOrders,
  sourceKinds,
  stances,
  urls,
} from '#domain'
import { hitsPerPage, hitsPerPageMax, pageMax, queryLengthMax } from '#search'

/** A schema of JSON Schema 2020-12, as far as it is used here. */
type Schema = Readonly<Record<string, unknown>>

const text = { type: 'string' } as const
const url = { type: 'string', format: 'uri' } as const
const count = { type: 'integer', minimum: 0 } as const
const number = { type: 'number' } as const
const flag = { type: 'boolean' } as const

function list(items: Schema): Schema {
  return { type: 'array', items }
}

function choice(values: readonly string[], more: Schema = {}): Schema {
  return { type: 'string', enum: values, ...more }
}

/** Fields that are always there, and fields that are absent where nothing is known. */
function object(always: Readonly<Record<string, Schema>>, sometimes: Schema = {}): Schema {
  return {
    type: 'object',
    properties: { ...always, ...sometimes },
    required: Object.keys(always),
    additionalProperties: false,
  }
}

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] }
}

const date = {
  type: 'string',
  description:
    'In UTC and as exact as the source: 2014, 2014-10, 2014-10-02, 2014-10-02T15:25:43Z, or one of these after "before " or "after ".',
}
const marks = list({
  type: 'array',
  prefixItems: [count, count],
  minItems: 2,
  maxItems: 2,
  description: 'Where it matches: offsets in UTF-16 code units, the end excluded.',
})

const place = object({ start: count, end: count })

const schemas: Readonly<Record<string, Schema>> = {
  SearchAnswer: object({
    version: { const: 1 },
    query: text,
    order: choice(searchOrders),
    page: { type: 'integer', minimum: 1 },
    pages: count,
    perPage: { type: 'integer', minimum: 1, maximum: hitsPerPageMax },
    total: count,
    isTotalExact: flag,
    engine: orNull(object({ name: text, label: text })),
    tookMs: number,
    explanation: { ...text, description: 'How the query was read, in words.' },
    notes: list(text),
    corrected: orNull(object({ query: text })),
    isLoose: { ...flag, description: 'Whether hits have only some of the words.' },
    hits: list(ref('SearchHit')),
    facets: orNull(
      object(Object.fromEntries(searchFacets.map((facet) => [facet, list(ref('FacetValue'))]))),
    ),
  }),
  SearchHit: object(
    {
      id: text,
      kind: choice(documentKinds),
      url,
      title: text,
      titleMarks: marks,
      excerpt: text,
      excerptMarks: marks,
      thread: text,
      person: text,
      stance: choice([...stances, '']),
      outcome: choice([...outcomeStates, '']),
      date,
      until: date,
    },
    {
      others: {
        ...count,
        description: 'How many others of its thread match; only where hits are by thread.',
      },
    },
  ),
  FacetValue: object({ value: text, label: text, count, isChosen: flag }),
  WrongQuery: object({ error: text, place }),
  Completions: object({
    version: { const: 1 },
    query: text,
    completions: list(
      object({
        kind: choice(['prefix', 'value', 'person', 'topic']),
        label: text,
        about: text,
        query: { ...text, description: 'The whole query with its last term completed.' },
      }),
    ),
  }),
  Suggestions: {
    type: 'array',
    prefixItems: [text, list(text), list(text)],
    minItems: 3,
    maxItems: 3,
    description: 'The text, the queries it may become, and what each means.',
  },
  Person: object({ slug: text, name: text, url }),
  Citation: {
    anyOf: [object({ source: text, url }), object({ message: text, url }, { thread: text })],
    description:
      'A source by its id, or a message by its key, of another thread where one is named.',
  },
  Thread: object(
    {
      version: { const: 1 },
      url,
      markdownUrl: url,
      feedUrl: url,
      slug: text,
      formerSlugs: list(text),
      title: text,
      question: text,
      summary: text,
      lists: list(text),
      subsystems: list(text),
      topics: list(object({ slug: text, title: text, url })),
      started: date,
      outcome: object(
        {
          state: choice(outcomeStates),
          summary: text,
          evidence: list(ref('Citation')),
        },
        { date, commit: text, commitUrl: url, release: text },
      ),
      series: list(
        object(
          {
            id: text,
            url,
            label: text,
            subject: text,
            date,
            by: list(ref('Person')),
            sources: list(ref('Citation')),
          },
          { summary: text, files: count, insertions: count, deletions: count },
        ),
      ),
      positions: list(ref('Position')),
      figures: list({ type: 'object', required: ['id', 'url', 'caption', 'columns', 'rows'] }),
      retellings: list({ type: 'object', required: ['id', 'url', 'quote', 'record'] }),
      quotes: list({ type: 'object', required: ['id', 'url', 'by', 'text', 'evidence'] }),
      followUps: list({ type: 'object', required: ['id', 'url', 'title', 'summary'] }),
      sections: list(object({ id: text, url, title: text, depth: count, text })),
      messages: list({ type: 'object', required: ['key', 'url', 'from', 'date'] }),
      sources: list(
        object(
          { id: text, kind: choice(sourceKinds), title: text, known: text },
          {
            href: url,
            author: text,
            publisher: text,
            date,
            commit: text,
            commitUrl: url,
            note: text,
          },
        ),
      ),
      unknown: list(text),
    },
    { ended: date },
  ),
  Position: object(
    {
      id: text,
      url,
      by: ref('Person'),
      stance: choice(stances),
      date,
      claim: text,
      evidence: choice(evidenceMarks),
      answers: list(object({ to: text, url, how: choice(replyKinds) })),
      sources: list(ref('Citation')),
    },
    {
      role: text,
      scope: text,
      quote: text,
      supersedes: text,
      simulation: { type: 'object', required: ['id'] },
      section: text,
    },
  ),
}

function parameter(name: string, schema: Schema, description: string): Schema {
  return { name, in: 'query', required: false, schema, description }
}

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } })
const query = parameter(
  'q',
  { type: 'string', maxLength: queryLengthMax },
  'The query, in the language that /search/help explains.',
)
const searchParameters = [
  query,
  ...searchFacets.map((facet) =>
    parameter(facet, list(text), `Hits with one of these values of the facet \`${facet}\`.`),
  ),
  parameter('sort', choice(searchOrders, { default: 'relevance' }), 'In which order.'),
  parameter('page', { type: 'integer', minimum: 1, maximum: pageMax }, 'Which page.'),
  parameter(
    'per',
    { type: 'integer', minimum: 1, maximum: hitsPerPageMax, default: hitsPerPage },
    'How many hits are on a page.',
  ),
  parameter('typing', { const: '1' }, 'The query is being typed: its last word is a beginning.'),
  parameter('facets', { const: 'none' }, 'Nothing is counted, which is faster.'),
  parameter(
    'by',
    { const: 'thread' },
    'Of each thread only the first hit, and threads are counted.',
  ),
]
const searchResponses = {
  200: { description: 'What was found.', ...json(ref('SearchAnswer')) },
  400: { description: 'The query is wrong; says what and where.', ...json(ref('WrongQuery')) },
  429: {
    description: 'Too many searches from one address; `Retry-After` says when to come again.',
  },
  503: { description: 'No search engine answers; `Retry-After` says when to come again.' },
}

export function toOpenApi(siteUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Patchlore',
      version: '1',
      summary: 'Discussions of kernel patches: who stood where and why, and what became of it.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: siteUrl }],
    paths: {
      [urls.searchJson]: {
        get: {
          operationId: 'search',
          summary: 'Search entries and mail.',
          parameters: searchParameters,
          responses: searchResponses,
        },
      },
      [urls.search()]: {
        get: {
          operationId: 'searchPage',
          summary: `The same as ${urls.searchJson} with \`format=json\`; a page or feed otherwise.`,
          parameters: [
            { ...parameter('format', choice(['json']), 'As what.'), required: true },
            ...searchParameters,
          ],
          responses: searchResponses,
        },
      },
      [urls.searchCompletions]: {
        get: {
          operationId: 'complete',
          summary: 'How the last term of a query may go on.',
          parameters: [
            query,
            parameter('format', choice(['suggestions']), 'In the shape browsers ask for.'),
          ],
          responses: {
            200: {
              description: 'Completions, the likeliest first.',
              content: {
                'application/json': { schema: ref('Completions') },
                'application/x-suggestions+json': { schema: ref('Suggestions') },
              },
            },
          },
        },
      },
      '/threads/{slug}.json': {
        get: {
          operationId: 'thread',
          summary: 'One entry, whole.',
          parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
          responses: {
            200: { description: 'The entry.', ...json(ref('Thread')) },
            308: { description: 'The slug is an old one.' },
            404: { description: 'There is no such entry.' },
          },
        },
      },
    },
    components: { schemas },
  }
}
