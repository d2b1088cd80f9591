// Feeds as Atom: what each one lists, with permanent ids and honest dates.
//
// - An entry's id is the address it links to; slugs and anchors never change, so neither do ids.
// - Atom wants a second where sources often give only a month: an entry then carries the first
//   second the date can mean, and its text says the date as it is known.
// - What no source dates is placed where the discussion ended.
// - A feed was updated when its newest entry happened: the same content always gives the same bytes.

import { Feed, type Item } from 'feed'
import {
  anchors,
  earliestMs,
  evidenceMeanings,
  type FollowUp,
  formatPartialDate,
  type OutcomeState,
  type PartialDate,
  type PersonPage,
  type Position,
  type Revision,
  type SearchHit,
  type Stance,
  type ThreadEntry,
  type ThreadPage,
  type ThreadSummary,
  type TopicPage,
  urls,
} from '#domain'
import { type SearchAnswer, toSearchParameters } from '#search'

/** A site with a long history still sends a feed that a phone can fetch. */
const itemsMax = 100

/** The newest discussions and what became of them later. */
export function toSiteFeed(threads: readonly ThreadPage[], siteUrl: string): string {
  return toAtom({
    title: 'Patchlore: patch discussions',
    subtitle: 'Each discussion once, dated by the last thing known to have happened to it.',
    page: siteUrl + urls.home,
    self: siteUrl + urls.feed,
    items: threads.map((page) => toThreadItem(page, siteUrl)),
  })
}

/** Everything dated that happened in one thread: postings, positions, outcome, follow-ups. */
export function toThreadFeed(page: ThreadPage, siteUrl: string): string {
  const { entry } = page
  const url = siteUrl + urls.thread(entry.slug)
  return toAtom({
    title: entry.title,
    subtitle: entry.question,
    page: url,
    self: siteUrl + urls.threadFeed(entry.slug),
    items: [
      ...entry.series.map((revision) => toRevisionItem(revision, url)),
      ...entry.positions.map((position) =>
        toPositionItem(position, {
          name: page.people[position.by]?.name ?? position.by,
          url: siteUrl + urls.position(entry.slug, position.id),
        }),
      ),
      toOutcomeItem(entry, url),
      ...entry.followUps.map((followUp) => toFollowUpItem(followUp, entry, url)),
    ],
  })
}

/** Where one person stood. */
export function toPersonFeed({ person, positions }: PersonPage, siteUrl: string): string {
  return toAtom({
    title: `Positions of ${person.name}`,
    page: siteUrl + urls.person(person.slug),
    self: siteUrl + urls.personFeed(person.slug),
    items: positions.map(({ thread, position }) =>
      toPositionItem(position, {
        name: person.name,
        url: siteUrl + urls.position(thread.slug, position.id),
        about: thread.title,
      }),
    ),
  })
}

/** The discussions about one topic. */
export function toTopicFeed({ topic, threads }: TopicPage, siteUrl: string): string {
  return toAtom({
    title: `Discussions about ${topic.title}`,
    subtitle: topic.summary,
    page: siteUrl + urls.topic(topic.slug),
    self: siteUrl + urls.topicFeed(topic.slug),
    items: threads.map((thread) => toSummaryItem(thread, siteUrl)),
  })
}

/** What a search finds, newest first; what has no date is not news and not in it. */
export function toSearchFeed({ question, hits }: SearchAnswer, siteUrl: string): string {
  const { text, selection } = question
  const parameters = toSearchParameters({ text, selection }).toString()
  const address = parameters === '' ? '' : `?${parameters}`
  return toAtom({
    title: text === '' ? 'Patchlore: search' : `Patchlore: search for ${text}`,
    page: siteUrl + urls.search() + address,
    self: siteUrl + urls.searchFeed + address,
    items: hits.flatMap((hit) => toHitItem(hit, siteUrl)),
  })
}

function toHitItem(hit: SearchHit, siteUrl: string): Item | readonly never[] {
  if (hit.date === '') return []
  const plain = (marked: string) => marked.replaceAll(/[\uE000\uE001]/gu, '')
  const where = hit.threadTitle === '' || hit.kind === 'entry' ? '' : ` (${hit.threadTitle})`
  return {
    id: siteUrl + hit.url,
    link: siteUrl + hit.url,
    title: toHtml(plain(hit.title) + where),
    date: toDate(hit.date),
    content: `<p>${toHtml(plain(hit.excerpt))}</p>${toDateLine(hit.date)}`,
    category: [{ term: hit.kind }],
  }
}

interface FeedContent {
  readonly title: string
  readonly subtitle?: string
  /** The page it follows. */
  readonly page: string
  /** Its own address. */
  readonly self: string
  readonly items: readonly Item[]
}

function toAtom({ title, subtitle, page, self, items }: FeedContent): string {
  const newestFirst = items.toSorted((a, b) => b.date.getTime() - a.date.getTime())
  const feed = new Feed({
    id: self,
    title: toXmlText(title),
    ...(subtitle !== undefined && { description: toXmlText(subtitle) }),
    link: page,
    feed: self,
    // An empty feed still needs a date that stays the same.
    updated: newestFirst[0]?.date ?? new Date(0),
    author: { name: 'Patchlore' },
    generator: 'Patchlore',
  })
  for (const item of newestFirst.slice(0, itemsMax)) feed.addItem(item)
  return feed.atom1()
}

