// From a Message-ID to the draft of an entry: asks the archive and the content, writes nothing.

import { buildThreadTree, parseSubject } from '#mail'
import { findHeldMessages, listThreadMessages, readMessageDocument, type Store } from '#store'
import { checkContent } from '../check-content.ts'
import { toSlug } from './names.ts'
import { type ArchivedMessage, type DraftFiles, toDraft } from './to-draft.ts'

export interface ScaffoldOptions {
  readonly contentFolder: string
  readonly messageId: string
  /** Which archive, where several lists have the message. */
  readonly list?: string | undefined
  /** The name of the entry; made from the subject if absent. */
  readonly slug?: string | undefined
}

export type Scaffold =
  | ({ readonly kind: 'drafted'; readonly slug: string; readonly left: number } & DraftFiles)
  | { readonly kind: 'no-such-message' }
  | { readonly kind: 'on-several-lists'; readonly lists: readonly string[] }
  | { readonly kind: 'people-are-faulty' }
  | { readonly kind: 'slug-is-taken'; readonly slug: string }

/** An entry lists its messages one by one; nobody reads more. */
const messagesMax = 300

export async function scaffoldEntry(
  store: Store,
  { contentFolder, messageId, list, slug: wanted }: ScaffoldOptions,
): Promise<Scaffold> {
  const held = findHeldMessages(store, messageId).filter((row) => !list || row.list === list)
  const [found] = held
  if (found === undefined) return { kind: 'no-such-message' }
  const lists = [...new Set(held.map((row) => row.list))]
  if (lists.length > 1) return { kind: 'on-several-lists', lists }
  // An editor has several drafts at work: what is unwritten in one says nothing of the next.
  const { people, threadSlugs } = (await checkContent(contentFolder)).listNames()
  if (people === undefined) return { kind: 'people-are-faulty' }

  const rows = buildThreadTree(listThreadMessages(store, found.threadId))
    // Where a name was used again, the first message is the one it can mean.
    .flatMap(({ messages, parent }) => messages.slice(0, 1).map((row) => ({ row, parent })))
    .sort((a, b) => a.row.sentMs - b.row.sentMs || a.row.id - b.row.id)
  const messages = rows.slice(0, messagesMax).map(
    ({ row, parent }): ArchivedMessage => ({
      ...row,
      parentId: parent,
      parts: readMessageDocument(store, row.id).parts,
    }),
  )
  const title = parseSubject(messages[0]?.subject ?? '').title
  const slug = wanted ?? toSlug(title)
  if (threadSlugs.has(slug)) return { kind: 'slug-is-taken', slug }
  const { files } = toDraft(messages, { slug, list: found.list, people })
  return { kind: 'drafted', slug, files, left: rows.length - messages.length }
}
