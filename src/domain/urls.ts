// Every address of the site, built in one place. The contract is docs/urls.md.

import type { AnchorId, PersonSlug, SourceId, ThreadSlug, TopicSlug } from './slug.ts'

export const urls = {
  home: '/',
  threads: '/threads',
  thread: (slug: ThreadSlug) => `/threads/${slug}`,
  threadMarkdown: (slug: ThreadSlug) => `/threads/${slug}.md`,
  threadJson: (slug: ThreadSlug) => `/threads/${slug}.json`,
  threadFeed: (slug: ThreadSlug) => `/threads/${slug}/feed.atom`,
  position: (slug: ThreadSlug, id: AnchorId) => `/threads/${slug}#position-${id}`,
  section: (slug: ThreadSlug, id: AnchorId) => `/threads/${slug}#${id}`,
  people: '/people',
  person: (slug: PersonSlug) => `/people/${slug}`,
  personFeed: (slug: PersonSlug) => `/people/${slug}/feed.atom`,
  topics: '/topics',
  topic: (slug: TopicSlug) => `/topics/${slug}`,
  topicFeed: (slug: TopicSlug) => `/topics/${slug}/feed.atom`,
  simulations: '/simulations',
  simulation: (id: string) => `/simulations/${id}`,
  sources: '/sources',
  source: (id: SourceId) => `/sources#${id}`,
  search: (query?: string) =>
    query === undefined || query === '' ? '/search' : `/search?q=${encodeURIComponent(query)}`,
  searchHelp: '/search/help',
  searchFeed: '/search/feed.atom',
  searchJson: '/api/search',
  searchCompletions: '/api/search/complete',
  openSearch: '/opensearch.xml',
  openApi: '/openapi.json',
  feed: '/feed.atom',
  /** All mailing lists; what is below it is the business of src/archive. */
  mail: '/all/',
  /** The search of one list of mail. */
  searchMail: (list: string, query: string) => `/${list}/?q=${encodeURIComponent(query)}`,
  about: '/about',
} as const

/** Anchors on a thread's page, one prefix per kind so that ids of different kinds never meet. */
export const anchors = {
  position: (id: AnchorId) => `position-${id}`,
  figure: (id: AnchorId) => `figure-${id}`,
  retelling: (id: AnchorId) => `retelling-${id}`,
  quote: (id: AnchorId) => `quote-${id}`,
  revision: (id: AnchorId) => `revision-${id}`,
  followUp: (id: AnchorId) => `later-${id}`,
  message: (key: AnchorId) => `message-${key}`,
} as const

/** Where a commit of the Linux kernel can be seen. */
export function toCommitUrl(commit: string): string {
  return `https://git.kernel.org/torvalds/c/${commit}`
}
