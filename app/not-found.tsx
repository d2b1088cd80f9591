import type { Metadata } from 'next'
import { urls } from '#domain'
import { LostSearch } from './_lost-search.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div className="plain-page">
      <header className="page-head">
        <h1>There is nothing at this address.</h1>
        <p className="lead">
          It may have been mistyped, or the words in it may still find the page.
        </p>
      </header>
      <LostSearch />
      <p className="examples">
        Or browse <a href={urls.threads}>threads</a> <a href={urls.people}>people</a>{' '}
        <a href={urls.topics}>topics</a>
      </p>
    </div>
  )
}
