// The entry as its author wrote it; `/threads/<slug>.md` is rewritten to here.

import { answerMovedOrMissing } from '../../../_moved-or-missing.ts'
import { readThreadMarkdown } from '../../../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(
  _request: Request,
  { params }: RouteContext<'/threads/[slug]/markdown'>,
): Promise<Response> {
  const { slug } = await params
  const markdown = await readThreadMarkdown(slug)
  if (markdown === undefined) {
    return await answerMovedOrMissing({ page: `/threads/${slug}`, suffix: '.md', as: 'text' })
  }
  return new Response(markdown, { headers: { 'content-type': 'text/markdown; charset=utf-8' } })
}
