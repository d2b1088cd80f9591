// The entry for machines that read schema.org.

import { type ThreadPage, toLoreUrl, urls } from '#domain'
import { toPersonName } from './number-references.ts'

/** JSON-LD as text that is safe inside a script element. */
export function toJsonLd(page: ThreadPage, siteUrl: string): string {
  const { entry, topics } = page
  const url = siteUrl + urls.thread(entry.slug)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': url,
    url,
    headline: entry.question,
    alternativeHeadline: entry.title,
    abstract: entry.summary,
    inLanguage: 'en',
    isPartOf: { '@type': 'WebSite', name: 'Patchlore', url: `${siteUrl}/` },
    temporalCoverage: `${entry.started.slice(0, 10)}/${entry.ended?.slice(0, 10) ?? '..'}`,
    keywords: [...topics.map(({ title }) => title), ...entry.subsystems, ...entry.lists],
    about: {
      '@type': 'DiscussionForumPosting',
      headline: entry.series[0]?.subject ?? entry.title,
      datePublished: entry.started,
      author: [...new Set(entry.series.flatMap(({ by }) => by))].map((slug) => ({
        '@type': 'Person',
        name: toPersonName(slug, page),
        url: siteUrl + urls.person(slug),
      })),
    },
    citation: entry.messages.flatMap(({ messageId }) =>
      messageId === undefined ? [] : toLoreUrl(messageId, entry.archive),
    ),
  }
  // `</script>` inside a string would end the element; escaped, JSON means the same.
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
