// From what a reader types to a query tree. One pass from left to right with a stack of its own: a
// query may nest, but nothing here calls itself.
//
// - Terms side by side must all be found; `OR` binds weaker than that, `NOT` and `-` stronger.
// - A prefix that is not ours or lore's is part of a word, so subjects can be pasted: `mm: fix it`.
// - A bracket groups only where a term can start: `vsscanf()` is a word. `thread:{…}` holds a query.
// - Signs that are no words, such as a lone `-` or `&`, are passed over.
// - While somebody types, what is not finished yet is no mistake.

import {
  type FacetNode,
  type NameNode,
  parseMessageId,
  type QueryLeaf,
  type QueryNode,
  type QueryPlace,
  splitWords,
  type ThreadNode,
} from '#domain'
import { findNearest } from './find-nearest.ts'
import { parseQueryDate } from './parse-date.ts'
import { findPrefix, type Prefix } from './prefixes.ts'

export const queryLengthMax = 400
/** More brackets inside one another than this are no question somebody has. */
export const queryDepthMax = 20
export const queryTermsMax = 48

/** What is wrong with a query, and where; `place` is in the text as it was given. */
export interface QueryProblem {
  readonly message: string
  readonly place: QueryPlace
  /** The whole text as it was probably meant. */
  readonly suggestion?: string
}

export type ParsedQuery =
  /** `query` is absent where nothing was asked. */
  | { readonly query?: QueryNode; readonly problem?: never }
  | { readonly problem: QueryProblem; readonly query?: never }

export interface ParseOptions {
  /** Whether the reader goes on typing: the last word is a beginning, the unfinished is completed. */
  readonly isTyping: boolean
  /** For dates such as `last.week`. */
  readonly nowMs: number
}

/** What has been read of one bracket, or of the whole. */
interface Frame {
  /** Alternatives, each a list of terms that must all be found. */
  readonly alternatives: QueryNode[][]
  /** The operator that waits for its term. */
  waiting: { readonly word: string; readonly place: QueryPlace } | undefined
  isNegated: boolean
  /** Where it begins and where its bracket stands; for the whole query, before its start. */
  readonly start: number
  readonly opening: number
  /** `thread:"{…}"` ends with its quotation mark too. */
  readonly closing: '' | ')' | '}' | '}"'
}

/** Reads a query; never throws. */
export function parseQuery(text: string, options: ParseOptions): ParsedQuery {
  if (text.length > queryLengthMax) {
    return {
      problem: {
        message: `Unexpected query of ${text.length} characters, expected at most ${queryLengthMax}`,
        place: { start: queryLengthMax, end: text.length },
      },
    }
  }
  try {
    // Phones and our own text write typographic quotation marks. One for one, so that places stay right.
    return readQuery(text.replaceAll(/[“”„]/gu, '"'), options)
  } catch (error) {
    if (error instanceof Mistake) return { problem: toProblem(error, text) }
    throw error
  }
}

/** Carries a problem out of the depth of reading; it never leaves this module. */
class Mistake extends Error {
  override name = 'Mistake'
  readonly place: QueryPlace
  /** What was probably meant at that place. */
  readonly nearest: string | undefined
  constructor(message: string, place: QueryPlace, nearest?: string) {
    super(message)
    this.place = place
    this.nearest = nearest
  }
}

function toProblem({ message, place, nearest }: Mistake, text: string): QueryProblem {
  if (nearest === undefined) return { message, place }
  return {
    message,
    place,
    suggestion: text.slice(0, place.start) + nearest + text.slice(place.end),
  }
}

