import { readEnv } from '#env'
import { toAtomResponse } from '../../../_atom-response.ts'
import { toPersonFeed } from '../../../_feeds.ts'
import { answerMovedOrMissing } from '../../../_moved-or-missing.ts'
import { readPerson } from '../../../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: RouteContext<'/people/[slug]/feed.atom'>,
): Promise<Response> {
  const { slug } = await params
  const page = await readPerson(slug)
  if (page === undefined) {
    return await answerMovedOrMissing({ page: `/people/${slug}`, suffix: '/feed.atom', as: 'text' })
  }
  return toAtomResponse(toPersonFeed(page, readEnv().siteUrl))
}
