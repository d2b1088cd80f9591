// A file read but not yet judged: everything rules ask about, whatever its faults.

import type { VFile } from 'vfile'
import type { z } from 'zod'
import {
  isSlug,
  type MessageId,
  type PartialDate,
  parseMessageId,
  parsePartialDate,
  type SourceRef,
} from '#domain'
import { createEmptyHead, type Head, type Path, readHead } from './head.ts'
import { findObstacle, type Obstacle } from './limits.ts'
import {
  type BlockDraft,
  type DirectiveDraft,
  type Outline,
  placeOfAttribute,
  readOutline,
} from './outline.ts'
import type { Place, SimulationIndex } from './parsed.ts'
import { type MessageNames, splitTokens, toSourceRef } from './references.ts'
import { toTree } from './to-tree.ts'

export const fileKinds = ['thread', 'person', 'topic', 'sources'] as const
export type FileKind = (typeof fileKinds)[number]

/** A message of the front matter, as far as it can be read. */
export interface MessageDraft {
  /** Its place in the list. */
  readonly index: number
  readonly key: string | undefined
  readonly messageId: MessageId | undefined
  readonly from: string | undefined
  readonly date: PartialDate | undefined
  readonly known: string | undefined
  readonly seenIn: string | undefined
}

/** A word that refers to a source, and what it refers to; `undefined` if that cannot be told. */
export interface Citation {
  readonly token: string
  readonly ref: SourceRef | undefined
  readonly place: Place
}

export interface Draft<H = unknown> {
  readonly kind: FileKind
  readonly file: VFile
  readonly text: string
  readonly slug: string
  /** Why the text was not parsed; then the body is empty. */
  readonly obstacle: Obstacle | undefined
  /** Whether there is YAML at all. */
  readonly hasHead: boolean
  readonly head: Head
  /** The YAML as its schema sees it. */
  readonly shape: z.ZodSafeParseResult<H>
  readonly schema: z.ZodType
  readonly body: Outline
  readonly messages: readonly MessageDraft[]
  readonly messagesByKey: ReadonlyMap<string, MessageDraft>
  readonly names: MessageNames
  readonly citations: readonly Citation[]
  readonly simulations: SimulationIndex
}

export interface DraftOptions<S extends z.ZodType> {
  readonly kind: FileKind
  readonly schema: S
  readonly simulations: SimulationIndex
}

const firstPoint = { line: 1, column: 1 } as const
const emptyBody = readOutline({ type: 'root', children: [] }, '')

export function readDraft<S extends z.ZodType>(
  file: VFile,
  { kind, schema, simulations }: DraftOptions<S>,
): Draft<z.output<S>> {
  const text = String(file)
  const slug = file.stem ?? ''
  const { obstacle, head, body } = readParts(file, kind, text)
  const messages = kind === 'thread' ? listMessages(head.value) : []
  const messagesByKey = new Map<string, MessageDraft>()
  for (const message of messages) {
    if (message.key !== undefined) messagesByKey.set(message.key, message)
  }
  const names = nameMessages(messages)
  const toCitation = (token: string, place: Place): Citation => ({
    token,
    ref: toSourceRef(token, names, slug),
    place,
  })
  return {
    kind,
    file,
    text,
    slug,
    obstacle,
    hasHead: head !== undefinedHead,
    head,
    shape: schema.safeParse(toShaped(kind, head.value), { reportInput: true }),
    schema,
    body,
    messages,
    messagesByKey,
    names,
    citations: [
      ...listHeadCitations(kind, head, toCitation),
      ...body.directives.flatMap((directive) => listBodyCitations(directive, toCitation)),
    ],
    simulations,
  }
}

// An empty list of sources is written as an empty file.
function toShaped(kind: FileKind, value: unknown): unknown {
  return kind === 'sources' && value === '' ? [] : value
}

const undefinedHead = createEmptyHead(firstPoint)

function readParts(
  file: VFile,
  kind: FileKind,
  text: string,
): { obstacle: Obstacle | undefined; head: Head; body: Outline } {
  const nothing = { obstacle: undefined, head: undefinedHead, body: emptyBody }
  const obstacle = findObstacle(text, kind === 'sources' ? 'yaml' : 'markdown')
  if (obstacle !== undefined) return { ...nothing, obstacle }
  if (kind === 'sources') {
    return { ...nothing, head: readHead({ text, firstLine: 1, start: firstPoint }) }
  }
  const tree = toTree(file)
  if (!('children' in tree)) return { ...nothing, obstacle: tree }
  const [first] = tree.children
  const body = readOutline(tree, text)
  if (first?.type !== 'yaml') return { ...nothing, body }
  const start = { start: firstPoint, end: { line: 1, column: 4 } }
  return { ...nothing, head: readHead({ text: first.value, firstLine: 2, start }), body }
}

