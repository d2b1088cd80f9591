import type { Metadata } from 'next'
import { urls } from '#domain'
import { SearchForm, ThreadIndex } from '#ui'
import { exampleQueries } from './_example-queries.ts'
import { listThreads } from './_readers.ts'

export const metadata: Metadata = {
  title: { absolute: 'Patchlore: who stood where on a kernel patch, and why' },
  alternates: { canonical: urls.home, types: { 'application/atom+xml': urls.feed } },
}

export default async function HomePage() {
  const { threads, total } = await listThreads({}, 'newest', 1)
  return (
    <div className="home">
      <header className="home-head">
        <h1>What was proposed on the list, who stood where and why, and what became of it.</h1>
        <p className="lead">
          One page for each patch discussion. Every position is tied to the message it was taken in.
        </p>
        <SearchForm size="large" id="page-search" />
        <p className="examples">
          Try{' '}
          {exampleQueries.map((query) => (
            <a key={query} href={urls.search(query)}>
              {query}
            </a>
          ))}
        </p>
      </header>
      <section aria-labelledby="threads">
        <h2 id="threads" className="label">
          Discussions
        </h2>
        <ThreadIndex threads={threads} />
        {total > threads.length && (
          <p>
            <a href={urls.threads}>All {total} threads</a>
          </p>
        )}
      </section>
    </div>
  )
}
