// From a draft without faults to the nouns of the domain. Reports nothing: a fault that gets here
// is a rule that is missing.

import type { Root } from 'hast'
import type { Root as MarkdownRoot, Nodes, Paragraph } from 'mdast'
import {
  type AnchorId,
  type Answer,
  type CitedMessage,
  type Figure,
  type FollowUp,
  type Outcome,
  type PartialDate,
  type Person,
  type Position,
  parseAnchorId,
  parsePartialDate,
  parsePersonSlug,
  parseThreadSlug,
  parseTopicSlug,
  type Quotation,
  type Retelling,
  type Revision,
  replyKinds,
  type Section,
  type SimulationRef,
  type SourceRef,
  scopes,
  stances,
  type ThreadEntry,
  type Topic,
} from '#domain'
import { type Draft, listBlocks } from './draft.ts'
import { parseFigureNumber } from './figure-number.ts'
import { type BlockDraft, findHeadingId } from './outline.ts'
import { toLine, toPlainText } from './plain-text.ts'
import { listColumns, listCompared, listRows, unitOf } from './read-figure.ts'
import { splitTokens } from './references.ts'
import type { PersonHead, ThreadHead, TopicHead } from './schemas.ts'
import { toHtml } from './to-hast.ts'

type Refs = readonly [SourceRef, ...SourceRef[]]

export function buildThread(draft: Draft, head: ThreadHead): ThreadEntry {
  const find = createRefFinder(draft)
  const { body, texts } = toHtml(toRoot(draft), (token) => find(token))
  const textOf = (block: BlockDraft) =>
    texts.get(`${block.name} ${block.attributes.get('id')}`) ?? { type: 'root', children: [] }
  const { archive, ended } = head
  return {
    slug: must(parseThreadSlug(draft.slug), 'slug'),
    formerly: head.formerly,
    title: head.title,
    question: head.question,
    summary: head.summary,
    lists: head.lists,
    ...(archive !== undefined && { archive }),
    subsystems: head.subsystems,
    topics: head.topics,
    started: head.started,
    ...(ended !== undefined && { ended }),
    series: head.series.map(
      (revision): Revision => ({
        ...revision,
        sources: revision.sources.map(find),
      }),
    ),
    outcome: toOutcome(head.outcome, find),
    followUps: head['follow-ups'].map(
      (followUp): FollowUp => ({
        ...followUp,
        sources: followUp.sources.map(find),
      }),
    ),
    messages: head.messages.map((message) => toMessage(message, find)),
    unknown: head.unknown,
    positions: listBlocks(draft, 'position').map((block) => toPosition(block, textOf(block), find)),
    figures: listBlocks(draft, 'figure').map((block) => toFigure(block, find)),
    retellings: listBlocks(draft, 'retelling').map((block) =>
      toRetelling(block, textOf(block), find),
    ),
    quotes: listBlocks(draft, 'quote').map((block) => toQuotation(block, find)),
    sections: listSections(draft),
    body,
  }
}

export function buildPerson(draft: Draft, head: PersonHead): Person {
  const find = createRefFinder(draft)
  return {
    slug: must(parsePersonSlug(draft.slug), 'slug'),
    formerly: head.formerly,
    name: head.name,
    sortName: head['sort-name'],
    aliases: head.aliases,
    roles: head.roles.map((role) => ({ ...role, source: find(role.source) })),
    body: toHtml(toRoot(draft), find).body,
    text: toPlainText(draft.body.top),
  }
}

export function buildTopic(draft: Draft, head: TopicHead): Topic {
  return {
    ...head,
    slug: must(parseTopicSlug(draft.slug), 'slug'),
    body: toHtml(toRoot(draft), createRefFinder(draft)).body,
    text: toPlainText(draft.body.top),
  }
}

type FindRef = (token: string) => SourceRef

function createRefFinder(draft: Draft): FindRef {
  const refs = new Map(draft.citations.map(({ token, ref }) => [token, ref]))
  return (token) => must(refs.get(token.trim()), `source \`${token}\``)
}

/** Asserts what the rules have seen to. */
function must<T>(value: T | undefined, name: string): T {
  if (value === undefined)
    throw new Error(`Unexpected absence of ${name}, expected a rule to report it`)
  return value
}

function toRoot(draft: Draft): MarkdownRoot {
  return { type: 'root', children: draft.body.top.filter(isRootContent) }
}

function isRootContent(node: Nodes): node is MarkdownRoot['children'][number] {
  return node.type !== 'root'
}

function toOutcome(head: ThreadHead['outcome'], find: FindRef): Outcome {
  return { ...head, evidence: head.evidence.map(find) }
}

function toMessage(head: ThreadHead['messages'][number], find: FindRef): CitedMessage {
  const { key, from, date, subject, known, answers, says } = head
  const messageId = head['message-id']
  const seenIn = head['seen-in']
  return {
    key,
    ...(messageId !== undefined && { messageId }),
    from,
    date,
    ...(subject !== undefined && { subject }),
    known,
    ...(seenIn !== undefined && { seenIn: find(seenIn) }),
    ...(answers !== undefined && { answers }),
    says,
  }
}

