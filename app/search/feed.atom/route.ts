import { readEnv } from '#env'
import { hitsPerPageMax, readQuestion } from '#search'
import { toAtomResponse } from '../../_atom-response.ts'
import { toSearchFeed } from '../../_feeds.ts'
import { search } from '../../_readers.ts'
import { listParameters } from '../../_search-parameters.ts'

export const dynamic = 'force-dynamic'

/** A feed goes on by date, whatever order the reader saw. */
export async function GET(request: Request): Promise<Response> {
  const { text, selection = {} } = readQuestion(listParameters(request.url))
  const answer = await search(
    { text, selection, order: 'newest', perPage: hitsPerPageMax },
    request.signal,
  )
  if (answer.problem !== undefined) {
    return new Response(`${answer.problem.message}\n`, {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  }
  return toAtomResponse(toSearchFeed(answer, readEnv().siteUrl))
}
