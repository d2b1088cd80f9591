// What search finds: from entries, people, topics and simulations to small documents that land on
// an anchor. Small, so that a hit is one paragraph, claim or mail, and its excerpt the sentence.

import type { Root } from 'hast'
import {
  anchors,
  type CitedMessage,
  type Corpus,
  type Figure,
  type Person,
  type Position,
  type SearchDocument,
  type SourceRef,
  type ThreadEntry,
  urls,
} from '#domain'

/** A simulation as the catalog lists it. */
export interface SimulationToFind {
  readonly title: string
  readonly question: string
  readonly summary: string
}

export interface AlsoToFind {
  /** By id. */
  readonly simulations?: Readonly<Record<string, SimulationToFind>>
}

type EmptyParts = Omit<SearchDocument, 'id' | 'kind' | 'title' | 'url'>

const empty: EmptyParts = {
  text: '',
  quote: '',
  names: '',
  subjects: '',
  thread: '',
  threadTitle: '',
  person: '',
  personName: '',
  stance: '',
  outcome: '',
  date: '',
  until: '',
  topics: [],
  lists: [],
  subsystems: [],
  simulations: [],
  messageIds: [],
  commits: [],
}

/** Every document of the content, one after the other: a large corpus never stands twice in memory. */
export function* toSearchDocuments(
  corpus: Corpus<{ readonly entry: ThreadEntry }>,
  { simulations = {} }: AlsoToFind = {},
): Generator<SearchDocument> {
  const people = new Map(corpus.people.map((person) => [person.slug as string, person]))
  for (const { entry } of corpus.threads) yield* toThreadDocuments(entry, people)
  for (const person of corpus.people) {
    yield {
      ...empty,
      id: `person-${person.slug}`,
      kind: 'person',
      title: person.name,
      names: toLines(person.aliases),
      text: toLines([person.text, ...person.roles.map(({ role }) => role)]),
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
      names: toLines(topic.aliases),
      text: toLines([topic.summary, topic.text]),
      url: urls.topic(topic.slug),
      topics: [topic.slug],
    }
  }
  for (const [id, { title, question, summary }] of Object.entries(simulations)) {
    yield {
      ...empty,
      id: `simulation-${id}`,
      kind: 'simulation',
      title,
      names: id,
      text: toLines([question, summary]),
      url: urls.simulation(id),
      simulations: [id],
    }
  }
}

/**
 * What all documents of a thread have, and how they name people and mails.
 * Ids have two hyphens between slug and anchor, because slugs have single ones only.
 */
interface ThreadContext {
  readonly entry: ThreadEntry
  readonly common: EmptyParts
  readonly people: ReadonlyMap<string, Person>
}

function* toThreadDocuments(
  entry: ThreadEntry,
  people: ReadonlyMap<string, Person>,
): Generator<SearchDocument> {
  const common = {
    ...empty,
    thread: entry.slug,
    threadTitle: entry.title,
    outcome: entry.outcome.state,
    date: entry.started,
    until: entry.ended ?? '',
    topics: entry.topics,
    lists: entry.lists,
    subsystems: entry.subsystems,
  } as const
  const context = { entry, common, people }
  yield toEntryDocument(context)
  yield* toTextDocuments(context)
  for (const position of entry.positions) yield toPositionDocument(position, context)
  for (const quotation of entry.quotes) {
    const from = toPersonParts(quotation.by, context)
    yield {
      ...common,
      ...from,
      id: `quote-${entry.slug}--${quotation.id}`,
      kind: 'quote',
      title: `${from.personName}, in their words`,
      quote: quotation.text,
      url: toAnchorUrl(entry, anchors.quote(quotation.id)),
      ...toMailParts([quotation.source], entry),
      date: quotation.on,
      until: '',
    }
  }
  for (const figure of entry.figures) yield toFigureDocument(figure, context)
  for (const retelling of entry.retellings) {
    yield {
      ...common,
      id: `retelling-${entry.slug}--${retelling.id}`,
      kind: 'retelling',
      title: 'Where a retelling differs from the record',
      text: retelling.plainText,
      quote: retelling.quote,
      url: toAnchorUrl(entry, anchors.retelling(retelling.id)),
    }
  }
  yield* toHistoryDocuments(context)
  for (const message of entry.messages) yield toMessageDocument(message, context)
}