function toThreadItem({ entry }: ThreadPage, siteUrl: string): Item {
  const latest = [entry.ended, entry.outcome.on, ...entry.followUps.map(({ on }) => on)]
    .flatMap((date) => date ?? [])
    .map(earliestMs)
  const url = siteUrl + urls.thread(entry.slug)
  const lastFollowUp = entry.followUps.findLast(({ on }) => on !== undefined)
  return {
    id: url,
    link: url,
    title: toHtml(entry.question),
    date: new Date(Math.max(earliestMs(entry.started), ...latest)),
    published: toDate(entry.started),
    content: [
      `<p>${toHtml(entry.summary)}</p>`,
      `<p>${toHtml(`${outcomeWords[entry.outcome.state]}: ${entry.outcome.summary}`)}</p>`,
      ...(lastFollowUp === undefined
        ? []
        : [`<p>${toHtml(`Later: ${lastFollowUp.title} (${dateOf(lastFollowUp.on)})`)}</p>`]),
    ].join(''),
    category: [{ term: entry.outcome.state }],
  }
}

function toSummaryItem(thread: ThreadSummary, siteUrl: string): Item {
  const url = siteUrl + urls.thread(thread.slug)
  return {
    id: url,
    link: url,
    title: toHtml(thread.question),
    date: toDate(thread.ended ?? thread.started),
    published: toDate(thread.started),
    content: `<p>${toHtml(thread.summary)}</p>`,
    category: [{ term: thread.outcome.state }],
  }
}

function toRevisionItem(revision: Revision, threadUrl: string): Item {
  const url = `${threadUrl}#${anchors.revision(revision.id)}`
  return {
    id: url,
    link: url,
    title: toHtml(`${revision.label} posted: ${revision.subject}`),
    date: toDate(revision.on),
    content: `<p>${toHtml(revision.summary)}</p>${toDateLine(revision.on)}`,
    category: [{ term: 'revision' }],
  }
}

function toPositionItem(
  position: Position,
  { name, url, about }: { name: string; url: string; about?: string },
): Item {
  const quote =
    position.quote === undefined
      ? ''
      : `<blockquote><p>${toHtml(position.quote)}</p></blockquote>` +
        `<p>The quotation is ${position.evidence}: ${toHtml(evidenceMeanings[position.evidence])}.</p>`
  const where = about === undefined ? '' : ` (${about})`
  return {
    id: url,
    link: url,
    title: toHtml(`${name} ${stanceVerbs[position.stance]}: ${position.claimText}${where}`),
    date: toDate(position.on),
    content:
      `<p>${toHtml(position.claimText)}</p>${quote}` +
      `<p>${toHtml(`${name}, ${position.role}`)}</p>${toDateLine(position.on)}`,
    category: [{ term: position.stance }],
  }
}

function toOutcomeItem({ outcome, ended, started }: ThreadEntry, threadUrl: string): Item {
  const url = `${threadUrl}#outcome`
  const release = outcome.release === undefined ? '' : ` in Linux ${outcome.release}`
  return {
    id: url,
    link: url,
    title: toHtml(`Outcome: ${outcomeWords[outcome.state].toLowerCase()}${release}`),
    date: toDate(outcome.on ?? ended ?? started),
    content: `<p>${toHtml(outcome.summary)}</p>${toDateLine(outcome.on)}`,
    category: [{ term: outcome.state }],
  }
}

function toFollowUpItem(
  followUp: FollowUp,
  { ended, started }: ThreadEntry,
  threadUrl: string,
): Item {
  const url = `${threadUrl}#${anchors.followUp(followUp.id)}`
  return {
    id: url,
    link: url,
    title: toHtml(`Later: ${followUp.title}`),
    date: toDate(followUp.on ?? ended ?? started),
    content: `<p>${toHtml(followUp.summary)}</p>${toDateLine(followUp.on)}`,
    category: [{ term: 'follow-up' }],
  }
}

const stanceVerbs: Record<Stance, string> = {
  proposes: 'proposes',
  supports: 'supports',
  'supports-if': 'supports under a condition',
  opposes: 'opposes',
  alternative: 'offers an alternative',
  asks: 'asks',
  informs: 'informs',
}

const outcomeWords: Record<OutcomeState, string> = {
  proposed: 'Proposed',
  'under-review': 'Under review',
  merged: 'Merged',
  rejected: 'Rejected',
  superseded: 'Superseded',
  stalled: 'Stalled',
  unknown: 'Outcome unknown',
}

function toDate(date: PartialDate): Date {
  return new Date(earliestMs(date))
}

function dateOf(date: PartialDate | undefined): string {
  return date === undefined ? 'no source gives the date' : formatPartialDate(date)
}

function toDateLine(date: PartialDate | undefined): string {
  return `<p>Date: ${toHtml(dateOf(date))}</p>`
}

/** Text as HTML, which is what the library declares titles and contents to be. */
function toHtml(text: string): string {
  return toXmlText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

// XML 1.0 has no way to write these, not even escaped: one of them makes the whole feed unreadable.
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function toXmlText(text: string): string {
  return text.replaceAll(notInXml, '')
}
