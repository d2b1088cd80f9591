// What an entry can cite: pages, commits and files named in sources.yaml, and messages named in the entry.

import type { MessageId } from './message-id.ts'
import type { PartialDate } from './partial-date.ts'
import {
  type AnchorId,
  type PersonSlug,
  parseAnchorId,
  parseSourceId,
  parseThreadSlug,
  type SourceId,
  type ThreadSlug,
} from './slug.ts'

export const sourceKinds = ['commit', 'mail', 'article', 'documentation', 'code', 'page'] as const
/**
 * `mail` is a copy of a message or thread on a web page; `article` is a retelling by the press,
 * and what is known only from it is marked *retold*.
 */
export type SourceKind = (typeof sourceKinds)[number]

/** One source of `content/sources.yaml`. */
export interface Source {
  readonly id: SourceId
  readonly kind: SourceKind
  readonly title: string
  /** Absent where no stable address is known; then `note` says where it was seen. */
  readonly url?: string
  readonly author?: string
  readonly publisher?: string
  readonly date?: PartialDate
  /** The full commit id, for `commit` only: 12 to 40 hexadecimal digits, as long as it is known. */
  readonly commit?: string
  /** Whether an editor has read a copy of it (`read`) or only knows of it (`unchecked`). */
  readonly known: 'read' | 'unchecked'
  readonly note?: string
}

/**
 * How a message is known: `read` in a copy of it, `quoted` only as quoted inside another mail,
 * `retold` only from a secondary source.
 */
export const messageKnowledge = ['read', 'quoted', 'retold'] as const
export type MessageKnowledge = (typeof messageKnowledge)[number]

/** A message of the thread, as far as it is known without the archive. */
export interface CitedMessage {
  /** How the entry cites it: a short key, unique in the entry. */
  readonly key: AnchorId
  readonly messageId?: MessageId
  readonly from: PersonSlug
  readonly date: PartialDate
  readonly subject?: string
  readonly known: MessageKnowledge
  /** The source that shows, quotes or retells it. */
  readonly seenIn?: SourceRef
  /** What it answers by an editor's judgement, where its headers say something else or nothing. */
  readonly answers?: AnchorId
  /** What it says, in one sentence of ours. */
  readonly says: string
  /** The list in this site's archive that holds it; known when the content is indexed. */
  readonly heldOn?: string
}

/**
 * A citation: a message listed in an entry (`thread` absent: the entry that cites it),
 * or a source in sources.yaml.
 */
export type SourceRef =
  | { readonly kind: 'message'; readonly key: AnchorId; readonly thread?: ThreadSlug }
  | { readonly kind: 'source'; readonly id: SourceId }

/** One line for attributes and keys: `source:lj-246`, `message:kim-rfc`, `message:stacks#kim-rfc`. */
export function formatSourceRef(ref: SourceRef): string {
  if (ref.kind === 'source') return `source:${ref.id}`
  return ref.thread === undefined ? `message:${ref.key}` : `message:${ref.thread}#${ref.key}`
}

/** The inverse of `formatSourceRef`. */
export function parseSourceRef(text: string): SourceRef | undefined {
  const match = /^(?:source:(?<id>.+)|message:(?:(?<thread>.+)#)?(?<key>.+))$/u.exec(text)
  const { id, thread, key } = match?.groups ?? {}
  if (id !== undefined) {
    const source = parseSourceId(id)
    return source && { kind: 'source', id: source }
  }
  const anchor = key === undefined ? undefined : parseAnchorId(key)
  if (anchor === undefined) return undefined
  if (thread === undefined) return { kind: 'message', key: anchor }
  const slug = parseThreadSlug(thread)
  return slug && { kind: 'message', key: anchor, thread: slug }
}
