// The questions pages ask. Each answer is what one page draws.

import type {
  Person,
  PersonPage,
  PersonSummary,
  Position,
  PositionInThread,
  Source,
  SourceInUse,
  SourceRef,
  ThreadEntry,
  ThreadPage,
  ThreadSlug,
  ThreadSummary,
  Topic,
  TopicPage,
  TopicSummary,
} from '#domain'
import type { Store } from './open-store.ts'

/** The store writes these columns itself, from the domain's own types; nobody else does. */
function read<T>(document: string): T {
  return JSON.parse(document) as T
}

/** A thread with the names of everybody and everything its page mentions. */
export async function findThread({ prisma }: Store, slug: string): Promise<ThreadPage | undefined> {
  const row = await prisma.thread.findUnique({
    where: { slug },
    select: { document: true, citations: { select: { source: { select: { document: true } } } } },
  })
  if (row === null) return undefined
  const entry = read<ThreadEntry>(row.document)
  const people = await prisma.person.findMany({
    where: { slug: { in: [...listPeopleIn(entry)] } },
    select: { slug: true, name: true },
  })
  const topics = await prisma.topic.findMany({
    where: { slug: { in: [...entry.topics] } },
    select: { slug: true, title: true },
  })
  return {
    entry,
    people: Object.fromEntries(
      people.map((person) => [person.slug, person]),
    ) as ThreadPage['people'],
    topics: entry.topics.flatMap(
      (slug) => topics.find((topic) => topic.slug === slug) ?? [],
    ) as unknown as ThreadPage['topics'],
    sources: toSourcesById(row.citations.map(({ source }) => read<Source>(source.document))),
  }
}

function listPeopleIn(entry: ThreadEntry): ReadonlySet<string> {
  return new Set([
    ...entry.positions.map((position) => position.by),
    ...entry.messages.map((message) => message.from),
    ...entry.quotes.map((quote) => quote.by),
    ...entry.series.flatMap((revision) => revision.by),
  ])
}

function toSourcesById(sources: readonly Source[]): Readonly<Record<string, Source>> {
  return Object.fromEntries(sources.map((source) => [source.id, source]))
}

/** The names of all threads, newest discussion first; a list of addresses needs no more. */
export async function listThreadSlugs({ prisma }: Store): Promise<readonly ThreadSlug[]> {
  const rows = await prisma.thread.findMany({
    orderBy: [{ startedMs: 'desc' }, { slug: 'asc' }],
    select: { slug: true },
  })
  return rows.map(({ slug }) => slug as ThreadSlug)
}

/** The Markdown an entry was read from. */
export async function findThreadMarkdown(
  { prisma }: Store,
  slug: string,
): Promise<string | undefined> {
  const row = await prisma.thread.findUnique({ where: { slug }, select: { markdown: true } })
  return row?.markdown
}

export async function findPerson({ prisma }: Store, slug: string): Promise<PersonPage | undefined> {
  const row = await prisma.person.findUnique({ where: { slug }, select: { document: true } })
  if (row === null) return undefined
  const person = read<Person>(row.document)
  const positions = await prisma.position.findMany({
    where: { personSlug: slug },
    orderBy: [{ on: 'asc' }, { threadSlug: 'asc' }, { ordinal: 'asc' }],
    select: {
      document: true,
      thread: { select: { slug: true, title: true, summary: true } },
    },
  })
  return {
    person,
    positions: positions.map(({ document, thread }) => {
      return {
        thread: {
          slug: thread.slug as ThreadSlug,
          title: thread.title,
          question: read<ThreadSummary>(thread.summary).question,
        },
        by: { slug: person.slug, name: person.name },
        position: read<Position>(document),
      } satisfies PositionInThread
    }),
    sources: await findSources(prisma, [
      ...person.roles.map((role) => role.source),
      ...listRefsIn(person.body),
    ]),
  }
}

export async function findTopic({ prisma }: Store, slug: string): Promise<TopicPage | undefined> {
  const row = await prisma.topic.findUnique({ where: { slug }, select: { document: true } })
  if (row === null) return undefined
  const topic = read<Topic>(row.document)
  const threads = await prisma.thread.findMany({
    where: { facets: { some: { facet: 'topic', value: slug } } },
    orderBy: [{ startedMs: 'desc' }, { slug: 'asc' }],
    select: { summary: true },
  })
  return {
    topic,
    threads: threads.map(({ summary }) => read<ThreadSummary>(summary)),
    sources: await findSources(prisma, listRefsIn(topic.body)),
  }
}

