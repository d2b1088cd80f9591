// Small whole values of the domain for tests and for drawing pages without a store.
// Every builder gives the same value each time; a test overrides only what it is about.

import type { ElementContent, Root } from 'hast'
import type {
  AnchorId,
  CitedMessage,
  Figure,
  FollowUp,
  MessageId,
  PartialDate,
  Person,
  PersonName,
  PersonPage,
  PersonSlug,
  Position,
  PositionInThread,
  Quotation,
  Retelling,
  Revision,
  SearchHit,
  Source,
  SourceId,
  SourceInUse,
  SourceRef,
  ThreadEntry,
  ThreadList,
  ThreadPage,
  ThreadSlug,
  ThreadSummary,
  Topic,
  TopicPage,
  TopicSlug,
  TopicSummary,
} from '#domain'

// The brands promise that a parser has looked; in tests the author of the test has.
export const threadSlug = (text: string) => text as ThreadSlug
export const personSlug = (text: string) => text as PersonSlug
export const topicSlug = (text: string) => text as TopicSlug
export const anchorId = (text: string) => text as AnchorId
export const sourceId = (text: string) => text as SourceId
export const date = (text: string) => text as PartialDate
export const messageId = (text: string) => text as MessageId

export const messageRef = (key: string): SourceRef => ({ kind: 'message', key: anchorId(key) })
export const sourceRef = (id: string): SourceRef => ({ kind: 'source', id: sourceId(id) })

/** A tree that holds one run of text, as claims do. */
export function aText(value: string): Root {
  return { type: 'root', children: [{ type: 'text', value }] }
}

/** An element of a body, e.g. `anElement('pl-position', { id: 'ann-asks' })`. */
export function anElement(
  tagName: string,
  properties: Record<string, string>,
  children: readonly (ElementContent | string)[] = [],
): ElementContent {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.map((child) =>
      typeof child === 'string' ? { type: 'text', value: child } : child,
    ),
  }
}

export function aPersonName(overrides: Partial<PersonName> = {}): PersonName {
  return { slug: personSlug('ann-author'), name: 'Ann Author', ...overrides }
}

export function aMessage(overrides: Partial<CitedMessage> = {}): CitedMessage {
  return {
    key: anchorId('ann-rfc'),
    messageId: messageId('20141002152543.1@example.org'),
    from: personSlug('ann-author'),
    date: date('2014-10-02T15:25:43Z'),
    subject: '[RFC PATCH] lib: index the directory by name',
    known: 'read',
    says: 'Proposes to index the directory by name.',
    ...overrides,
  }
}

export function aSource(overrides: Partial<Source> = {}): Source {
  return {
    id: sourceId('commit-710585d4922f'),
    kind: 'commit',
    title: 'lib: index the directory by name',
    url: 'https://git.kernel.org/torvalds/c/710585d4922f',
    commit: '710585d4922fd315f2cada8fbe550ae8ed23e994',
    known: 'read',
    ...overrides,
  }
}

export function aPosition(overrides: Partial<Position> = {}): Position {
  const claimText = overrides.claimText ?? 'Lookup by name is too slow in large directories.'
  return {
    id: anchorId('ann-proposes'),
    by: personSlug('ann-author'),
    stance: 'proposes',
    scope: 'approach',
    role: 'author of the patch',
    on: date('2014-10-02'),
    sources: [messageRef('ann-rfc')],
    answers: [],
    claim: aText(claimText),
    claimText,
    quote: 'Creating many entries is slow, because each one walks the list.',
    evidence: 'read',
    section: anchorId('the-proposal'),
    ...overrides,
  }
}

export function aFigure(overrides: Partial<Figure> = {}): Figure {
  return {
    id: anchorId('create'),
    caption: 'Creating 30 000 entries',
    sources: [messageRef('ann-rfc')],
    evidence: 'read',
    unit: 'duration',
    columns: ['phase', 'before', 'after'],
    rows: [
      { cells: ['create, real', '2m31.950s', '2m0.874s'], values: [null, 151.95, 120.874] },
      { cells: ['remove, real', '1m35.764s', '1m13.988s'], values: [null, 95.764, 73.988] },
    ],
    compare: [1, 2],
    chart: 'bars',
    isPicture: false,
    ...overrides,
  }
}

export function aRetelling(overrides: Partial<Retelling> = {}): Retelling {
  return {
    id: anchorId('saving'),
    source: sourceRef('lj-diff-u'),
    quote: 'It cut the time by a half.',
    record: [messageRef('ann-rfc')],
    text: aText('The message gives 20 percent.'),
    plainText: 'The message gives 20 percent.',
    ...overrides,
  }
}

