// How a text becomes words of the full-text index. Beside each word stands, under a sign of its own
// that no reader can type, what also finds it: its stem, its parts, itself with the signs at its end, a
// whole line of a name. Queries
// use the same signs, so `alloc` meets a part of an identifier only where it asks for parts.

import {
  listJoinedNumbers,
  listSignedWords,
  listWordParts,
  type SearchDocument,
  splitWords,
  stemWord,
  toSignToken,
} from '#domain'

// Private-use characters are letters to SQLite's tokenizer, and no text has them: see `foldWord`.
export const stemSign = '\uE010'
export const partSign = '\uE011'
export const wholeSign = '\uE012'
const wordJoint = '\uE013'

/** The columns of the index, in the order of the migration. */
export interface IndexedText {
  readonly title: string
  readonly names: string
  readonly subjects: string
  readonly text: string
  readonly quote: string
  readonly parts: string
  readonly whole: string
}

/** Kinds that are looked for by name, and so found first by exactly that name. */
const namedKinds = new Set(['entry', 'person', 'topic', 'simulation', 'follow-up'])
/** Kinds whose title is the subject of a mail or does for one. */
const subjectKinds = new Set(['entry', 'revision', 'follow-up', 'message'])

export function toIndexedText(document: SearchDocument): IndexedText {
  const { kind, title, names, subjects, text, quote, commits, messageIds } = document
  const ofTitle = listWords(title)
  const ofNames = listWords([names, ...commits, ...messageIds].join('\n'))
  const ofMails = listWords(subjects)
  const ofSubjects = subjectKinds.has(kind) ? [...ofTitle, ...ofMails] : ofMails
  const ofText = listWords(text)
  const ofQuote = listWords(quote)
  return {
    title: toTokens(ofTitle, title),
    names: toTokens(ofNames, names),
    subjects: toTokens(ofSubjects, subjectKinds.has(kind) ? `${title}\n${subjects}` : subjects),
    text: toTokens(ofText, text),
    quote: toTokens(ofQuote, quote),
    parts: toParts([ofTitle, ofNames, ofMails, ofText, ofQuote], [title, text, quote]),
    whole: toWholes([
      ...(namedKinds.has(kind) ? [title, ...names.split('\n')] : []),
      ...(subjectKinds.has(kind) ? [title, withoutTags(title)] : []),
    ]),
  }
}

function listWords(text: string): readonly string[] {
  return splitWords(text).map(({ word }) => word)
}

/** The words in order, so that words in a row stay in a row; then stems, and words with signs. */
function toTokens(words: readonly string[], text: string): string {
  const stems = new Set<string>()
  for (const word of words) {
    const stem = stemWord(word)
    if (stem !== word) stems.add(stemSign + stem)
  }
  return [...words, ...stems, ...listSignedWords(text).map(toSignToken)].join(' ')
}

function toParts(words: readonly (readonly string[])[], texts: readonly string[]): string {
  const parts = new Set<string>()
  for (const word of words.flat()) {
    for (const part of listWordParts(word)) parts.add(partSign + part)
  }
  for (const number of texts.flatMap(listJoinedNumbers)) parts.add(partSign + number)
  return [...parts].join(' ')
}

function toWholes(lines: readonly string[]): string {
  return [...new Set(lines.map(toWhole))].join(' ')
}

/** `Re: [PATCH v3 1/2] mm: do it` is `mm: do it` to whoever remembers it. */
function withoutTags(subject: string): string {
  return subject.replace(/^(?:Re: *|\[[^\]]*\] *)+/iu, '')
}

/** All words of a line as one, to find what is called exactly that. */
export function toWhole(line: string): string {
  const words = splitWords(line)
  return words.length === 0 ? '' : wholeSign + words.map(({ word }) => word).join(wordJoint)
}
