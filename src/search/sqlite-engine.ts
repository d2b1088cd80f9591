// The engine that is always there: SQLite's full text, through #store. It answers everything exactly.
// Where nothing has the words as they are written, it looks in this order for
//
// 1. words that begin so,
// 2. the words nearest to those that stand nowhere,
// 3. documents with only some of the words,
//
// and says what it did.

import {
  type EngineAnswer,
  isMailField,
  listDemands,
  type PhraseNode,
  type QueryNode,
  type SearchRequest,
  splitWords,
  synonyms,
  toSignedWord,
  type WordNode,
  type WordReplacement,
} from '#domain'
import { findDocuments, hasBeginning, hasWord, listWordsLike, type Store } from '#store'
import { dropStopWords } from './drop-stop-words.ts'
import { requireTime, type SearchEngine } from './engine.ts'
import { countDistance, countSlips } from './find-nearest.ts'
import { listMarkedTerms } from './mark-text.ts'
import { isOfCode, listLeaves } from './query.ts'
import { toHit } from './to-hit.ts'

export const sqliteNames = { name: 'sqlite', label: 'SQLite full text' } as const

/** @param store gives the open store; it may be another one each time */
export function createSqliteEngine(store: () => Store): SearchEngine {
  return {
    ...sqliteNames,
    canAnswer: () => true,
    health: () => ({ state: 'ready' }),
    answer: async (request, limits) => {
      requireTime(limits)
      return answer(store(), request, limits.deadline)
    },
  }
}

function answer(store: Store, request: SearchRequest, deadline: number): EngineAnswer {
  const { query } = request
  const ask = (
    asked: QueryNode | undefined,
    replaced: readonly WordReplacement[] = [],
    isLoose = false,
  ) => {
    const rewritten = asked && dropStopWords(addSynonyms(asked))
    const wholeName = toWholeName(asked)
    const found = findDocuments(store, {
      ...request,
      ...(rewritten !== undefined && { query: rewritten }),
      ...(wholeName !== undefined && { wholeName }),
      saidFirst: isOfCode(asked),
      deadline,
    })
    const terms = listMarkedTerms(rewritten)
    const { documents, others, ...rest } = found
    const hits = documents.map((document, at) => {
      const hit = toHit(document, terms)
      return request.byThread === true ? { ...hit, others: others[at] ?? 0 } : hit
    })
    return { ...rest, hits, replaced, isLoose }
  }
  const first = ask(query)
  if (first.total > 0 || query === undefined || performance.now() > deadline) return first
  const unknown = listUnknownWords(store, query)
  const begun = toBeginnings(store, query, unknown)
  if (begun !== undefined) {
    const next = ask(begun.query, begun.replaced)
    if (next.total > 0) return next
  }
  const corrected = toCorrected(store, query, unknown, deadline)
  if (corrected !== undefined) {
    const next = ask(corrected.query, corrected.replaced)
    if (next.total > 0) return next
  }
  const loose = toLoose(dropStopWords(corrected?.query ?? query))
  if (loose !== undefined && performance.now() < deadline) {
    const next = ask(loose, corrected?.replaced, true)
    if (next.total > 0) return next
  }
  return first
}

/** The words of a query that is nothing but words, as they were typed. */
function toWholeName(query: QueryNode | undefined): string | undefined {
  const demands = listDemands(query)
  const words = demands.filter(isPlain)
  const isSigned = words.some(({ text }) => toSignedWord(text) !== undefined)
  return words.length === 0 || words.length < demands.length || isSigned
    ? undefined
    : words.map(({ text }) => text).join(' ')
}

function isPlain(node: QueryNode): node is WordNode | PhraseNode {
  return (node.kind === 'word' || node.kind === 'phrase') && node.field === undefined
}

/** Every way to write a meaning, as the words of each. */
const meanings: readonly (readonly (readonly string[])[])[] = synonyms.map((ways) =>
  ways.map((way) => splitWords(way).map(({ word }) => word)),
)
const wayWordsMax = Math.max(...meanings.flat().map((way) => way.length))

/** Beside each word, or run of words, what else it is called. */
function addSynonyms(node: QueryNode): QueryNode {
  if (node.kind === 'word') return withSynonyms([node])
  if (node.kind === 'not' || node.kind === 'thread') {
    return { ...node, child: addSynonyms(node.child) }
  }
  if (node.kind === 'or') return { ...node, children: node.children.map(addSynonyms) }
  if (node.kind !== 'and') return node
  const children: QueryNode[] = []
  for (let at = 0; at < node.children.length; ) {
    const run = findRun(node.children, at)
    const child = node.children[at]
    if (child === undefined) break
    children.push(run.length > 1 ? withSynonyms(run) : addSynonyms(child))
    at += Math.max(1, run.length)
  }
  const [only] = children
  return children.length === 1 && only !== undefined ? only : { ...node, children }
}

