// People: only what they wrote, when, and in which role.

import type { Root } from 'hast'
import type { PartialDate } from './partial-date.ts'
import type { PersonSlug, TopicSlug } from './slug.ts'
import type { Source, SourceRef } from './source.ts'

export interface Person {
  readonly slug: PersonSlug
  readonly formerly: readonly string[]
  readonly name: string
  /** For sorting, e.g. `Anvin, H. Peter`. */
  readonly sortName: string
  /** Other names people search for, e.g. `hpa`. */
  readonly aliases: readonly string[]
  readonly roles: readonly PersonRole[]
  readonly body: Root
  readonly text: string
}

/** A role as some source shows it at some time. */
export interface PersonRole {
  readonly role: string
  readonly on: PartialDate
  readonly source: SourceRef
}

export interface Topic {
  readonly slug: TopicSlug
  readonly formerly: readonly string[]
  readonly title: string
  /** Other names people search for, e.g. `rbtree`. */
  readonly aliases: readonly string[]
  readonly summary: string
  readonly body: Root
  readonly text: string
}

/** Everything under `content/`, checked. */
export interface Corpus<Thread> {
  /**
   * By slug. May be gone through more than once; each is made when its turn comes, because
   * thousands of entries with their text would not fit in memory together.
   */
  readonly threads: Iterable<Thread>
  readonly people: readonly Person[]
  readonly topics: readonly Topic[]
  readonly sources: readonly Source[]
}
