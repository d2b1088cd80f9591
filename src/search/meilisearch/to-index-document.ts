// A document as it lies in Meilisearch: what can be searched as text, what can be filtered and sorted
// as values, and identifiers with their parts.

import {
  type DocumentKind,
  earliestMs,
  isSaid,
  latestMs,
  listJoinedNumbers,
  listWordParts,
  type PartialDate,
  type SearchDocument,
  splitWords,
  yearOf,
} from '#domain'
import { isIdentifier } from './is-identifier.ts'

export interface IndexDocument extends SearchDocument {
  /** What is spelled right or is something else, of the heading and of the rest. */
  readonly titleIdentifiers: readonly string[]
  readonly identifiers: readonly string[]
  /** What identifiers are put together from. */
  readonly parts: readonly string[]
  /** The names of one word that whoever types them means: `xfs`, `hpa`, `dev_snmp6`. */
  readonly wholeNames: readonly string[]
  /** Beginnings of commit ids, as they are quoted. */
  readonly commitNames: readonly string[]
  /** Among equals the smaller one comes first. */
  readonly rank: number
  /** 0 if somebody said it, 1 if not: Meilisearch sorts numbers. */
  readonly saidRank: 0 | 1
  readonly has: readonly string[]
  readonly year?: number
  /** The first and the last moment it can have happened, in milliseconds since the epoch. */
  readonly fromMs?: number
  readonly toMs?: number
}

/** What gives an overview comes before its parts, and these before the mails they rest on. */
const ranks: Readonly<Record<DocumentKind, number>> = {
  person: 0,
  topic: 0,
  simulation: 0,
  entry: 1,
  position: 2,
  'follow-up': 3,
  section: 3,
  quote: 3,
  figure: 3,
  retelling: 4,
  revision: 4,
  message: 5,
}

/** Only what is a page of its own is meant by its bare name. */
const namedKinds: readonly DocumentKind[] = ['person', 'topic', 'simulation', 'entry']

/** As most people quote a commit; `Fixes:` asks for so many digits. */
export const commitDigits = 12

export function toIndexDocument(document: SearchDocument): IndexDocument {
  const { title, text, quote, names, subjects } = document
  const titleIdentifiers = listIdentifiers([title, names])
  const identifiers = listIdentifiers([text, quote, subjects])
  return {
    ...document,
    titleIdentifiers,
    identifiers,
    parts: [...new Set([...titleIdentifiers, ...identifiers].flatMap(listWordParts))],
    wholeNames: namedKinds.includes(document.kind) ? listWholeNames(document) : [],
    commitNames: document.commits.map((commit) => commit.slice(0, commitDigits)),
    rank: ranks[document.kind],
    saidRank: isSaid(document.kind) ? 0 : 1,
    has: document.simulations.length > 0 ? ['simulation'] : [],
    ...(document.date !== '' && toTimes(document.date, document.until)),
  }
}

function listWholeNames({ title, names }: SearchDocument): readonly string[] {
  return [title, ...names.split('\n')].flatMap((name) => {
    const words = splitWords(name)
    return words.length === 1 ? words.map(({ word }) => word) : []
  })
}

function listIdentifiers(texts: readonly string[]): readonly string[] {
  const words = texts.flatMap((text) => splitWords(text).map(({ word }) => word))
  return [...new Set([...words.filter(isIdentifier), ...texts.flatMap(listJoinedNumbers)])]
}

function toTimes(date: PartialDate, until: PartialDate | '') {
  const fromMs = earliestMs(date)
  return { year: yearOf(date), fromMs, toMs: latestMs(until === '' ? date : until) }
}
