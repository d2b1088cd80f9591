// From words of a query tree to FTS5's own language. Everything that crosses is in quotation marks and
// holds letters, digits, `_` and `/` only, so no word can become an operator.

import {
  isMailField,
  listSignedWords,
  type MailField,
  type PhraseNode,
  type QueryNode,
  splitWords,
  stemWord,
  type TextField,
  toSignToken,
  type WordNode,
} from '#domain'
import { partSign, stemSign } from './index-tokens.ts'

const columns: Record<Exclude<TextField, MailField>, string> = {
  subject: '{subjects}',
  body: '{text quote}',
  'subject-and-body': '{subjects text quote}',
  quoted: '{quote}',
  unquoted: '{text}',
}

/** One letter begins too many words; whoever types on will be answered then. */
const prefixLengthMin = 2

/** A text as FTS5 asks it: what must match, and what may not. */
export interface Fts5Text {
  readonly match: string
  readonly isNegated: boolean
}

/**
 * The words, phrases and their AND, OR and NOT as one FTS5 expression; `undefined` where the tree
 * holds anything else. Trees are at most `queryDepthMax` deep, so recursion is safe.
 */
export function toFts5(node: QueryNode, options = { withParts: true }): Fts5Text | undefined {
  // No document has what only mail has.
  if ((node.kind === 'word' || node.kind === 'phrase') && isMailField(node.field)) return undefined
  switch (node.kind) {
    case 'word':
      return { match: wordToFts5(node, options), isNegated: false }
    case 'phrase':
      return { match: phraseToFts5(node), isNegated: false }
    case 'not': {
      // `-alloc` leaves out the word, not every identifier that has it in it.
      const child = toFts5(node.child, { withParts: false })
      return child && { match: child.match, isNegated: !child.isNegated }
    }
    case 'and':
    case 'or':
      return joinFts5(
        node.kind,
        node.children.map((child) => toFts5(child, options)),
      )
    default:
      return undefined
  }
}

/** FTS5 knows `a NOT b`, but neither `NOT b` nor `a OR NOT b`. */
export function joinFts5(
  kind: 'and' | 'or',
  parts: readonly (Fts5Text | undefined)[],
): Fts5Text | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length === 0 || known.length < parts.length) return undefined
  const plain = known.filter(({ isNegated }) => !isNegated).map(({ match }) => match)
  const negated = known.filter(({ isNegated }) => isNegated).map(({ match }) => match)
  if (negated.length === 0) {
    return { match: group(plain, kind === 'and' ? 'AND' : 'OR'), isNegated: false }
  }
  // Neither a nor b, is not (a or b); and the other way round.
  if (plain.length === 0) {
    return { match: group(negated, kind === 'and' ? 'OR' : 'AND'), isNegated: true }
  }
  if (kind === 'or') return undefined
  return { match: `(${group(plain, 'AND')} NOT ${group(negated, 'OR')})`, isNegated: false }
}

function group(parts: readonly string[], operator: 'AND' | 'OR'): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${operator} `)})`
}

function wordToFts5(
  { text, isPrefix, field }: WordNode,
  { withParts }: { readonly withParts: boolean },
): string {
  const words = splitWords(text).map(({ word }) => word)
  const [word = ''] = words
  const signed = listSigned(text)
  if (signed.length > 0) return within(field, signedToFts5(words, { signed, isPrefix }))
  if (words.length > 1) return within(field, quote(words, isPrefix))
  const star = isPrefix && word.length >= prefixLengthMin
  const ways = [quote([word], star)]
  if (!star) {
    const stem = stemWord(word)
    ways.push(quote([stemSign + stem], false))
    if (stem !== word) ways.push(quote([stem], false))
  }
  if (field !== undefined) return within(field, group(ways, 'OR'))
  if (withParts) ways.push(quote([partSign + word], star))
  return group([...ways, ...listCommitWays(word)], 'OR')
}

/** Commits are found by any beginning that people write, and by more digits than an entry knows. */
function listCommitWays(word: string): readonly string[] {
  if (!/^(?=.*\d)[0-9a-f]{7,40}$/u.test(word)) return []
  const known =
    word.length > commitLengthMin ? [quote([word.slice(0, commitLengthMin)], false)] : []
  return [quote([word], true), ...known].map((way) => `{names} : ${way}`)
}

/** The shortest id an entry may give: see `Outcome.commit`. */
const commitLengthMin = 12

function phraseToFts5({ text, isPrefix, field }: PhraseNode): string {
  const words = splitWords(text).map(({ word }) => word)
  const [word = ''] = words
  const signed = listSigned(text)
  if (signed.length > 0) return within(field, signedToFts5(words, { signed, isPrefix }))
  const star = isPrefix && (words.at(-1)?.length ?? 0) >= prefixLengthMin
  const phrase = quote(words, star)
  // A path or identifier is written whole in one place and in part in another.
  if (words.length > 1 || field !== undefined) return within(field, phrase)
  return group([phrase, quote([partSign + word], star)], 'OR')
}

function listSigned(text: string): readonly string[] {
  return listSignedWords(text).map((word) => quote([toSignToken(word)], false))
}

/** `C++` is asked for as it is; of "C++ compiler" the row as well, which knows nothing of signs. */
function signedToFts5(
  words: readonly string[],
  { signed, isPrefix }: { readonly signed: readonly string[]; readonly isPrefix: boolean },
): string {
  return group(words.length === 1 ? signed : [quote(words, isPrefix), ...signed], 'AND')
}

function within(field: TextField | undefined, match: string): string {
  return field === undefined || isMailField(field) ? match : `(${columns[field]} : ${match})`
}

function quote(words: readonly string[], isPrefix: boolean): string {
  return `"${words.join(' ').replaceAll('"', '')}"${isPrefix ? ' *' : ''}`
}
