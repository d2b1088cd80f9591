import { expect, test } from 'vitest'
import { isSearchUrl } from '../../../cli/is-search-url.ts'

test.each(['/search', '/search?q=a', '/api/search/complete?q=a', '/search/feed.atom'])(
  '%s is a search',
  (url) => {
    expect(isSearchUrl(url)).toBe(true)
  },
)

test.each(['/', '/searching', '/threads?q=/search', '/people/search'])('%s is none', (url) => {
  expect(isSearchUrl(url)).toBe(false)
})
