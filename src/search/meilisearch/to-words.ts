// From a query tree to what Meilisearch is asked: words and phrases it looks for itself, and filters.
// What it would answer only nearly is not translated; another engine answers that.

import {
  listSignedWords,
  type PhraseNode,
  type QueryNode,
  splitWords,
  type WordNode,
} from '#domain'
import { dropStopWords } from '../drop-stop-words.ts'
import { isIdentifier } from './is-identifier.ts'
import { toFilter } from './to-filter.ts'
import { commitDigits } from './to-index-document.ts'

export interface AskedWords {
  /** In Meilisearch's syntax: words, and phrases between quotation marks. */
  readonly text: string
  /** The same for when nothing is found: names may be spelled otherwise too. */
  readonly forgivingText: string
  /** Whether only what is spelled right may be found. */
  readonly isExact: boolean
  readonly filters: readonly string[]
  /** The words that may be found spelled otherwise, also when nothing else is found. */
  readonly words: readonly WordNode[]
}

/** Meilisearch looks at the first ten words and forgets the others. */
const wordsMax = 10
/** As short as anybody gives a commit, and as long as it is; with a digit, as words have none. */
const commitPattern = /^(?=.*\d)[0-9a-f]{7,40}$/u
/** Meilisearch cuts other scripts by dictionaries: not where we do, and the first time it takes a second. */
const plainScripts = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]+$/u
/** Larger and deeper queries are for engines that need no filter as text. */
const nodesMax = 60
const depthMax = 12

/** `undefined` if the query says something that Meilisearch has no exact answer to. */
export function toWords(query: QueryNode | undefined): AskedWords | undefined {
  if (query === undefined) {
    return { text: '', forgivingText: '', isExact: false, filters: [], words: [] }
  }
  if (isTooLarge(query)) return undefined
  const filters: string[] = []
  const texts: (WordNode | PhraseNode)[] = []
  for (const part of listParts(dropStopWords(query))) {
    const filter = toFilter(part)
    if (filter !== undefined) filters.push(filter)
    else if (part.kind === 'word' || part.kind === 'phrase') texts.push(part)
    else return undefined
  }
  const terms = texts.flatMap((part) => toTerm(part, { isAlone: texts.length === 1 }) ?? [])
  if (terms.length < texts.length) return undefined
  if (!canBeJoined(terms)) return undefined
  return {
    text: join(terms, ({ text }) => text),
    forgivingText: join(terms, ({ forgivingText }) => forgivingText),
    isExact: terms.some(({ isOpenName }) => isOpenName),
    filters,
    words: terms.flatMap(({ node }) => (node.kind === 'word' ? node : [])),
  }
}

interface Term {
  readonly node: WordNode | PhraseNode
  readonly text: string
  readonly forgivingText: string
  /** How many words it is to Meilisearch. */
  readonly count: number
  /** Whether it is only the beginning of a word. */
  readonly isOpen: boolean
  /** The beginning of a name: found by its beginning, but never spelled otherwise. */
  readonly isOpenName: boolean
}

/** What must all be true: the children of the outermost ANDs. */
function* listParts(query: QueryNode): Generator<QueryNode> {
  const waiting = [query]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'and') waiting.push(...next.children.toReversed())
    else yield next
  }
}

/** A phrase is found exactly as it stands, so whatever must not be spelled otherwise becomes one. */
function toTerm(node: WordNode | PhraseNode, { isAlone }: { isAlone: boolean }): Term | undefined {
  const words = splitWords(node.text).map(({ word }) => word)
  const [first] = words
  if (node.field !== undefined || first === undefined) return undefined
  // To Meilisearch `C++` is `c`.
  if (listSignedWords(node.text).length > 0) return undefined
  if (!words.every((word) => plainScripts.test(word))) return undefined
  const isRow = node.kind === 'phrase' || words.length > 1
  // A phrase has no unfinished last word.
  if (isRow && node.isPrefix) return undefined
  const isName = !isRow && isIdentifier(first)
  const isCommit = isName && commitPattern.test(first)
  // Nobody types all digits of a commit.
  const isOpen = node.isPrefix || (isAlone && isCommit)
  // Documents give some commits by their beginning only.
  const name = isCommit ? first.slice(0, commitDigits) : first
  const phrase = isRow ? `"${words.join(' ')}"` : `"${name}"`
  return {
    node,
    text: isRow || (isName && !isOpen) ? phrase : name,
    forgivingText: node.kind === 'phrase' ? phrase : words.join(' '),
    count: words.length,
    isOpen,
    isOpenName: isName && isOpen,
  }
}

function canBeJoined(terms: readonly Term[]): boolean {
  const count = terms.reduce((sum, term) => sum + term.count, 0)
  if (count > wordsMax || terms.filter(({ isOpen }) => isOpen).length > 1) return false
  // The beginning of a name is looked for among names only, where the other words are not.
  return !terms.some(({ isOpenName }) => isOpenName) || terms.length === 1
}

/** Meilisearch takes the last word as a beginning, unless a space follows it. */
function join(terms: readonly Term[], toText: (term: Term) => string): string {
  const whole = terms.filter(({ isOpen }) => !isOpen)
  const open = terms.filter(({ isOpen }) => isOpen)
  const text = [...whole, ...open].map(toText).join(' ')
  return open.length === 0 && text !== '' ? `${text} ` : text
}

function isTooLarge(query: QueryNode): boolean {
  let nodes = 0
  const waiting: { node: QueryNode; depth: number }[] = [{ node: query, depth: 1 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    nodes += 1
    if (nodes > nodesMax || depth > depthMax) return true
    if (node.kind === 'not') waiting.push({ node: node.child, depth: depth + 1 })
    else if ('children' in node) {
      for (const child of node.children) waiting.push({ node: child, depth: depth + 1 })
    }
  }
  return false
}
