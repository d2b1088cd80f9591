// From a document to a hit: its title and the sentence that matched, marked. Engines that know only
// which documents match share this one way of showing them.

import type { SearchDocument, SearchHit } from '#domain'
import { excerpt, type MarkedTerm, markText } from './mark-text.ts'

export function toHit(document: SearchDocument, terms: readonly MarkedTerm[]): SearchHit {
  const { id, kind, url, title, threadTitle, personName, stance, outcome, date, until } = document
  return {
    id,
    kind,
    url,
    title: markText(title.replaceAll(/[\uE000\uE001]/gu, ''), terms),
    excerpt: toExcerpt(document, terms),
    threadTitle,
    personName,
    stance,
    outcome,
    date,
    until,
  }
}

/**
 * The best sentence of our words or theirs. Where neither shows what was looked for, our first
 * sentence, and by which name it was found: an alias, a subject or a commit.
 */
function toExcerpt(document: SearchDocument, terms: readonly MarkedTerm[]): string {
  const { text, quote, names, subjects, commits, messageIds } = document
  const ours = excerpt(text, terms)
  const theirs = excerpt(quote, terms)
  const prose = theirs.terms > ours.terms || ours.text === '' ? theirs : ours
  const isQuote = prose === theirs && prose.text !== ''
  if (prose.terms > 0 || terms.length === 0) return isQuote ? `“${prose.text}”` : prose.text
  const named = excerpt([names, subjects, ...commits, ...messageIds].join('\n'), terms)
  // After the sentence and in words, as a name before it would read as what the sentence explains.
  if (named.terms > 0)
    return prose.text === '' ? named.text : `${prose.text} · found by ${named.text}`
  return isQuote ? `“${prose.text}”` : prose.text
}
