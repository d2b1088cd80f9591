// From a message to a hit: its subject, and the line that shows what was looked for.

import { type PartialDate, type SearchHit, toMessageUrl } from '#domain'
import type { MessageDocument, MessageRow } from '#store'
import { excerpt, type MarkedTerm, markText } from '../mark-text.ts'

/** Of long mails only the beginning is looked through for a line to show. */
const textLengthMax = 40_000

export function toMailHit(
  message: MessageRow,
  { parts }: MessageDocument,
  terms: readonly MarkedTerm[],
): SearchHit {
  const { id, list, messageId, subject, fromName, fromAddress, sentMs } = message
  const text = parts.find(({ kind, text }) => kind === 'text' && text !== '')?.text ?? ''
  return {
    id: `mail-${id}`,
    kind: 'message',
    url: toMessageUrl(list, messageId),
    title: markText(withoutMarks(subject === '' ? '(no subject)' : subject), terms),
    excerpt: toExcerpt(text.slice(0, textLengthMax), terms),
    threadTitle: list,
    personName: fromName === '' ? fromAddress : fromName,
    stance: '',
    outcome: '',
    date: new Date(sentMs).toISOString().slice(0, 10) as PartialDate,
    until: '',
  }
}

/** A line somebody wrote rather than one they quoted, between quotation marks: it is theirs. */
function toExcerpt(text: string, terms: readonly MarkedTerm[]): string {
  const line = findLine(text, terms)
  return line === '' ? '' : `“${line}”`
}

function findLine(text: string, terms: readonly MarkedTerm[]): string {
  const lines = text.split('\n')
  const isQuoted = (line: string) => line.startsWith('>')
  // `On Monday, somebody wrote:` says nothing of the mail.
  const isAttribution = (line: string) => /\b(?:wrote|writes):?\s*$/u.test(line)
  const written = lines.filter((line) => !isQuoted(line) && !isAttribution(line))
  const own = excerpt(written.join('\n'), terms)
  if (own.terms > 0 || terms.length === 0) return own.text
  const quotes = lines.filter(isQuoted).map((line) => line.replace(/^(?:> ?)+/u, ''))
  const quoted = excerpt(quotes.join('\n'), terms)
  return quoted.terms > 0 ? quoted.text : own.text
}

function withoutMarks(text: string): string {
  return text.replaceAll(/[\uE000\uE001]/gu, '')
}