function toPosition(block: BlockDraft, claim: Root, find: FindRef): Position {
  const [paragraph] = block.paragraphs
  const [quote] = block.blockquotes
  const quoteSource = block.attributes.get('quote-source')
  const simulation = toSimulation(block)
  const supersedes = parseAnchorId(block.attributes.get('supersedes') ?? '')
  return {
    id: idOf(block),
    by: must(parsePersonSlug(block.attributes.get('by') ?? ''), 'author'),
    stance: must(findWord(stances, block.attributes.get('stance')), 'stance'),
    scope: must(findWord(scopes, block.attributes.get('scope')), 'scope'),
    role: must(block.attributes.get('role'), 'role'),
    on: dateOf(block),
    sources: refsOf(block, 'source', find),
    answers: replyKinds.flatMap((how) =>
      splitTokens(block.attributes.get(how)).map(
        (to): Answer => ({ to: must(parseAnchorId(to), 'answered position'), how }),
      ),
    ),
    ...(supersedes !== undefined && { supersedes }),
    claim,
    claimText: toLine(must<Paragraph>(paragraph, 'claim')),
    ...(quote !== undefined && { quote: toPlainText(quote.children) }),
    ...(quoteSource !== undefined && { quoteSource: find(quoteSource) }),
    evidence: 'unchecked',
    ...(simulation !== undefined && { simulation }),
    ...(block.section !== undefined && { section: block.section }),
  }
}

function findWord<const T extends string>(words: readonly T[], word: string | undefined) {
  return words.find((known) => known === word)
}

function idOf(block: BlockDraft): AnchorId {
  return must(parseAnchorId(block.attributes.get('id') ?? ''), 'id')
}

function dateOf(block: BlockDraft): PartialDate {
  return must(parsePartialDate(block.attributes.get('on') ?? ''), 'date')
}

function refsOf(block: BlockDraft, name: string, find: FindRef): Refs {
  const [first, ...others] = splitTokens(block.attributes.get(name))
  return [find(must(first, name)), ...others.map(find)]
}

function toSimulation(block: BlockDraft): SimulationRef | undefined {
  const attributes = block.simulations[0]?.attributes
  const id = attributes?.id?.trim()
  if (id === undefined) return undefined
  const preset = attributes?.preset?.trim()
  return { id, ...(preset && { preset }) }
}

function toFigure(block: BlockDraft, find: FindRef): Figure {
  const table = must(block.tables[0], 'table')
  const columns = listColumns(table)
  const [from, to] = listCompared(block).map((name) => columns.indexOf(name))
  return {
    id: idOf(block),
    caption: must(block.attributes.get('caption'), 'caption'),
    sources: refsOf(block, 'source', find),
    evidence: 'unchecked',
    unit: unitOf(block),
    columns,
    rows: listRows(table, unitOf(block)),
    ...(from !== undefined && to !== undefined && { compare: [from, to] as const }),
    chart: block.attributes.get('chart') === 'bars' ? 'bars' : 'none',
    ...limitOf(block),
    isPicture: block.attributes.has('picture'),
  }
}

function limitOf(block: BlockDraft): Pick<Figure, 'limit'> {
  const text = block.attributes.get('limit')?.trim()
  const value = text === undefined ? undefined : parseFigureNumber(text, unitOf(block))
  return text === undefined || typeof value !== 'number' ? {} : { limit: { text, value } }
}

function toRetelling(block: BlockDraft, text: Root, find: FindRef): Retelling {
  return {
    id: idOf(block),
    source: refsOf(block, 'source', find)[0],
    quote: toPlainText(must(block.blockquotes[0], 'quote').children),
    record: refsOf(block, 'record', find),
    text,
    plainText: toPlainText(block.paragraphs),
  }
}

function toQuotation(block: BlockDraft, find: FindRef): Quotation {
  return {
    id: idOf(block),
    by: must(parsePersonSlug(block.attributes.get('by') ?? ''), 'author'),
    on: dateOf(block),
    source: refsOf(block, 'source', find)[0],
    text: toPlainText(must(block.blockquotes[0], 'quote').children),
    evidence: 'unchecked',
  }
}

const proseTypes = new Set(['paragraph', 'list', 'table', 'code'])

function listSections(draft: Draft): Section[] {
  const sections: { id: AnchorId; title: string; depth: 2 | 3; prose: Nodes[] }[] = []
  for (const node of draft.body.top) {
    if (node.type === 'heading') {
      const id = must(findHeadingId(node), 'anchor of a heading') as AnchorId
      sections.push({ id, title: toLine(node), depth: node.depth === 2 ? 2 : 3, prose: [] })
    } else if (proseTypes.has(node.type)) sections.at(-1)?.prose.push(node)
  }
  return sections.map(({ prose, ...section }) => ({ ...section, text: toPlainText(prose) }))
}
