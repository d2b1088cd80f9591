// Writing: the whole content in one transaction, so that readers see the old state or the new one.

import { createHash } from 'node:crypto'
import {
  type Corpus,
  earliestMs,
  type Person,
  type SearchDocument,
  type Source,
  type SourceRef,
  type ThreadEntry,
  type ThreadFacet,
  type Topic,
  urls,
  yearOf,
} from '#domain'
import { listMentions } from './list-mentions.ts'
import type { Store } from './open-store.ts'
import { replaceDocuments } from './search/replace-documents.ts'
import { toThreadSummary } from './thread-summary.ts'

/** A thread with the Markdown it was read from. */
export interface ThreadToStore {
  readonly entry: ThreadEntry
  readonly markdown: string
}

export interface ContentToStore extends Corpus<ThreadToStore> {
  /** What this content is called; the same digest is never stored twice. */
  readonly digest: string
  /** When, as ISO text. */
  readonly indexedAt: string
  readonly documents: Iterable<SearchDocument>
  /**
   * Changes with the code that takes documents apart for the index; documents that are as they were are
   * not written again then. All are, where it is absent.
   */
  readonly documentCodeDigest?: string
}

export interface Changes {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** Replaces everything that comes from content/; all or nothing. Returns which paths changed. */
export function replaceContent(store: Store, content: ContentToStore): Changes {
  return store.sqlite.transaction(() => replaceInTransaction(store, content)).immediate()
}

function replaceInTransaction(store: Store, content: ContentToStore): Changes {
  const { sqlite } = store
  const before = readDigests(store)
  // Children first: the foreign keys hold at every moment.
  for (const table of [
    'ThreadFacet',
    'Position',
    'Citation',
    'MessageMention',
    'Thread',
    'Person',
    'Topic',
    'Source',
    'Redirect',
  ]) {
    sqlite.exec(`DELETE FROM "${table}"`)
  }
  insertPeople(store, content.people)
  insertTopics(store, content.topics)
  insertSources(store, content.sources)
  insertThreads(store, content)
  insertRedirects(store, content)
  replaceDocuments(store, {
    documents: content.documents,
    codeDigest: content.documentCodeDigest ?? '',
  })
  sqlite
    .prepare(
      `INSERT INTO Edition (id, number, digest, indexedAt) VALUES (1, 1, @digest, @indexedAt)
       ON CONFLICT (id) DO UPDATE SET number = number + 1, digest = @digest, indexedAt = @indexedAt`,
    )
    .run({ digest: content.digest, indexedAt: content.indexedAt })
  return compare(before, readDigests(store))
}

/** Every page and what it was made from, e.g. `/threads/x` → digest. */
function readDigests({ sqlite }: Store): ReadonlyMap<string, string> {
  const rows = sqlite
    .prepare<[], { path: string; digest: string }>(
      `SELECT '/threads/' || slug AS path, digest FROM Thread
       UNION ALL SELECT '/people/' || slug, digest FROM Person
       UNION ALL SELECT '/topics/' || slug, digest FROM Topic
       UNION ALL SELECT '/sources#' || id, digest FROM Source`,
    )
    .all()
  return new Map(rows.map((row) => [row.path, row.digest]))
}

function compare(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Changes {
  return {
    added: [...after.keys()].filter((path) => !before.has(path)).sort(),
    changed: [...after.keys()]
      .filter((path) => before.has(path) && before.get(path) !== after.get(path))
      .sort(),
    removed: [...before.keys()].filter((path) => !after.has(path)).sort(),
  }
}

function toDigest(...texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex')
}

function insertPeople({ sqlite }: Store, people: readonly Person[]): void {
  const insert = sqlite.prepare(
    'INSERT INTO Person (slug, name, sortName, document, digest) VALUES (?, ?, ?, ?, ?)',
  )
  for (const person of people) {
    const document = JSON.stringify(person)
    insert.run(person.slug, person.name, person.sortName, document, toDigest(document))
  }
}

function insertTopics({ sqlite }: Store, topics: readonly Topic[]): void {
  const insert = sqlite.prepare(
    'INSERT INTO Topic (slug, title, document, digest) VALUES (?, ?, ?, ?)',
  )
  for (const topic of topics) {
    const document = JSON.stringify(topic)
    insert.run(topic.slug, topic.title, document, toDigest(document))
  }
}

function insertSources({ sqlite }: Store, sources: readonly Source[]): void {
  const insert = sqlite.prepare(
    'INSERT INTO Source (id, ordinal, document, digest) VALUES (?, ?, ?, ?)',
  )
  for (const [ordinal, source] of sources.entries()) {
    const document = JSON.stringify(source)
    insert.run(source.id, ordinal, document, toDigest(document))
  }
}

function insertThreads({ sqlite }: Store, content: ContentToStore): void {
  const names = {
    people: new Map(content.people.map((person) => [person.slug, person.name])),
    topics: new Map(content.topics.map((topic) => [topic.slug, topic.title])),
  }
  const insertThread = sqlite.prepare(
    `INSERT INTO Thread (slug, title, startedMs, positions, summary, document, markdown, digest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertFacet = sqlite.prepare(
    'INSERT OR IGNORE INTO ThreadFacet (facet, value, threadSlug) VALUES (?, ?, ?)',
  )
  const insertPosition = sqlite.prepare(
    `INSERT INTO Position (threadSlug, anchor, ordinal, personSlug, stance, "on", document)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertCitation = sqlite.prepare('INSERT INTO Citation (sourceId, threadSlug) VALUES (?, ?)')
  const insertMention = sqlite.prepare(
    'INSERT INTO MessageMention (threadSlug, anchor, messageId, document) VALUES (?, ?, ?, ?)',
  )
  for (const { entry, markdown } of content.threads) {
    const summary = toThreadSummary(entry, names)
    const document = JSON.stringify(entry)
    const summaryText = JSON.stringify(summary)
    insertThread.run(
      entry.slug,
      entry.title,
      earliestMs(entry.started),
      entry.positions.length,
      summaryText,
      document,
      markdown,
      toDigest(document, summaryText, markdown),
    )
    for (const [facet, value] of listFacets(entry)) insertFacet.run(facet, value, entry.slug)
    // The strip is in the order of speaking; the row keeps that order.
    const ordinals = new Map(summary.strip.map((mark, ordinal) => [mark.position, ordinal]))
    for (const position of entry.positions) {
      insertPosition.run(
        entry.slug,
        position.id,
        ordinals.get(position.id) ?? 0,
        position.by,
        position.stance,
        position.on,
        JSON.stringify(position),
      )
    }
    for (const id of listSourceIds(entry)) insertCitation.run(id, entry.slug)
    for (const { messageId, mention } of listMentions(entry, names.people)) {
      insertMention.run(entry.slug, mention.anchor, messageId, JSON.stringify(mention))
    }
  }
}

function listFacets(entry: ThreadEntry): readonly (readonly [ThreadFacet, string])[] {
  return [
    ...entry.topics.map((topic) => ['topic', topic] as const),
    ...entry.lists.map((list) => ['list', list] as const),
    ...entry.subsystems.map((subsystem) => ['subsystem', subsystem] as const),
    ['outcome', entry.outcome.state] as const,
    ['year', String(yearOf(entry.started))] as const,
    ...entry.positions.map((position) => ['person', position.by] as const),
    ...entry.positions.map((position) => ['stance', position.stance] as const),
  ]
}

/** Every source of sources.yaml that the entry rests on, once. */
function listSourceIds(entry: ThreadEntry): ReadonlySet<string> {
  const refs: readonly (SourceRef | undefined)[] = [
    ...entry.series.flatMap((revision) => revision.sources),
    ...entry.outcome.evidence,
    ...entry.followUps.flatMap((followUp) => followUp.sources),
    ...entry.messages.map((message) => message.seenIn),
    ...entry.positions.flatMap((position) => position.sources),
    ...entry.figures.flatMap((figure) => figure.sources),
    ...entry.retellings.flatMap((retelling) => [retelling.source, ...retelling.record]),
    ...entry.quotes.map((quote) => quote.source),
  ]
  const ids = refs.flatMap((ref) => (ref?.kind === 'source' ? [ref.id as string] : []))
  // Citations inside the text are properties of the tree; reading them off its JSON needs no walk.
  const trees = [
    entry.body,
    ...entry.positions.map((position) => position.claim),
    ...entry.retellings.map((retelling) => retelling.text),
  ]
  for (const match of JSON.stringify(trees).matchAll(/source:([a-z0-9-]+)/gu)) {
    if (match[1] !== undefined) ids.push(match[1])
  }
  return new Set(ids)
}

function insertRedirects({ sqlite }: Store, content: ContentToStore): void {
  const insert = sqlite.prepare('INSERT INTO Redirect (path, target) VALUES (?, ?)')
  for (const { entry } of content.threads) {
    for (const old of entry.formerly) insert.run(`${urls.threads}/${old}`, urls.thread(entry.slug))
  }
  for (const person of content.people) {
    for (const old of person.formerly) insert.run(`${urls.people}/${old}`, urls.person(person.slug))
  }
  for (const topic of content.topics) {
    for (const old of topic.formerly) insert.run(`${urls.topics}/${old}`, urls.topic(topic.slug))
  }
}
