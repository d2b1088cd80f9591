// A search of the mail of one list, for the list's own pages: no entries, no facets, by date unless
// relevance is asked for.

import { listSearchNames, type Store } from '#store'
import type { MailSearch } from './mail/mail-search.ts'
import { parseQuery } from './parse-query.ts'
import { resolveQuery } from './resolve-query.ts'

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
  const notes = resolved.notes.map((note) => note.text)
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
