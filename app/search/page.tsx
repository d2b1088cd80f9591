import type { Metadata } from 'next'
import { urls } from '#domain'
import { hitsPerPage, readQuestion, toSearchParameters } from '#search'
import { SearchArticle, type ToSearchHref } from '#ui'
import { search } from '../_readers.ts'
import { firstLessons } from '../_search-lessons.ts'

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const { text, selection = {} } = readQuestion(await searchParams)
  return {
    title: text === '' ? 'Search' : `Search: ${text}`,
    alternates: {
      canonical: urls.search(text),
      types: { 'application/atom+xml': withParameters(urls.searchFeed, { text, selection }) },
    },
    robots: { index: false },
  }
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const answer = await search(readQuestion(await searchParams))
  const { question, problem, passedOver } = answer
  const toHref: ToSearchHref = ({ text = question.text, page = 1, ...change }) =>
    withParameters(urls.search(), {
      selection: change.selection ?? question.selection,
      order: change.order ?? question.order,
      text,
      page,
      // What was counted as one types is counted so behind the link, too.
      isTyping: question.isTyping && text === question.text,
      byThread: change.byThread ?? question.byThread,
      ...(question.perPage !== hitsPerPage && { perPage: question.perPage }),
    })
  const { text, selection, order, byThread } = question
  return (
    <>
      {/* A page cannot set its status; the edge reads it from here. */}
      {problem !== undefined && <meta name="patchlore-status" content="400" />}
      {/* The engine that was passed over may be back a moment later. */}
      {passedOver.length > 0 && <meta name="patchlore-keep" content="no" />}
      <SearchArticle
        answer={answer}
        perPageUsual={hitsPerPage}
        toHref={toHref}
        jsonHref={withParameters(urls.searchJson, { text, selection, order, byThread })}
        feedHref={withParameters(urls.searchFeed, { text, selection })}
        lessons={firstLessons}
      />
    </>
  )
}

function withParameters(path: string, question: Parameters<typeof toSearchParameters>[0]): string {
  const parameters = toSearchParameters(question).toString()
  return parameters === '' ? path : `${path}?${parameters}`
}
