// Which addresses of Next's are searches. Their answers are kept only while the same engine answers, and
// they are counted, because they cost more than pages.

import { urls } from '#domain'

/** Below them are completions, the feed and the help. */
const searchPaths = [urls.search(), urls.searchJson]

export function isSearchUrl(url: string): boolean {
  const [path = ''] = url.split('?', 1)
  return searchPaths.some((search) => path === search || path.startsWith(`${search}/`))
}
