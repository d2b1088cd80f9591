import { completeQuery, queryLengthMax } from '#search'
import { listSearchNames } from '../../../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const parameters = new URL(request.url).searchParams
  const text = parameters.get('q') ?? ''
  const completions =
    text.length > queryLengthMax ? [] : completeQuery(text, await listSearchNames())
  if (parameters.get('format') === 'suggestions') {
    // The shape browsers ask of an OpenSearch description.
    const queries = completions.map(({ query }) => query.trim())
    const labels = completions.map(({ label, about }) => about || label)
    return new Response(JSON.stringify([text, queries, labels]), {
      headers: { 'content-type': 'application/x-suggestions+json; charset=utf-8' },
    })
  }
  return Response.json({ version: 1, query: text, completions })
}