export function aQuotation(overrides: Partial<Quotation> = {}): Quotation {
  return {
    id: anchorId('ben-applied'),
    by: personSlug('ben-reviewer'),
    on: date('2014-10-05'),
    source: messageRef('ben-reply'),
    text: 'Applied, thanks.',
    evidence: 'read',
    ...overrides,
  }
}

export function aRevision(overrides: Partial<Revision> = {}): Revision {
  return {
    id: anchorId('rfc'),
    label: 'RFC',
    subject: '[RFC PATCH] lib: index the directory by name',
    on: date('2014-10-02T15:25:43Z'),
    by: [personSlug('ann-author')],
    sources: [messageRef('ann-rfc')],
    summary: 'Indexes the directory by a hash of the name.',
    files: 4,
    insertions: 135,
    deletions: 27,
    ...overrides,
  }
}

export function aFollowUp(overrides: Partial<FollowUp> = {}): FollowUp {
  return {
    id: anchorId('rwlock'),
    title: 'lib: let readers read together',
    summary: 'The lock becomes a reader-writer lock.',
    on: date('2015'),
    commit: 'ecf1a3dfff22',
    sources: [sourceRef('commit-710585d4922f')],
    ...overrides,
  }
}

export function aThreadEntry(overrides: Partial<ThreadEntry> = {}): ThreadEntry {
  return {
    slug: threadSlug('directory-index'),
    formerly: [],
    title: 'Indexing a directory by name',
    question: 'Should the directory find its entries by hash or by tree?',
    summary: 'Ann Author proposed an index; it was merged as a tree.',
    lists: ['linux-kernel'],
    archive: 'linux-kernel',
    subsystems: ['lib'],
    topics: [topicSlug('directories')],
    started: date('2014-10-02'),
    ended: date('2014-10-15'),
    series: [aRevision()],
    outcome: {
      state: 'merged',
      summary: 'Merged as a tree.',
      on: date('2014-12'),
      commit: '710585d4922fd315f2cada8fbe550ae8ed23e994',
      release: '3.19',
      evidence: [sourceRef('commit-710585d4922f')],
    },
    followUps: [aFollowUp()],
    messages: [
      aMessage(),
      aMessage({
        key: anchorId('ben-reply'),
        messageId: messageId('20141005090000.2@example.org'),
        from: personSlug('ben-reviewer'),
        date: date('2014-10-05T09:00:00Z'),
        subject: 'Re: [RFC PATCH] lib: index the directory by name',
        says: 'Asks for a tree instead of a hash.',
      }),
    ],
    unknown: ['Where version 1 was posted.'],
    positions: [
      aPosition(),
      aPosition({
        id: anchorId('ben-tree'),
        by: personSlug('ben-reviewer'),
        stance: 'alternative',
        role: 'reviewer',
        on: date('2014-10-05'),
        sources: [messageRef('ben-reply')],
        answers: [{ to: anchorId('ann-proposes'), how: 'answers' }],
        claimText: 'A tree grows with the directory; a hash table does not.',
        quote: 'Why not a tree?',
      }),
    ],
    figures: [aFigure()],
    retellings: [aRetelling()],
    quotes: [aQuotation()],
    sections: [
      {
        id: anchorId('the-proposal'),
        title: 'The proposal',
        depth: 2,
        text: 'Large directories were slow.',
      },
    ],
    body: {
      type: 'root',
      children: [
        anElement('h2', { id: 'the-proposal' }, ['The proposal']),
        anElement('p', {}, [
          'Large directories were slow.',
          anElement('pl-cite', { refs: 'message:ann-rfc' }),
        ]),
        anElement('pl-position', { id: 'ann-proposes' }),
        anElement('pl-figure', { id: 'create' }),
        anElement('pl-position', { id: 'ben-tree' }),
        anElement('pl-retelling', { id: 'saving' }),
        anElement('pl-quote', { id: 'ben-applied' }),
      ],
    },
    ...overrides,
  }
}