function toEntryDocument({ entry, common }: ThreadContext): SearchDocument {
  const { outcome, series } = entry
  return {
    ...common,
    id: `entry-${entry.slug}`,
    kind: 'entry',
    title: entry.title,
    text: toLines([entry.question, entry.summary, outcome.summary, ...entry.unknown]),
    names: toLines([outcome.release ?? '', ...entry.lists, ...entry.subsystems]),
    subjects: toLines(series.map((revision) => revision.subject)),
    url: urls.thread(entry.slug),
    simulations: listSimulations(entry),
    commits: outcome.commit === undefined ? [] : [outcome.commit],
    messageIds: [...new Set(series.flatMap(({ sources }) => listMessageIds(sources, entry)))],
  }
}

/** The running text, one paragraph a document: what stands before the first heading, then sections. */
function* toTextDocuments({ entry, common }: ThreadContext): Generator<SearchDocument> {
  for (const [index, text] of listOpeningParagraphs(entry.body).entries()) {
    yield {
      ...common,
      id: `opening-${entry.slug}--${index + 1}`,
      kind: 'section',
      title: entry.title,
      text,
      url: urls.thread(entry.slug),
    }
  }
  for (const section of entry.sections) {
    // A heading can be looked for even where only positions stand under it.
    for (const [index, text] of section.text.split('\n\n').entries()) {
      yield {
        ...common,
        id: `section-${entry.slug}--${toIdPart(section.id)}--${index + 1}`,
        kind: 'section',
        title: section.title,
        text,
        url: urls.section(entry.slug, section.id),
      }
    }
  }
}

function toPositionDocument(position: Position, context: ThreadContext): SearchDocument {
  const { entry, common } = context
  const from = toPersonParts(position.by, context)
  const mail = toMailParts(position.sources, entry)
  return {
    ...common,
    ...from,
    ...mail,
    id: `position-${entry.slug}--${position.id}`,
    kind: 'position',
    title: `${from.personName} ${position.stance}`,
    text: position.claimText,
    quote: position.quote ?? '',
    names: toLines([from.names, position.role]),
    url: urls.position(entry.slug, position.id),
    stance: position.stance,
    date: position.on,
    until: '',
    simulations: position.simulation === undefined ? [] : [position.simulation.id],
  }
}

function toFigureDocument(figure: Figure, { entry, common }: ThreadContext): SearchDocument {
  return {
    ...common,
    id: `figure-${entry.slug}--${figure.id}`,
    kind: 'figure',
    title: figure.caption,
    text: toLines([
      figure.columns.join(', '),
      ...figure.rows.map((row) => row.cells.join(' ')),
      figure.limit?.text ?? '',
    ]),
    url: toAnchorUrl(entry, anchors.figure(figure.id)),
  }
}

/** How the proposal went on: its revisions, and what followed. */
function* toHistoryDocuments({ entry, common, people }: ThreadContext): Generator<SearchDocument> {
  for (const revision of entry.series) {
    yield {
      ...common,
      id: `revision-${entry.slug}--${revision.id}`,
      kind: 'revision',
      title: revision.subject,
      text: revision.summary,
      names: toLines([revision.label, ...revision.by.map((by) => people.get(by)?.name ?? by)]),
      url: toAnchorUrl(entry, anchors.revision(revision.id)),
      ...toMailParts(revision.sources, entry),
      // One person's posting is theirs; of a joint one each author is named.
      person: revision.by.length === 1 ? (revision.by[0] ?? '') : '',
      date: revision.on,
      until: '',
    }
  }
  for (const followUp of entry.followUps) {
    yield {
      ...common,
      id: `later-${entry.slug}--${followUp.id}`,
      kind: 'follow-up',
      title: followUp.title,
      text: followUp.summary,
      names: followUp.release ?? '',
      url: toAnchorUrl(entry, anchors.followUp(followUp.id)),
      commits: followUp.commit === undefined ? [] : [followUp.commit],
      date: followUp.on ?? '',
      until: '',
    }
  }
}

