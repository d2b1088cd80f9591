import type { Metadata } from 'next'
import { urls } from '#domain'
import { HitList, parsePageNumber } from '#ui'
import { exampleQueries } from '../_example-queries.ts'
import { search } from '../_readers.ts'

// What one page of answers holds; the engines answer by pages of this size.
const hitsPerPage = 20

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const query = readQuery((await searchParams).q)
  return {
    title: query === '' ? 'Search' : `Search: ${query}`,
    alternates: { canonical: urls.search(query) },
    robots: { index: false },
  }
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const params = await searchParams
  const query = readQuery(params.q)
  const page = parsePageNumber(params.page)
  const answer =
    query === '' ? { hits: [], total: 0, engine: '', tookMs: 0 } : await search(query, page)
  return (
    <HitList
      query={query}
      page={page}
      perPage={hitsPerPage}
      answer={answer}
      examples={exampleQueries}
    />
  )
}

function readQuery(value: string | string[] | undefined): string {
  return ([value].flat()[0] ?? '').trim()
}
