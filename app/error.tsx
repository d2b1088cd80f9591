'use client'

import { urls } from '#domain'

export interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string }
  readonly retry: () => void
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <div className="plain-page">
      <header className="page-head">
        <h1>This page could not be drawn.</h1>
        <p className="lead">
          The fault is ours, and it has been written to the log
          {error.digest !== undefined && (
            <>
              {' '}
              as <code>{error.digest}</code>
            </>
          )}
          .
        </p>
      </header>
      <p className="examples">
        <button type="button" onClick={() => retry()}>
          Try again
        </button>
        <a href={urls.home}>Start page</a>
        <a href={urls.threads}>All threads</a>
      </p>
    </div>
  )
}