/** Citations stand in the tree as properties; reading them off its JSON needs no walk. */
function listRefsIn(tree: unknown): readonly SourceRef[] {
  const ids = [...JSON.stringify(tree).matchAll(/source:([a-z0-9-]+)/gu)].map((match) => match[1])
  return [...new Set(ids)].map((id) => ({ kind: 'source', id }) as SourceRef)
}

async function findSources(
  prisma: Store['prisma'],
  refs: readonly SourceRef[],
): Promise<Readonly<Record<string, Source>>> {
  const ids = refs.flatMap((ref) => (ref.kind === 'source' ? [ref.id as string] : []))
  if (ids.length === 0) return {}
  const rows = await prisma.source.findMany({
    where: { id: { in: ids } },
    select: { document: true },
  })
  return toSourcesById(rows.map(({ document }) => read<Source>(document)))
}

/** Everybody, by family name, with how much they said. */
export async function listPeople({ prisma, sqlite }: Store): Promise<readonly PersonSummary[]> {
  const rows = await prisma.person.findMany({
    orderBy: [{ sortName: 'asc' }],
    select: { document: true },
  })
  const counts = sqlite
    .prepare<[], { person: string; positions: number; threads: number }>(
      `SELECT personSlug AS person, count(*) AS positions, count(DISTINCT threadSlug) AS threads
       FROM Position GROUP BY personSlug`,
    )
    .all()
  const countsByPerson = new Map(counts.map((count) => [count.person, count]))
  return rows.map(({ document }) => {
    const { slug, name, sortName, aliases } = read<Person>(document)
    const { positions = 0, threads = 0 } = countsByPerson.get(slug) ?? {}
    return { slug, name, sortName, aliases, positions, threads }
  })
}

/** Every topic, by title, with the number of its threads. */
export async function listTopics({ prisma, sqlite }: Store): Promise<readonly TopicSummary[]> {
  const rows = await prisma.topic.findMany({
    orderBy: [{ title: 'asc' }],
    select: { document: true },
  })
  const counts = sqlite
    .prepare<[], { topic: string; threads: number }>(
      `SELECT value AS topic, count(*) AS threads FROM ThreadFacet WHERE facet = 'topic' GROUP BY value`,
    )
    .all()
  const countByTopic = new Map(counts.map((count) => [count.topic, count.threads]))
  return rows.map(({ document }) => {
    const { slug, title, summary } = read<Topic>(document)
    return { slug, title, summary, threads: countByTopic.get(slug) ?? 0 }
  })
}

/** Every source in the order of sources.yaml, with the threads that rest on it. */
export async function listSources({ prisma }: Store): Promise<readonly SourceInUse[]> {
  const rows = await prisma.source.findMany({
    orderBy: [{ ordinal: 'asc' }],
    select: {
      document: true,
      citations: {
        orderBy: { threadSlug: 'asc' },
        select: { thread: { select: { slug: true, title: true } } },
      },
    },
  })
  return rows.map(({ document, citations }) => ({
    source: read<Source>(document),
    citedBy: citations.map(({ thread }) => ({
      slug: thread.slug as ThreadSlug,
      title: thread.title,
    })),
  }))
}

/** Where an old path leads now. */
export async function findRedirect({ prisma }: Store, path: string): Promise<string | undefined> {
  const row = await prisma.redirect.findUnique({ where: { path }, select: { target: true } })
  return row?.target
}

/** How much there is, for the front page and the footer. */
export function countContent({ sqlite }: Store): {
  readonly threads: number
  readonly positions: number
  readonly people: number
} {
  const counts = sqlite
    .prepare<[], { threads: number; positions: number; people: number }>(
      `SELECT (SELECT count(*) FROM Thread) AS threads, (SELECT count(*) FROM Position) AS positions,
              (SELECT count(*) FROM Person) AS people`,
    )
    .get()
  return counts ?? { threads: 0, positions: 0, people: 0 }
}