/** A thread with everything its page names. */
export function aThread(
  entry: Partial<ThreadEntry> = {},
  overrides: Partial<ThreadPage> = {},
): ThreadPage {
  return {
    entry: aThreadEntry(entry),
    people: {
      'ann-author': aPersonName(),
      'ben-reviewer': aPersonName({ slug: personSlug('ben-reviewer'), name: 'Ben Reviewer' }),
    },
    topics: [{ slug: topicSlug('directories'), title: 'Directories' }],
    sources: {
      'commit-710585d4922f': aSource(),
      'lj-diff-u': aSource({
        id: sourceId('lj-diff-u'),
        kind: 'article',
        title: 'diff -u: What is new in kernel development',
        url: 'https://www.linuxjournal.com/diff-u',
      }),
    },
    ...overrides,
  }
}

export function aThreadSummary(overrides: Partial<ThreadSummary> = {}): ThreadSummary {
  const entry = aThreadEntry()
  return {
    slug: entry.slug,
    title: entry.title,
    question: entry.question,
    summary: entry.summary,
    started: entry.started,
    ended: date('2014-10-15'),
    outcome: { state: 'merged', release: '3.19' },
    lists: entry.lists,
    topics: [{ slug: topicSlug('directories'), title: 'Directories' }],
    strip: entry.positions.map((position) => ({
      position: position.id,
      by: aPersonName({ slug: position.by }),
      stance: position.stance,
      on: position.on,
    })),
    ...overrides,
  }
}

export function aThreadList(overrides: Partial<ThreadList> = {}): ThreadList {
  const threads = overrides.threads ?? [aThreadSummary()]
  return {
    threads,
    total: threads.length,
    facets: {
      topic: [{ value: 'directories', label: 'Directories', count: 1 }],
      list: [{ value: 'linux-kernel', label: 'linux-kernel', count: 1 }],
      subsystem: [{ value: 'lib', label: 'lib', count: 1 }],
      outcome: [{ value: 'merged', label: 'merged', count: 1 }],
      year: [{ value: '2014', label: '2014', count: 1 }],
      person: [{ value: 'ann-author', label: 'Ann Author', count: 1 }],
      stance: [{ value: 'proposes', label: 'proposes', count: 1 }],
    },
    ...overrides,
  }
}

export function aPerson(overrides: Partial<Person> = {}): Person {
  return {
    slug: personSlug('ann-author'),
    formerly: [],
    name: 'Ann Author',
    sortName: 'Author, Ann',
    aliases: ['aa'],
    roles: [
      {
        role: 'author of the patch',
        on: date('2014-10-02'),
        source: sourceRef('commit-710585d4922f'),
      },
    ],
    body: { type: 'root', children: [] },
    text: '',
    ...overrides,
  }
}

export function aPositionInThread(overrides: Partial<PositionInThread> = {}): PositionInThread {
  const entry = aThreadEntry()
  const position = overrides.position ?? aPosition()
  return {
    thread: { slug: entry.slug, title: entry.title, question: entry.question },
    by: aPersonName(),
    position,
    ...overrides,
  }
}

export function aPersonPage(overrides: Partial<PersonPage> = {}): PersonPage {
  return {
    person: aPerson(),
    positions: [aPositionInThread()],
    sources: { 'commit-710585d4922f': aSource() },
    ...overrides,
  }
}

export function aTopic(overrides: Partial<Topic> = {}): Topic {
  return {
    slug: topicSlug('directories'),
    formerly: [],
    title: 'Directories',
    aliases: ['folders'],
    summary: 'How file systems find a name.',
    body: { type: 'root', children: [] },
    text: '',
    ...overrides,
  }
}

export function aTopicPage(overrides: Partial<TopicPage> = {}): TopicPage {
  return { topic: aTopic(), threads: [aThreadSummary()], sources: {}, ...overrides }
}

export function aTopicSummary(overrides: Partial<TopicSummary> = {}): TopicSummary {
  const { slug, title, summary } = aTopic()
  return { slug, title, summary, threads: 1, ...overrides }
}

export function aSourceInUse(overrides: Partial<SourceInUse> = {}): SourceInUse {
  const { slug, title } = aThreadEntry()
  return { source: aSource(), citedBy: [{ slug, title }], ...overrides }
}

export function aSearchHit(overrides: Partial<SearchHit> = {}): SearchHit {
  return {
    id: 'position-directory-index--ann-proposes',
    kind: 'position',
    url: '/threads/directory-index#position-ann-proposes',
    title: 'Ann Author proposes',
    excerpt: 'Lookup by \uE000name\uE001 is too slow in large directories.',
    threadTitle: 'Indexing a directory by name',
    personName: 'Ann Author',
    stance: 'proposes',
    outcome: 'merged',
    date: date('2014-10-02'),
    until: '',
    ...overrides,
  }
}
