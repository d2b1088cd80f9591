// What names in a query mean here: `who:hpa` is one person, `l:linux-mm.kvack.org` one list. And what
// cannot be answered, because nothing of the kind is indexed: the reader is told in words.

import {
  type FacetNode,
  foldWord,
  type GroupNode,
  isMailField,
  type QueryLeaf,
  type QueryNode,
  type QueryPlace,
  splitWords,
} from '#domain'
import type { NamedFacet, SearchName, SearchNames } from '#store'
import { findNearest } from './find-nearest.ts'
import { listCalled } from './list-called.ts'
import { findPrefix } from './prefixes.ts'

/** Something the reader should know about the answer. */
export interface SearchNote {
  readonly kind: 'nothing-to-search' | 'unknown-name' | 'part-of-lore'
  readonly text: string
  /** The whole query as it was probably meant. */
  readonly suggestion?: string
}

export interface ResolvedQuery {
  /** Absent where everything is asked for. */
  readonly query?: QueryNode
  /** Whether no document can match, so that no engine need be asked. */
  readonly isImpossible: boolean
  readonly notes: readonly SearchNote[]
}

/** What a branch of the tree comes to. */
type Branch = QueryNode | 'everything' | 'nothing'

export interface ResolveOptions {
  /** What was parsed. */
  readonly text: string
  readonly names: SearchNames
  /** Whether the reader goes on typing, so that a name at the end may be a beginning. */
  readonly isTyping: boolean
}

/** Trees are at most `queryDepthMax` deep, so recursion is safe. */
export function resolveQuery(
  query: QueryNode | undefined,
  { text, names, isTyping }: ResolveOptions,
): ResolvedQuery {
  const notes = new Map<string, SearchNote>()
  const note = (added: SearchNote) => notes.set(added.text, added)
  const branch =
    query === undefined ? 'everything' : resolve(query, { text, names, isTyping, note })
  return {
    ...(typeof branch === 'object' && { query: branch }),
    isImpossible: branch === 'nothing',
    notes: [...notes.values()],
  }
}

interface Context extends ResolveOptions {
  readonly note: (note: SearchNote) => void
}

function resolve(node: QueryNode, context: Context): Branch {
  switch (node.kind) {
    case 'word':
    case 'phrase':
      return isMailField(node.field) ? resolveOfMail(node, context) : node
    case 'range':
      return node.of === 'received' ? resolveOfMail(node, context) : node
    case 'name':
      return node.of === 'patch' ? resolveOfMail(node, context) : node
    case 'facet':
      return resolveFacet(node, context)
    case 'thread': {
      const child = resolve(node.child, context)
      return typeof child === 'object' ? { ...node, child } : child
    }
    case 'not': {
      const child = resolve(node.child, context)
      if (child === 'everything') return 'nothing'
      return child === 'nothing' ? 'everything' : { ...node, child }
    }
    case 'and':
    case 'or':
      return resolveGroup(node, context)
  }
}

function resolveGroup(node: GroupNode, context: Context): Branch {
  const [decides, isIdle] =
    node.kind === 'and'
      ? (['nothing', 'everything'] as const)
      : (['everything', 'nothing'] as const)
  const branches = node.children.map((child) => resolve(child, context))
  if (branches.includes(decides)) return decides
  const children = branches.filter((branch): branch is QueryNode => typeof branch === 'object')
  const [only] = children
  if (only === undefined) return isIdle
  return children.length === 1 ? only : { ...node, children }
}

/** What only mail can answer. */
function resolveOfMail(node: QueryLeaf, context: Context): Branch {
  if (context.names.hasMail) return node
  const prefix = prefixAt(context.text, node.place)
  const about = findPrefix(prefix)?.about ?? ''
  context.note({
    kind: 'nothing-to-search',
    text: `\`${prefix}:\` looks at ${about}. No mail is indexed here yet, so it finds nothing.`,
  })
  return 'nothing'
}

/** The prefix that a term begins with. */
export function prefixAt(text: string, { start }: QueryPlace): string {
  return /^[a-z]+/u.exec(text.slice(start))?.[0] ?? ''
}

const nouns: Readonly<Partial<Record<FacetNode['facet'], string>>> = {
  person: 'Nobody here',
  topic: 'No topic here',
  list: 'No list here',
  subsystem: 'No subsystem here',
}

function resolveFacet(node: FacetNode, { text, names, isTyping, note }: Context): Branch {
  const { facet } = node
  const prefix = prefixAt(text, node.place)
  if (prefix === 'a' && !names.hasMail) {
    note({
      kind: 'part-of-lore',
      text: '`a:` looks at who took a position. Who a mail was sent to is not indexed here yet.',
    })
  }
  if (!(facet in nouns)) return node
  const known = names[facet as NamedFacet]
  const [wanted = ''] = node.values
  const found = findNamed(wanted, known, facet)
  if (found.length > 0) return { ...node, values: found }
  if (isTyping && node.place.end === text.length) {
    const begun = listCalled(known, wanted).map((name) => name.value)
    if (begun.length > 0) return { ...node, values: begun }
  }
  // Many have written mail of whom no entry speaks.
  if (node.header !== undefined && names.hasMail) return { ...node, values: [] }
  const nearest = findNearest(
    foldWord(wanted),
    known.flatMap((name) => listWordsOf(name)),
  )
  const hint = nearest === undefined ? '' : ` Did you mean \`${prefix}:${nearest}\`?`
  const { start, end } = node.place
  note({
    kind: 'unknown-name',
    text: `${nouns[facet]} is called \`${wanted}\`.${hint}`,
    ...(nearest !== undefined && {
      suggestion: `${text.slice(0, start)}${prefix}:${nearest}${text.slice(end)}`,
    }),
  })
  return 'nothing'
}

/**
 * The values that a name means, from the surest reading to the loosest:
 * the value itself; a whole name or alias; a subsystem and those below it; all words of a name.
 */
export function findNamed(
  wanted: string,
  known: readonly SearchName[],
  facet: string,
): readonly string[] {
  const text = wanted.toLowerCase()
  // A List-Id is `linux-mm.kvack.org`, an address `minchan@kernel.org`; their first part is the name.
  const bare = text.replace(/^<(.*)>$/u, '$1')
  const first = facet === 'list' ? bare.replace(/[.@].*$/u, '') : bare.replace(/@.*$/u, '')
  const exact = known.filter(({ value }) => value === bare || value === first)
  if (exact.length > 0) return exact.map(({ value }) => value)
  const words = splitWords(first).map(({ word }) => word)
  if (words.length === 0) return []
  const line = words.join(' ')
  const called = known.filter(({ label, aliases }) =>
    [label, ...aliases].some((name) => toLine(name) === line),
  )
  if (called.length > 0) return called.map(({ value }) => value)
  if (facet === 'subsystem') {
    const below = known.filter(({ value }) => value.startsWith(`${bare.replace(/\/+$/u, '')}/`))
    if (below.length > 0) return below.map(({ value }) => value)
  }
  return known
    .filter((name) => {
      const own = listWordsOf(name)
      return words.every((word) => own.includes(word))
    })
    .map(({ value }) => value)
}

function listWordsOf({ value, label, aliases }: SearchName): readonly string[] {
  return [value, label, ...aliases].flatMap((name) => splitWords(name).map(({ word }) => word))
}

function toLine(name: string): string {
  return splitWords(name)
    .map(({ word }) => word)
    .join(' ')
}
