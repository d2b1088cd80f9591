// Searches of programs, answered whole from the address: `/api/search`, `/search?format=json` and
// `/api/search/complete`. The edge asks here before any page is drawn, because drawing costs more than
// finding.

import { urls } from '#domain'
import { completeQuery } from './complete-query.ts'
import { queryLengthMax } from './parse-query.ts'
import { type Parameters, readQuestion } from './question-url.ts'
import { NoEngineAnswered, type Search } from './search.ts'
import { toSearchJson } from './to-search-json.ts'

/** A whole answer, as `#serve` takes it. */
export interface ProgramAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface SearchAnswers {
  readonly owns: (url: string) => boolean
  /** Rejects when `signal` is aborted: then nobody waits any more. */
  readonly answer: (url: string, signal: AbortSignal) => Promise<ProgramAnswer>
}

const jsonType = 'application/json; charset=utf-8'
const suggestionsType = 'application/x-suggestions+json; charset=utf-8'

export function createSearchAnswers({
  search,
  siteUrl,
}: {
  readonly search: Search
  readonly siteUrl: string
}): SearchAnswers {
  return {
    owns: (url) => {
      const { path, query } = splitUrl(url)
      if (path === urls.searchJson || path === urls.searchCompletions) return true
      return path === urls.search() && new URLSearchParams(query).get('format') === 'json'
    },
    answer: async (url, signal) => {
      const { path, query } = splitUrl(url)
      const parameters = new URLSearchParams(query)
      if (path === urls.searchCompletions) return answerCompletion(search, parameters)
      try {
        return await answerQuestion({ search, siteUrl, signal }, parameters)
      } catch (error) {
        if (!(error instanceof NoEngineAnswered)) throw error
        // Why is in the log; the program that asked can only come again.
        return toAnswer(
          { error: 'Searching is out of order; try again in a moment' },
          { status: 503, headers: { 'retry-after': '5' } },
        )
      }
    },
  }
}

function splitUrl(url: string): { readonly path: string; readonly query: string } {
  const [address = ''] = url.split('#', 1)
  const at = address.indexOf('?')
  return at === -1
    ? { path: address, query: '' }
    : { path: address.slice(0, at), query: address.slice(at + 1) }
}

async function answerQuestion(
  {
    search,
    siteUrl,
    signal,
  }: { readonly search: Search; readonly siteUrl: string; readonly signal: AbortSignal },
  parameters: URLSearchParams,
): Promise<ProgramAnswer> {
  const answer = await search.answer(readQuestion(listParameters(parameters)), signal)
  const { problem, passedOver } = answer
  if (problem !== undefined) {
    return toAnswer({ error: problem.message, place: problem.place }, { status: 400 })
  }
  // The engine that was passed over may be back a moment later.
  const headers: Record<string, string> =
    passedOver.length === 0 ? {} : { 'x-patchlore-keep': 'no' }
  return toAnswer(toSearchJson(answer, siteUrl), { headers })
}

/** Several values of one name together, as pages get them too. */
function listParameters(parameters: URLSearchParams): Parameters {
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]))
}

function answerCompletion(search: Search, parameters: URLSearchParams): ProgramAnswer {
  const text = parameters.get('q') ?? ''
  const completions = text.length > queryLengthMax ? [] : completeQuery(text, search.names())
  if (parameters.get('format') !== 'suggestions') {
    return toAnswer({ version: 1, query: text, completions })
  }
  // The shape browsers ask of an OpenSearch description.
  const queries = completions.map(({ query }) => query.trim())
  const labels = completions.map(({ label, about }) => about || label)
  return toAnswer([text, queries, labels], { headers: { 'content-type': suggestionsType } })
}

function toAnswer(
  value: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): ProgramAnswer {
  return {
    status,
    headers: { 'content-type': jsonType, ...headers },
    body: Buffer.from(JSON.stringify(value)),
  }
}
