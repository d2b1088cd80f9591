// What somebody means who hands over an address of another archive, a commit or a Message-ID.

import { decodeLoosely } from './addresses.ts'

export type Meant =
  | { readonly kind: 'message'; readonly messageId: string }
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'words'; readonly words: string }

// Where other archives have the Message-ID in their addresses.
const patterns: readonly RegExp[] = [
  /^(?:https?:\/+)?(?:www\.)?lore\.kernel\.org\/+(?:all|r|[\w.-]+)\/+([^?#]+)/iu,
  /^(?:https?:\/+)?(?:patch\.msgid\.link|msgid\.link|lkml\.kernel\.org\/r|marc\.info\/\?i=)\/*([^?#&]+)/iu,
  /^(?:https?:\/+)?marc\.info\/\?(?:.*&)?i=([^&#]+)/iu,
  /^(?:https?:\/+)?patchwork\.[\w.-]+\/+(?:project\/+[\w.-]+\/+)?(?:patch|cover|series)\/+([^?#]*@[^?#]*)/iu,
  /^(?:https?:\/+)?public-inbox\.org\/+[\w.-]+\/+([^?#]+)/iu,
]

export function findMeant(text: string): Meant {
  const given = text.trim()
  for (const pattern of patterns) {
    const found = pattern.exec(given)?.[1]
    if (found !== undefined) return { kind: 'message', messageId: toName(found) }
  }
  const plain = decodeLoosely(given)
  const commit = /^(?:https?:\/+git\.kernel\.org\/.*[?/=])?([0-9a-f]{7,40})\/?$/u.exec(plain)?.[1]
  if (commit !== undefined) return { kind: 'commit', commit }
  if (plain.includes('@')) return { kind: 'message', messageId: toName(given) }
  return { kind: 'words', words: plain }
}

/** Without what archives put behind the id. */
function toName(written: string): string {
  const bare = written.replace(/\/(?:raw|t|T|mbox|t\.mbox\.gz|t\.atom|R|d)?\/?$/u, '')
  return decodeLoosely(bare).replaceAll(/^<|>$/gu, '')
}
