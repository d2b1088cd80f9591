import { readEnv } from '#env'
import { toAtomResponse } from '../../../_atom-response.ts'
import { toTopicFeed } from '../../../_feeds.ts'
import { answerMovedOrMissing } from '../../../_moved-or-missing.ts'
import { readTopic } from '../../../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: RouteContext<'/topics/[slug]/feed.atom'>,
): Promise<Response> {
  const { slug } = await params
  const page = await readTopic(slug)
  if (page === undefined) {
    return await answerMovedOrMissing({ page: `/topics/${slug}`, suffix: '/feed.atom', as: 'text' })
  }
  return toAtomResponse(toTopicFeed(page, readEnv().siteUrl))
}
