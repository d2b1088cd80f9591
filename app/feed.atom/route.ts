import { readEnv } from '#env'
import { toAtomResponse } from '../_atom-response.ts'
import { toSiteFeed } from '../_feeds.ts'
import { listThreads, readThread } from '../_readers.ts'

export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const { threads } = await listThreads({}, 'newest', 1)
  const pages = await Promise.all(threads.map(({ slug }) => readThread(slug)))
  const found = pages.filter((page) => page !== undefined)
  return toAtomResponse(toSiteFeed(found, readEnv().siteUrl))
}
