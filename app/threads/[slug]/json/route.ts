// The entry for programs; `/threads/<slug>.json` is rewritten to here.

import { readEnv } from '#env'
import { answerMovedOrMissing } from '../../../_moved-or-missing.ts'
import { readThread } from '../../../_readers.ts'
import { toThreadJson } from '../../../_thread-json.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: RouteContext<'/threads/[slug]/json'>,
): Promise<Response> {
  const { slug } = await params
  const page = await readThread(slug)
  if (page === undefined) {
    return await answerMovedOrMissing({ page: `/threads/${slug}`, suffix: '.json', as: 'json' })
  }
  return Response.json(toThreadJson(page, readEnv().siteUrl))
}
