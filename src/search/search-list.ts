// A search of the mail of one list, for the list's own pages: no entries, no facets, by date unless
// relevance is asked for.

import type { QueryLeaf, QueryNode } from '#domain'
import { listSearchNames, type Store } from '#store'
import type { MailSearch } from './mail/mail-search.ts'
import { parseQuery } from './parse-query.ts'
import { listLeaves } from './query.ts'
import { prefixAt, resolveQuery } from './resolve-query.ts'

export interface ListQuestion {
  readonly list: string
  readonly text: string
  readonly order: 'relevance' | 'newest' | 'oldest'
  readonly offset: number
  readonly limit: number
}

export type ListAnswer =
  | {
      readonly kind: 'found'
      /** The messages by their numbers in the store, in order. */
      readonly ids: readonly number[]
      readonly total: number
      /** What the reader should know, one sentence each. */
      readonly notes: readonly string[]
    }
  | { readonly kind: 'wrong'; readonly message: string }

export interface ListSearchParts {
  readonly store: () => Store
  readonly mail: MailSearch
  readonly now: () => number
}

const timeoutMs = 2_000

export async function searchList(
  { store, mail, now }: ListSearchParts,
  { list, text, order, offset, limit }: ListQuestion,
  signal: AbortSignal,
): Promise<ListAnswer> {
  const parsed = parseQuery(text, { isTyping: false, nowMs: now() })
  if (parsed.problem !== undefined) return { kind: 'wrong', message: parsed.problem.message }
  const resolved = resolveQuery(parsed.query, {
    text,
    names: listSearchNames(store()),
    isTyping: false,
  })
  const notes = [...resolved.notes.map((note) => note.text), ...noteEntries(parsed.query, text)]
  if (resolved.isImpossible) return { kind: 'found', ids: [], total: 0, notes }
  const { ids, total } = await mail.find(
    {
      ...(resolved.query !== undefined && { query: resolved.query }),
      selection: { list: [list] },
      order,
      offset,
      limit,
    },
    { signal, deadline: performance.now() + timeoutMs },
  )
  return { kind: 'found', ids, total, notes }
}

/** What only entries have finds nothing on a list; whoever asks for it is told where they are. */
function noteEntries(query: QueryNode | undefined, text: string): readonly string[] {
  const asked = [...listLeaves(query)].filter(({ leaf }) => isOfEntries(leaf))
  const names = new Set(asked.map(({ leaf }) => prefixAt(text, leaf.place)))
  return [...names].map(
    (name) => `\`${name}:\` looks at entries, and a list has none. Search entries, too, to use it.`,
  )
}

function isOfEntries(leaf: QueryLeaf): boolean {
  if (leaf.kind === 'name') return leaf.of === 'commit'
  if (leaf.kind !== 'facet' || leaf.header !== undefined) return false
  if (leaf.facet === 'kind') return !leaf.values.includes('message')
  return leaf.facet !== 'list' && leaf.facet !== 'year'
}
