import { completeQuery, queryLengthMax } from '#search'
import { listSearchNames } from '../../../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const text = new URL(request.url).searchParams.get('q') ?? ''
  const completions =
    text.length > queryLengthMax ? [] : completeQuery(text, await listSearchNames())
  return Response.json({ version: 1, query: text, completions })
}