function unexpected(what: string, place: QueryPlace, expected: string, nearest?: string): Mistake {
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`
  const message = `Unexpected ${what} at ${place.start + 1}, expected ${expected}${hint}`
  return new Mistake(message, place, nearest)
}

function readQuery(text: string, options: ParseOptions): ParsedQuery {
  const frames: Frame[] = [openFrame({ start: -1, opening: -1, closing: '' })]
  let terms = 0
  let at = 0
  while (at < text.length) {
    const skipped = readSign(text, at, frames, options)
    if (skipped > 0) {
      at += skipped
      continue
    }
    const frame = frames.at(-1) as Frame
    const isInThread = isThreadOpen(frames)
    const term = readTerm(text, at, { ...options, isLast: isLastTerm(text, at), isInThread })
    at = term.end
    if (term.node === undefined) {
      // What has no word in it negates nothing either.
      frame.isNegated = false
      continue
    }
    terms += 1
    if (terms > queryTermsMax) {
      throw unexpected('term', term.node.place, `at most ${queryTermsMax} of them`)
    }
    addNode(frame, term.node)
  }
  return finish(frames, text, options)
}

/** Reads white space, an operator, a bracket or a sign; returns how long it was, 0 if there is none. */
function readSign(text: string, at: number, frames: Frame[], options: ParseOptions): number {
  const frame = frames.at(-1) as Frame
  const rest = text.slice(at)
  const space = /^\s+/u.exec(rest)?.[0]
  if (space !== undefined) return space.length
  const operator = /^(?:AND|OR|NOT)(?=[\s()]|$)/u.exec(rest)?.[0]
  if (operator !== undefined) {
    readOperator(frame, operator, { start: at, end: at + operator.length }, options)
    return operator.length
  }
  const bracket = readOpening(text, at, frames) || readClosing(text, at, frames, options)
  if (bracket > 0) return bracket
  // A sign belongs to the term that touches it; apart from one it means nothing.
  if (/^[-+][^\s)]/u.test(rest)) {
    if (rest.startsWith('-')) frame.isNegated = !frame.isNegated
    return 1
  }
  return 0
}

function openFrame(place: Pick<Frame, 'start' | 'opening' | 'closing'>): Frame {
  return { alternatives: [[]], waiting: undefined, isNegated: false, ...place }
}

/** Whether a `}` would end something. */
function isThreadOpen(frames: readonly Frame[]): boolean {
  return frames.some(({ closing }) => closing.startsWith('}'))
}

function readOperator(
  frame: Frame,
  word: string,
  place: QueryPlace,
  { isTyping }: ParseOptions,
): void {
  if (word === 'NOT') {
    frame.isNegated = !frame.isNegated
    frame.waiting = { word, place }
    return
  }
  if ((frame.waiting !== undefined || isEmpty(frame)) && !isTyping) {
    throw unexpected(`"${word}"`, place, 'a word')
  }
  if (word === 'OR' && !isEmpty(frame)) frame.alternatives.push([])
  frame.waiting = { word, place }
}

/** Whether the alternative that is being read has no term yet. */
function isEmpty(frame: Frame): boolean {
  return frame.alternatives.at(-1)?.length === 0
}

function addNode(frame: Frame, node: QueryNode): void {
  const added: QueryNode = frame.isNegated ? negate(node) : node
  frame.alternatives.at(-1)?.push(added)
  frame.isNegated = false
  frame.waiting = undefined
}

function negate(node: QueryNode): QueryNode {
  return node.kind === 'not' ? node.child : { kind: 'not', child: node, place: node.place }
}

/** Reads `(` or `thread:{`; returns how long it was, 0 if there is none. */
function readOpening(text: string, at: number, frames: Frame[]): number {
  const opening = /^(?:\(|thread:"?\{)/u.exec(text.slice(at))?.[0]
  if (opening === undefined) return 0
  const bracket = at + opening.length - 1
  if (frames.length > queryDepthMax) {
    const expected = `at most ${queryDepthMax} inside one another`
    throw unexpected(`"${text[bracket]}"`, { start: bracket, end: bracket + 1 }, expected)
  }
  const closing = opening === '(' ? ')' : opening.includes('"') ? '}"' : '}'
  frames.push(openFrame({ start: at, opening: bracket, closing }))
  return opening.length
}

/** The same for what closes; a `}` that would close nothing is part of a word. */
function readClosing(
  text: string,
  at: number,
  frames: Frame[],
  { isTyping }: ParseOptions,
): number {
  const sign = text[at] ?? ''
  if (sign !== ')' && !(sign === '}' && isThreadOpen(frames))) return 0
  const frame = frames.at(-1) as Frame
  const length = frame.closing === '}"' && text.startsWith('}"', at) ? 2 : 1
  const place = { start: at, end: at + length }
  const isOfFrame = frame.closing.startsWith(sign)
  if (!isTyping) {
    const isMissing = isEmpty(frame) || frame.waiting !== undefined
    if (frame.closing === '' || isMissing) throw unexpected(`"${sign}"`, place, 'a word')
    if (!isOfFrame) throw unexpected(`"${sign}"`, place, toMissing(frame))
  }
  if (isOfFrame) closeFrame(frames, place.end)
  return length
}

/** e.g. `a ")" for the "(" at 3`. */
function toMissing({ closing, opening }: Frame): string {
  const [close, open] = closing === ')' ? [')', '('] : ['}', '{']
  return `a "${close}" for the "${open}" at ${opening + 1}`
}

function closeFrame(frames: Frame[], end: number): void {
  const frame = frames.pop() as Frame
  const node = toNode(frame)
  const outer = frames.at(-1) as Frame
  const place = { start: frame.start, end }
  if (node === undefined) outer.isNegated = false
  else if (frame.closing === ')') addNode(outer, { ...node, place } as QueryNode)
  else addNode(outer, { kind: 'thread', child: node, place })
}

/** The tree of what was read; `undefined` where there was no term. */
function toNode({ alternatives }: Frame): QueryNode | undefined {
  const nodes = alternatives.flatMap((terms) => join('and', terms) ?? [])
  return join('or', nodes)
}

function join(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode | undefined {
  const [first] = nodes
  const last = nodes.at(-1)
  if (first === undefined || last === undefined) return undefined
  if (nodes.length === 1) return first
  // Groups of the same kind are one: `(a b) c` is `a b c`.
  const children = nodes.flatMap((node) => (node.kind === kind ? node.children : [node]))
  return { kind, children, place: { start: first.place.start, end: last.place.end } }
}

function finish(frames: Frame[], text: string, options: ParseOptions): ParsedQuery {
  const end = { start: text.length, end: text.length }
  while (frames.length > 1) {
    const frame = frames.at(-1) as Frame
    if (!options.isTyping) {
      throw unexpected('end', end, isEmpty(frame) ? 'a word' : toMissing(frame))
    }
    closeFrame(frames, text.length)
  }
  const frame = frames[0] as Frame
  if (frame.waiting !== undefined && !options.isTyping) throw unexpected('end', end, 'a word')
  const query = toNode(frame)
  if (query === undefined) {
    if (text.trim() === '' || options.isTyping) return {}
    const start = text.search(/\S/u)
    throw new Mistake(`Unexpected query \`${text.trim()}\`, expected a word`, {
      start,
      end: start + text.trim().length,
    })
  }
  return { query }
}

