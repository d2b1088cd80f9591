import { readEnv } from '#env'
import { readQuestion, toSearchJson } from '#search'
import { search } from '../../_readers.ts'
import { listParameters } from '../../_search-parameters.ts'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const answer = await search(readQuestion(listParameters(request.url)), request.signal)
  const { problem, passedOver } = answer
  return problem === undefined
    ? Response.json(toSearchJson(answer, readEnv().siteUrl), {
        // The engine that was passed over may be back a moment later.
        headers: passedOver.length === 0 ? {} : { 'x-patchlore-keep': 'no' },
      })
    : Response.json({ error: problem.message, place: problem.place }, { status: 400 })
}
