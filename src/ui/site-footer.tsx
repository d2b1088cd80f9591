// The foot of every page: how much there is, how fresh it is, and whose words are quoted.

import { urls } from '#domain'

export interface SiteFooterProps {
  readonly threads: number
  readonly positions: number
  readonly people: number
  /** When the content was last read, ISO 8601, or empty. */
  readonly indexedAt: string
}

export function SiteFooter({ threads, positions, people, indexedAt }: SiteFooterProps) {
  return (
    <footer className="site-footer">
      <p>
        {threads} threads, {positions} positions, {people} people.
        {indexedAt !== '' && (
          <>
            {' '}
            Content as of{' '}
            <time dateTime={indexedAt}>{indexedAt.slice(0, 16).replace('T', ' ')} UTC</time>.
          </>
        )}
      </p>
      <p>
        <a href={urls.feed}>Atom feed</a> <a href={urls.sources}>Sources</a>{' '}
        <a href={urls.about}>How to read, cite and contribute</a>
      </p>
      <p>
        Quoted words belong to those who wrote them. The software is free under the AGPL, version 3
        or later. No tracking, no cookies.
      </p>
    </footer>
  )
}