/** The longest run of words from here on that together are a way to write a meaning. */
function findRun(children: readonly QueryNode[], at: number): readonly WordNode[] {
  for (let length = Math.min(wayWordsMax, children.length - at); length > 1; length -= 1) {
    const run = children.slice(at, at + length).filter((child) => child.kind === 'word')
    if (run.length === length && listOtherWays(run).length > 0) return run
  }
  return []
}

function withSynonyms(run: readonly WordNode[]): QueryNode {
  const [first] = run
  const last = run.at(-1)
  if (first === undefined || last === undefined) throw new RangeError('Unexpected run of no words')
  const place = { start: first.place.start, end: last.place.end }
  const asWritten: QueryNode = run.length === 1 ? first : { kind: 'and', children: run, place }
  const others = listOtherWays(run).map(
    (words): QueryNode => ({
      kind: 'phrase',
      text: words.join(' '),
      isPrefix: false,
      ...(first.field !== undefined && { field: first.field }),
      place,
    }),
  )
  return others.length === 0 ? asWritten : { kind: 'or', children: [asWritten, ...others], place }
}

function listOtherWays(run: readonly WordNode[]): readonly (readonly string[])[] {
  if (run.some(({ isPrefix, field }) => isPrefix || field !== run[0]?.field)) return []
  const line = run.flatMap(({ text }) => splitWords(text).map(({ word }) => word)).join(' ')
  const meaning = meanings.find((ways) => ways.some((way) => way.join(' ') === line))
  return (meaning ?? []).filter((way) => way.join(' ') !== line)
}

/** Plain words of the query that stand in no document. */
function listUnknownWords(store: Store, query: QueryNode): ReadonlySet<WordNode> {
  const unknown = new Set<WordNode>()
  for (const { leaf, isNegated } of listLeaves(query)) {
    if (isNegated || leaf.kind !== 'word' || isMailField(leaf.field)) continue
    const words = splitWords(leaf.text)
    if (words.some(({ word }) => !isKnown(store, word, leaf.isPrefix))) unknown.add(leaf)
  }
  return unknown
}

function isKnown(store: Store, word: string, isPrefix: boolean): boolean {
  return isPrefix ? hasBeginning(store, word) : hasWord(store, word)
}

interface Rewritten {
  readonly query: QueryNode
  readonly replaced: readonly WordReplacement[]
}

/** Shorter beginnings fit too much to be what was meant. */
const beginningLengthMin = 3

function toBeginnings(
  store: Store,
  query: QueryNode,
  unknown: ReadonlySet<WordNode>,
): Rewritten | undefined {
  const replaced: WordReplacement[] = []
  const rewritten = replaceWords(query, (word) => {
    if (!unknown.has(word) || word.isPrefix || word.text.length < beginningLengthMin) return word
    const words = splitWords(word.text)
    if (words.length > 1 || !hasBeginning(store, words[0]?.word ?? '')) return word
    replaced.push({ place: word.place, from: word.text, to: `${word.text}*` })
    return { ...word, isPrefix: true }
  })
  return replaced.length === 0 ? undefined : { query: rewritten, replaced }
}

function toCorrected(
  store: Store,
  query: QueryNode,
  unknown: ReadonlySet<WordNode>,
  deadline: number,
): Rewritten | undefined {
  const replaced: WordReplacement[] = []
  const rewritten = replaceWords(query, (node) => {
    if (!unknown.has(node) || performance.now() > deadline) return node
    const words = splitWords(node.text)
    const nearest = words.map(({ word }) =>
      isKnown(store, word, node.isPrefix) ? word : findLike(store, word),
    )
    if (nearest.some((word) => word === undefined)) return node
    const to = nearest.join(' ')
    replaced.push({ place: node.place, from: node.text, to })
    return { ...node, text: to, isPrefix: false }
  })
  return replaced.length === 0 ? undefined : { query: rewritten, replaced }
}

/** The nearest word there is: fewest slips, then the same first letter, then the most frequent. */
function findLike(store: Store, word: string): string | undefined {
  const slips = countSlips(word.length)
  let nearest: string | undefined
  let least = slips + 1
  for (const candidate of slips === 0 ? [] : listWordsLike(store, word, slips)) {
    const steps = countDistance(word, candidate) + (candidate[0] === word[0] ? 0 : 0.5)
    if (steps < least) {
      least = steps
      nearest = candidate
    }
  }
  return nearest
}

/** Any of the words instead of all, where the query asks for several. */
function toLoose(query: QueryNode): QueryNode | undefined {
  if (query.kind !== 'and') return undefined
  const words = query.children.filter(isPlain)
  if (words.length < 2) return undefined
  const any: QueryNode = { kind: 'or', children: words, place: query.place }
  const others = query.children.filter((child) => !isPlain(child))
  return others.length === 0 ? any : { ...query, children: [any, ...others] }
}

/** Trees are at most `queryDepthMax` deep, so recursion is safe. */
function replaceWords(node: QueryNode, replace: (word: WordNode) => QueryNode): QueryNode {
  if (node.kind === 'word') return replace(node)
  if (node.kind === 'not') return node
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => replaceWords(child, replace)) }
}
