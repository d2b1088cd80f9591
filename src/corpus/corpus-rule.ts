// What a law across files is, and what it may ask.

import type { VFile } from 'vfile'
import type { Person, Source, ThreadEntry, Topic } from '#domain'
import type { Definition, Law, Mention, Parsed, Report } from '#markdown'

export interface ParsedCorpus {
  readonly threads: readonly Parsed<ThreadEntry>[]
  readonly people: readonly Parsed<Person>[]
  readonly topics: readonly Parsed<Topic>[]
  readonly sources: Parsed<readonly Source[]>
}

/** A law about several files. */
export interface CorpusRule extends Law {
  readonly examples: readonly CorpusExample[]
  check(catalog: Catalog, reportOn: (file: VFile) => Report): void
}

export interface CorpusExample {
  readonly name: string
  /** Text by path, e.g. `threads/example.md`; pieces are enough, the rule is run alone. */
  readonly files: Readonly<Record<string, string>>
  /** With the path, e.g. `threads/example.md:1:1: Unexpected …, expected …`. */
  readonly messages: readonly string[]
}

export type EntryKind = 'threads' | 'people' | 'topics'

/** What the files define and mention, by name, so that no rule searches lists. */
export interface Catalog {
  readonly lists: Readonly<Record<EntryKind, readonly Parsed<unknown>[]>>
  readonly entries: Readonly<Record<EntryKind, ReadonlyMap<string, Parsed<unknown>>>>
  /** Where an old slug leads now, by kind. */
  readonly formerSlugs: Readonly<Record<EntryKind, ReadonlyMap<string, string>>>
  readonly sources: Parsed<readonly Source[]>
  readonly sourceIds: ReadonlySet<string>
  /** Every file. */
  readonly all: readonly Parsed<unknown>[]
  /** The anchors on an entry's page, or the keys of its messages. */
  namesIn(entry: Parsed<unknown>, kind: Definition['kind']): ReadonlySet<string>
  /** Every mention by kind, with the file it stands in. */
  readonly mentions: { readonly [K in Mention['kind']]: readonly MentionIn<K>[] }
}

export interface MentionIn<K extends Mention['kind']> {
  readonly entry: Parsed<unknown>
  readonly mention: Extract<Mention, { kind: K }>
}

export const entryKinds: readonly EntryKind[] = ['threads', 'people', 'topics']
