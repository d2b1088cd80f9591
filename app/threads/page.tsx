import type { Metadata } from 'next'
import { urls } from '#domain'
import { parseThreadQuery, ThreadList } from '#ui'
import { listThreads, threadsPerPage } from '../_readers.ts'

export const metadata: Metadata = {
  title: 'Threads',
  description:
    'All patch discussions, by topic, list, subsystem, outcome, year, person and stance.',
  alternates: { canonical: urls.threads, types: { 'application/atom+xml': urls.feed } },
}

export default async function ThreadsPage({ searchParams }: PageProps<'/threads'>) {
  const query = parseThreadQuery(await searchParams)
  const list = await listThreads(query.filter, query.order, query.page)
  return <ThreadList list={list} query={query} perPage={threadsPerPage} />
}
