// What the store answers and pages draw: entries with the names they mention, lists with their facets.

import type { PartialDate } from './partial-date.ts'
import type { Person, Topic } from './person.ts'
import type { AnchorId, PersonSlug, ThreadSlug, TopicSlug } from './slug.ts'
import type { Source } from './source.ts'
import type { OutcomeState, Stance } from './stance.ts'
import type { FigureUnit, Position, ThreadEntry } from './thread-entry.ts'

/** A thread with everything its page names. */
export interface ThreadPage {
  readonly entry: ThreadEntry
  /** Everybody the entry names, by slug. */
  readonly people: Readonly<Record<string, PersonName>>
  readonly topics: readonly TopicName[]
  /** Every source the entry cites, by id. */
  readonly sources: Readonly<Record<string, Source>>
}

export interface PersonName {
  readonly slug: PersonSlug
  readonly name: string
}

export interface TopicName {
  readonly slug: TopicSlug
  readonly title: string
}

/** One mark of the strip: who stood where, in the order they spoke. */
export interface StanceMark {
  readonly position: AnchorId
  readonly by: PersonName
  readonly stance: Stance
  readonly on: PartialDate
}

/** A thread as one row of a list. */
export interface ThreadSummary {
  readonly slug: ThreadSlug
  readonly title: string
  readonly question: string
  readonly summary: string
  readonly started: PartialDate
  readonly ended?: PartialDate
  readonly outcome: { readonly state: OutcomeState; readonly release?: string }
  readonly lists: readonly string[]
  readonly topics: readonly TopicName[]
  readonly strip: readonly StanceMark[]
  /** A small drawing of the thread's own numbers, where it has some to compare. */
  readonly picture?: ThreadPicture
}

export interface ThreadPicture {
  readonly caption: string
  readonly unit: FigureUnit
  readonly limit?: { readonly text: string; readonly value: number }
  readonly bars: readonly {
    readonly label: string
    readonly before: number
    readonly after: number
  }[]
}

export const threadFacets = [
  'topic',
  'list',
  'subsystem',
  'outcome',
  'year',
  'person',
  'stance',
] as const
export type ThreadFacet = (typeof threadFacets)[number]

/** What a reader asked for: all given facets must match; several values of one facet are alternatives. */
export type ThreadFilter = Readonly<Partial<Record<ThreadFacet, readonly string[]>>>

export const threadOrders = ['newest', 'oldest', 'title', 'positions'] as const
export type ThreadOrder = (typeof threadOrders)[number]

export interface FacetValue {
  readonly value: string
  readonly label: string
  /** How many threads would be shown with this value chosen, the other facets as they are. */
  readonly count: number
}

export interface ThreadList {
  readonly threads: readonly ThreadSummary[]
  /** How many match, on all pages. */
  readonly total: number
  readonly facets: Readonly<Record<ThreadFacet, readonly FacetValue[]>>
}

/** A position with the thread it belongs to, for pages of people and topics. */
export interface PositionInThread {
  readonly thread: { readonly slug: ThreadSlug; readonly title: string; readonly question: string }
  readonly by: PersonName
  readonly position: Position
}

export interface PersonPage {
  readonly person: Person
  /** Oldest first. */
  readonly positions: readonly PositionInThread[]
  /** The sources its text and roles cite, by id. */
  readonly sources: Readonly<Record<string, Source>>
}

export interface PersonSummary extends PersonName {
  readonly sortName: string
  readonly aliases: readonly string[]
  readonly positions: number
  readonly threads: number
}

export interface TopicPage {
  readonly topic: Topic
  readonly threads: readonly ThreadSummary[]
  readonly sources: Readonly<Record<string, Source>>
}

export interface TopicSummary extends TopicName {
  readonly slug: TopicSlug
  readonly summary: string
  readonly threads: number
}

/** A source and the threads that cite it. */
export interface SourceInUse {
  readonly source: Source
  readonly citedBy: readonly { readonly slug: ThreadSlug; readonly title: string }[]
}