/** The value at the path, if it is text that says something. */
export function findText(value: unknown, path: Path): string | undefined {
  let found = value
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<string | number, unknown>)[step]
  }
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined
}

/** The list at the key, or nothing. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return []
  const found = (value as Record<string, unknown>)[key]
  return Array.isArray(found) ? found : []
}

/** The texts at paths where `*` stands for every item of a list, or for its only item alone. */
export function listTexts(
  value: unknown,
  pattern: readonly string[],
): { text: string; path: Path }[] {
  let found: ValueAt[] = [{ value, path: [] }]
  for (const step of pattern) {
    found = found.flatMap((at) => (step === '*' ? listItems(at) : listMember(at, step)))
  }
  return found.flatMap(({ value: text, path }) =>
    typeof text === 'string' && text.trim() !== '' ? { text: text.trim(), path } : [],
  )
}

interface ValueAt {
  readonly value: unknown
  readonly path: Path
}

function listItems({ value, path }: ValueAt): ValueAt[] {
  if (typeof value === 'string') return [{ value, path }]
  if (!Array.isArray(value)) return []
  return value.map((item: unknown, index) => ({ value: item, path: [...path, index] }))
}

function listMember({ value, path }: ValueAt, name: string): ValueAt[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
  return [{ value: (value as Record<string, unknown>)[name], path: [...path, name] }]
}

function listMessages(value: unknown): MessageDraft[] {
  return listAt(value, 'messages').map((message, index) => {
    const key = findText(message, ['key'])
    return {
      index,
      key: key !== undefined && isSlug(key) ? key : undefined,
      messageId: parseMessageId(findText(message, ['message-id']) ?? ''),
      from: findText(message, ['from']),
      date: parsePartialDate(findText(message, ['date']) ?? ''),
      known: findText(message, ['known']),
      seenIn: findText(message, ['seen-in']),
    }
  })
}

function nameMessages(messages: readonly MessageDraft[]): MessageNames {
  const keys = new Set<string>()
  const keysByMessageId = new Map<MessageId, string>()
  for (const { key, messageId } of messages) {
    if (key === undefined) continue
    keys.add(key)
    if (messageId !== undefined) keysByMessageId.set(messageId, key)
  }
  return { keys, keysByMessageId }
}

const citationPaths: Readonly<Record<FileKind, readonly (readonly string[])[]>> = {
  thread: [
    ['series', '*', 'sources', '*'],
    ['outcome', 'evidence', '*'],
    ['follow-ups', '*', 'sources', '*'],
    ['messages', '*', 'seen-in'],
  ],
  person: [['roles', '*', 'source']],
  topic: [],
  sources: [],
}

function listHeadCitations(
  kind: FileKind,
  head: Head,
  toCitation: (token: string, place: Place) => Citation,
): Citation[] {
  return citationPaths[kind].flatMap((pattern) =>
    listTexts(head.value, pattern).map(({ text, path }) => toCitation(text, head.placeOf(path))),
  )
}

const citingAttributes = ['source', 'record', 'quote-source'] as const

function listBodyCitations(
  directive: DirectiveDraft,
  toCitation: (token: string, place: Place) => Citation,
): Citation[] {
  return citingAttributes.flatMap((name) =>
    splitTokens(directive.attributes.get(name)).map((token) =>
      toCitation(token, placeOfAttribute(directive, name)),
    ),
  )
}

/** The blocks of one name that are written as such. */
export function listBlocks(draft: Draft, name: string): readonly BlockDraft[] {
  return draft.body.blocks.filter((block) => block.name === name)
}

/** The message of the entry that a directive cites first. */
export function findPrimaryMessage(draft: Draft, block: BlockDraft): MessageDraft | undefined {
  return findMessage(draft, splitTokens(block.attributes.get('source'))[0])
}

/** The message of the entry that a token names. */
export function findMessage(draft: Draft, token: string | undefined): MessageDraft | undefined {
  if (token === undefined) return undefined
  const ref = toSourceRef(token, draft.names, draft.slug)
  if (ref?.kind !== 'message' || ref.thread !== undefined) return undefined
  return draft.messagesByKey.get(ref.key)
}

/** Whether some message of the person is listed as seen in that message. */
export function isQuotedIn(draft: Draft, by: string, message: MessageDraft): boolean {
  return draft.messages.some(
    ({ from, seenIn }) => from === by && findMessage(draft, seenIn) === message,
  )
}
