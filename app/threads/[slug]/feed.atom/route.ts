import { readEnv } from '#env'
import { toAtomResponse } from '../../../_atom-response.ts'
import { toThreadFeed } from '../../../_feeds.ts'
import { answerMovedOrMissing } from '../../../_moved-or-missing.ts'
import { readThread } from '../../../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: RouteContext<'/threads/[slug]/feed.atom'>,
): Promise<Response> {
  const { slug } = await params
  const page = await readThread(slug)
  if (page === undefined) {
    return await answerMovedOrMissing({
      page: `/threads/${slug}`,
      suffix: '/feed.atom',
      as: 'text',
    })
  }
  return toAtomResponse(toThreadFeed(page, readEnv().siteUrl))
}
