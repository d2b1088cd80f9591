// The page as a reference in somebody else's list.

import { type ThreadEntry, yearOf } from '#domain'

export function formatCitation({ question, title, started }: ThreadEntry, url: string): string {
  return `“${question}” (${title}, ${yearOf(started)}). Patchlore. ${url}`
}

export function formatBibtex({ slug, question, title, started }: ThreadEntry, url: string): string {
  return [
    `@misc{patchlore-${slug},`,
    `  title        = {{${escapeTex(question)}}},`,
    `  howpublished = {Patchlore},`,
    `  note         = {${escapeTex(title)}, discussion of ${yearOf(started)}},`,
    `  url          = {${url}}`,
    '}',
  ].join('\n')
}

// Identifiers carry underscores, and questions carry anything.
function escapeTex(text: string): string {
  return text.replace(/[\\{}]/gu, '').replace(/[_&%$#]/gu, '\\$&')
}