function toMessageDocument(message: CitedMessage, context: ThreadContext): SearchDocument {
  const { entry, common } = context
  const from = toPersonParts(message.from, context)
  return {
    ...common,
    ...from,
    id: `message-${entry.slug}--${message.key}`,
    kind: 'message',
    title: message.subject ?? `Message of ${from.personName}`,
    text: message.says,
    subjects: message.subject ?? '',
    url: toAnchorUrl(entry, anchors.message(message.key)),
    messageIds: message.messageId === undefined ? [] : [message.messageId],
    date: message.date,
    until: '',
  }
}

function toPersonParts(slug: string, { people }: ThreadContext) {
  const person = people.get(slug)
  // Somebody without a page of their own is called by their slug.
  const personName = person?.name ?? slug
  return { person: slug, personName, names: toLines([personName, ...(person?.aliases ?? [])]) }
}

function toMailParts(refs: readonly SourceRef[], entry: ThreadEntry) {
  const mails = listMails(refs, entry)
  return {
    subjects: toLines([...new Set(mails.flatMap(({ subject }) => subject ?? []))]),
    messageIds: mails.flatMap(({ messageId }) => messageId ?? []),
  }
}

function listMessageIds(refs: readonly SourceRef[], entry: ThreadEntry): readonly string[] {
  return listMails(refs, entry).flatMap(({ messageId }) => messageId ?? [])
}

/** The mails of this entry among what is cited. */
function listMails(refs: readonly SourceRef[], entry: ThreadEntry): readonly CitedMessage[] {
  return refs.flatMap((ref) => {
    if (ref.kind !== 'message' || ref.thread !== undefined) return []
    return entry.messages.find(({ key }) => key === ref.key) ?? []
  })
}

/** Those of the positions and those that stand in the text, each once. */
function listSimulations(entry: ThreadEntry): readonly string[] {
  const ofPositions = entry.positions.flatMap(({ simulation }) => simulation?.id ?? [])
  const inText = entry.body.children.flatMap((node) => {
    if (node.type !== 'element' || node.tagName !== 'pl-simulation') return []
    const { id } = node.properties
    return typeof id === 'string' ? id : []
  })
  return [...new Set([...ofPositions, ...inText])]
}

/** What stands before the first heading. */
function listOpeningParagraphs(body: Root): readonly string[] {
  const paragraphs: string[] = []
  for (const node of body.children) {
    if (node.type !== 'element') continue
    if (/^h\d$/u.test(node.tagName)) break
    // Directives stand in the body as empty elements; their words are documents of their own.
    const text = toText(node).replace(/\s+/gu, ' ').trim()
    if (text !== '') paragraphs.push(text)
  }
  return paragraphs
}

type HastNode = Root['children'][number]

function toText(node: HastNode): string {
  const words: string[] = []
  const waiting = [node]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.type === 'text') words.push(next.value)
    else if (next.type === 'element') waiting.push(...next.children.toReversed())
  }
  return words.join('')
}

/** GitHub's anchors may hold letters of any script; ids may not. */
function toIdPart(anchor: string): string {
  return anchor.replaceAll(/[^\w-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16)}`)
}

function toAnchorUrl(entry: ThreadEntry, anchor: string): string {
  return `${urls.thread(entry.slug)}#${anchor}`
}

function toLines(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n')
}
