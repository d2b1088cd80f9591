// What search finds: from entries, people and topics to small documents that land on an anchor.

import {
  anchors,
  type Corpus,
  earliestMs,
  type PartialDate,
  type Position,
  type SearchDocument,
  type ThreadEntry,
  urls,
} from '#domain'

const empty: Omit<SearchDocument, 'id' | 'kind' | 'title' | 'url'> = {
  text: '',
  quote: '',
  names: '',
  thread: '',
  threadTitle: '',
  person: '',
  personName: '',
  stance: '',
  outcome: '',
  date: '',
  topics: [],
  lists: [],
}

/** Every document of the content, one after the other: a large corpus never stands twice in memory. */
export function* toSearchDocuments(
  corpus: Corpus<{ readonly entry: ThreadEntry }>,
): Generator<SearchDocument> {
  const names = new Map<string, string>(corpus.people.map((person) => [person.slug, person.name]))
  for (const { entry } of corpus.threads) yield* toThreadDocuments(entry, names)
  for (const person of corpus.people) {
    yield {
      ...empty,
      id: `person-${person.slug}`,
      kind: 'person',
      title: person.name,
      names: person.aliases.join('\n'),
      text: person.text,
      url: urls.person(person.slug),
      person: person.slug,
      personName: person.name,
    }
  }
  for (const topic of corpus.topics) {
    yield {
      ...empty,
      id: `topic-${topic.slug}`,
      kind: 'topic',
      title: topic.title,
      names: topic.aliases.join('\n'),
      text: `${topic.summary}\n${topic.text}`,
      url: urls.topic(topic.slug),
      topics: [topic.slug],
    }
  }
}

function* toThreadDocuments(
  entry: ThreadEntry,
  names: ReadonlyMap<string, string>,
): Generator<SearchDocument> {
  const common = {
    ...empty,
    thread: entry.slug,
    threadTitle: entry.title,
    outcome: entry.outcome.state,
    date: toDay(entry.started),
    topics: entry.topics,
    lists: entry.lists,
  }
  yield {
    ...common,
    id: `entry-${entry.slug}`,
    kind: 'entry',
    title: entry.title,
    text: [entry.question, entry.summary, entry.outcome.summary].join('\n'),
    names: listNames(entry).join('\n'),
    url: urls.thread(entry.slug),
  }
  for (const section of entry.sections) {
    yield {
      ...common,
      id: `section-${entry.slug}-${section.id}`,
      kind: 'section',
      title: section.title,
      text: section.text,
      url: urls.section(entry.slug, section.id),
    }
  }
  for (const position of entry.positions) {
    const personName = names.get(position.by) ?? position.by
    yield {
      ...common,
      id: `position-${entry.slug}-${position.id}`,
      kind: 'position',
      title: `${personName} ${position.stance}`,
      text: position.claimText,
      quote: position.quote ?? '',
      names: [personName, position.role, ...listMessageIds(entry, position)].join('\n'),
      url: `${urls.thread(entry.slug)}#${anchors.position(position.id)}`,
      person: position.by,
      personName,
      stance: position.stance,
      date: toDay(position.on),
    }
  }
}

/** What people paste to find a thread: subjects, commit ids, releases, Message-IDs. */
function listNames(entry: ThreadEntry): readonly string[] {
  return [
    ...entry.series.map((revision) => revision.subject),
    ...entry.messages.flatMap((message) => message.messageId ?? []),
    entry.outcome.commit ?? '',
    entry.outcome.release ?? '',
    ...entry.followUps.flatMap((followUp) => [followUp.title, followUp.commit ?? '']),
  ].filter((name) => name !== '')
}

function listMessageIds(entry: ThreadEntry, position: Position): readonly string[] {
  return position.sources.flatMap((ref) => {
    const message =
      ref.kind === 'message' ? entry.messages.find(({ key }) => key === ref.key) : undefined
    return message?.messageId ?? []
  })
}

function toDay(date: PartialDate): string {
  return new Date(earliestMs(date)).toISOString().slice(0, 10)
}
