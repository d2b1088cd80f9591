import type { Metadata } from 'next'
import { urls } from '#domain'
import { readQuestion } from '#search'
import { HitList } from '#ui'
import { exampleQueries } from '../_example-queries.ts'
import { search } from '../_readers.ts'

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const { text } = readQuestion(await searchParams)
  return {
    title: text === '' ? 'Search' : `Search: ${text}`,
    alternates: { canonical: urls.search(text) },
    robots: { index: false },
  }
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const { question, hits, total, engine, tookMs, problem, passedOver } = await search(
    readQuestion(await searchParams),
  )
  return (
    <>
      {/* A page cannot set its status; the edge reads it from here. */}
      {problem !== undefined && <meta name="patchlore-status" content="400" />}
      {/* The engine that was passed over may be back a moment later. */}
      {passedOver.length > 0 && <meta name="patchlore-keep" content="no" />}
      <HitList
        query={question.text}
        page={question.page}
        perPage={question.perPage}
        answer={{
          hits,
          total,
          engine: engine?.label ?? '',
          tookMs,
          ...(problem !== undefined && { problem: problem.message }),
        }}
        examples={exampleQueries}
      />
    </>
  )
}