interface TermOptions extends ParseOptions {
  readonly isLast: boolean
  /** Whether a `}` ends it. */
  readonly isInThread: boolean
}

interface Term {
  /** Absent where there was no word. */
  readonly node?: QueryLeaf | ThreadNode
  readonly end: number
}

/** Whether no further term begins behind this one; brackets that close may follow. */
function isLastTerm(text: string, at: number): boolean {
  return !/[\s]/u.test(text.slice(at)) || /^"[^"]*$/u.test(text.slice(at).replace(/^[a-z]+:/u, ''))
}

function readTerm(text: string, at: number, options: TermOptions): Term {
  const named = /^([a-z]+):/u.exec(text.slice(at))?.[1]
  const prefix = named === undefined ? undefined : findPrefix(named)
  if (prefix === undefined) return readWords(text, { start: at, valueAt: at }, options)
  const valueAt = at + prefix.name.length + 1
  if (/[({]/u.test(text[valueAt] ?? '')) {
    const place = { start: valueAt, end: valueAt + 1 }
    throw unexpected(`"${text[valueAt]}"`, place, `a word after "${prefix.name}:"`)
  }
  const value = readValue(text, valueAt, options)
  const place = { start: at, end: value.end }
  if (value.text.trim() === '') {
    if (options.isTyping) return { end: value.end }
    const found = valueAt >= text.length ? 'end' : JSON.stringify(text[valueAt])
    throw unexpected(found, { start: valueAt, end: valueAt + 1 }, `a word after "${prefix.name}:"`)
  }
  const node = toPrefixed(prefix, { ...value, place }, options)
  return { end: value.end, ...(node !== undefined && { node }) }
}

interface Value {
  readonly text: string
  readonly isPhrase: boolean
  /** Whether a phrase ended with its quotation mark. */
  readonly isClosed: boolean
  readonly end: number
}

/** A phrase in quotation marks, or everything up to white space or a bracket that is not its own. */
function readValue(text: string, at: number, options: TermOptions): Value {
  if (text[at] === '"') return readPhrase(text, at, options)
  const { isInThread } = options
  let open = 0
  let end = at
  for (; end < text.length; end += 1) {
    const letter = text[end] ?? ''
    if (/[\s"]/u.test(letter)) break
    if (letter === '(' || (letter === '{' && isInThread)) open += 1
    if (letter !== ')' && !(letter === '}' && isInThread)) continue
    if (open === 0) break
    open -= 1
  }
  return { text: text.slice(at, end), isPhrase: false, isClosed: true, end }
}

function readPhrase(text: string, at: number, { isTyping }: ParseOptions): Value {
  const close = text.indexOf('"', at + 1)
  if (close !== -1) {
    return { text: text.slice(at + 1, close), isPhrase: true, isClosed: true, end: close + 1 }
  }
  if (!isTyping) {
    const place = { start: text.length, end: text.length }
    throw unexpected('end', place, `a quotation mark for the one at ${at + 1}`)
  }
  return { text: text.slice(at + 1), isPhrase: true, isClosed: false, end: text.length }
}

function readWords(
  text: string,
  { start, valueAt }: { start: number; valueAt: number },
  options: TermOptions,
): Term {
  const value = readValue(text, valueAt, options)
  const place = { start, end: value.end }
  const name = value.isPhrase ? undefined : readPastedName(value.text)
  if (name !== undefined) return { end: value.end, node: { kind: 'name', ...name, place } }
  const node = toWords({ ...value, place }, options)
  return { end: value.end, ...(node !== undefined && { node }) }
}

/** What people paste instead of words: `<Message-ID>`, and addresses of mails and commits. */
function readPastedName(
  text: string,
): { of: 'message' | 'commit'; value: string; isPrefix: boolean } | undefined {
  const path = /^https?:\/\/[^/]+\/(.+)$/u.exec(text)?.[1]
  if (path === undefined) {
    // Addresses of people have a name before the `@`, Message-IDs a digit.
    const isOne = /^<[^<>]+>$/u.test(text) || /\d[^@]*@/u.test(text)
    const messageId = isOne ? parseMessageId(text) : undefined
    return messageId && { of: 'message', value: messageId, isPrefix: false }
  }
  const steps = path.split(/[/?#]/u).map(decode)
  const messageId = steps.map((step) => parseMessageId(step)).find((id) => id !== undefined)
  if (messageId !== undefined) return { of: 'message', value: messageId, isPrefix: false }
  const commit = /(?:^|[/=])([0-9a-f]{12,40})(?:$|[/?#&])/u.exec(path)?.[1]
  return commit === undefined ? undefined : { of: 'commit', value: commit, isPrefix: true }
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

type PlacedValue = Value & { readonly place: QueryPlace }

function toWords(
  { text, isPhrase, isClosed, place }: PlacedValue,
  { isTyping, isLast }: TermOptions,
  field?: Extract<Prefix['meaning'], { kind: 'text' }>['field'],
): QueryLeaf | undefined {
  const words = splitWords(text)
  if (words.length === 0) return undefined
  const within = field === undefined ? {} : { field }
  if (isPhrase) return { kind: 'phrase', text, isPrefix: !isClosed, ...within, place }
  const isStarred = /[\p{L}\p{N}_/]\*$/u.test(text)
  // `word(` and `word,` are whole: whoever types on has finished the word.
  const isUnfinished = isTyping && isLast && /[\p{L}\p{N}\p{M}_/]$/u.test(text)
  return {
    kind: 'word',
    text: isStarred ? text.slice(0, -1) : text,
    isPrefix: isStarred || isUnfinished,
    ...within,
    place,
  }
}

function toPrefixed(
  prefix: Prefix,
  value: PlacedValue,
  options: TermOptions,
): QueryLeaf | ThreadNode | undefined {
  const { meaning } = prefix
  const { place } = value
  switch (meaning.kind) {
    case 'text':
      return toWords(value, options, meaning.field)
    case 'choice':
      return toChoice(prefix.name, meaning, value, options)
    case 'named':
      return toNamed(meaning, value, options)
    case 'name':
      return toNamedNode(meaning.of, value, options)
    case 'thread': {
      const child = toNamedNode('message', value, options)
      return child && { kind: 'thread', child, place }
    }
    case 'range':
      return meaning.of === 'year'
        ? toYearRange(value, options)
        : toDateRange(meaning.of, value, options)
  }
}

function toNamedNode(
  of: NameNode['of'],
  { text, place }: PlacedValue,
  { isTyping, isLast }: TermOptions,
): NameNode | undefined {
  const bare = text.trim().replace(/^<(.*)>$/u, '$1')
  const isStarred = bare.endsWith('*')
  const name = isStarred ? bare.slice(0, -1) : bare
  if (name === '') return undefined
  // Commits and patches are known by the beginning of their ids.
  const isId = of !== 'message'
  return {
    kind: 'name',
    of,
    value: isId ? name.toLowerCase() : name,
    isPrefix: isStarred || isId || (isTyping && isLast),
    place,
  }
}

function toNamed(
  { facet, header }: Extract<Prefix['meaning'], { kind: 'named' }>,
  { text, isPhrase, place }: PlacedValue,
  { isTyping, isLast }: TermOptions,
): FacetNode {
  const isStarred = !isPhrase && text.endsWith('*')
  const value = isStarred ? text.slice(0, -1) : text.trim()
  const isPrefix = isStarred || (isTyping && isLast)
  return {
    kind: 'facet',
    facet,
    values: [value],
    ...(header !== undefined && { header: { field: header, text: value, isPrefix } }),
    place,
  }
}

function toChoice(
  name: string,
  { facet, values }: Extract<Prefix['meaning'], { kind: 'choice' }>,
  { text, place }: PlacedValue,
  { isTyping, isLast }: TermOptions,
): FacetNode {
  const wanted = text.trim().toLowerCase()
  if (values.includes(wanted)) return { kind: 'facet', facet, values: [wanted], place }
  if (isTyping && isLast) {
    const begun = values.filter((value) => value.startsWith(wanted))
    if (begun.length > 0) return { kind: 'facet', facet, values: begun, place }
  }
  const nearest = findNearest(wanted, values)
  const start = place.start + name.length + 1
  throw unexpected(
    `${facet} \`${text.trim()}\``,
    { start, end: place.end },
    values.length === 1 ? `\`${values[0]}\`` : `one of ${values.join(', ')}`,
    nearest,
  )
}

function toDateRange(
  of: 'date' | 'received',
  { text, place }: PlacedValue,
  options: TermOptions,
): QueryLeaf | undefined {
  const { nowMs } = options
  const ends = splitRange(text)
  const spans = ends.map((end) => (end === '' ? undefined : parseQueryDate(end, nowMs)))
  const wrong = ends.findIndex((end, index) => end !== '' && spans[index] === undefined)
  if (wrong !== -1) {
    if (options.isTyping && options.isLast) return undefined
    throw new Mistake(
      `Unexpected date \`${ends[wrong]}\` at ${place.end - text.length + 1}, expected one such as 2014-05-28, 2014-05 or 2.weeks.ago`,
      place,
    )
  }
  return toRange(of, { from: spans[0]?.from, to: spans.at(-1)?.to }, place, options)
}

function toYearRange({ text, place }: PlacedValue, options: TermOptions): QueryLeaf | undefined {
  const ends = splitRange(text)
  const wrong = ends.find((end) => !/^(?:\d{4})?$/u.test(end))
  if (wrong !== undefined) {
    if (options.isTyping && options.isLast) return undefined
    throw unexpected(`year \`${wrong}\``, place, 'one such as 2014, or 2014..2016')
  }
  const years = ends.map((end) => (end === '' ? undefined : Number(end)))
  return toRange('year', { from: years[0], to: years.at(-1) }, place, options)
}

/** Its two ends, or the one that is both. */
function splitRange(text: string): readonly string[] {
  const at = text.indexOf('..')
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 2)]
}

function toRange(
  of: 'date' | 'received' | 'year',
  { from, to }: { from: number | undefined; to: number | undefined },
  place: QueryPlace,
  { isTyping, isLast }: TermOptions,
): QueryLeaf | undefined {
  if (from === undefined && to === undefined) {
    if (isTyping && isLast) return undefined
    throw unexpected('".."', place, `a ${of === 'year' ? 'year' : 'date'} on at least one side`)
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw unexpected(`range`, place, `the earlier ${of === 'year' ? 'year' : 'date'} first`)
  }
  return {
    kind: 'range',
    of,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    place,
  }
}
