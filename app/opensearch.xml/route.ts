import { urls } from '#domain'
import { readEnv } from '#env'

export const dynamic = 'force-dynamic'

/** Lets a browser add the site to its search engines (OpenSearch 1.1). */
export function GET(): Response {
  const { siteUrl } = readEnv()
  const completions = `${siteUrl}${urls.searchCompletions}?q={searchTerms}&amp;format=suggestions`
  const description = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Patchlore</ShortName>
  <Description>Search kernel patch discussions: who stood where and why, and what became of it.</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="48" height="48" type="image/x-icon">${siteUrl}/favicon.ico</Image>
  <Url type="text/html" template="${siteUrl}${urls.search()}?q={searchTerms}"/>
  <Url type="application/atom+xml" template="${siteUrl}${urls.searchFeed}?q={searchTerms}"/>
  <Url type="application/json" template="${siteUrl}${urls.searchJson}?q={searchTerms}"/>
  <Url type="application/x-suggestions+json" template="${completions}"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${siteUrl}${urls.openSearch}"/>
</OpenSearchDescription>
`
  return new Response(description, {
    headers: { 'content-type': 'application/opensearchdescription+xml; charset=utf-8' },
  })
}
