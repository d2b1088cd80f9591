// An answer for programs: the same from `/api/search` and from `patchlore search --json`.

import { hitMarkEnd, hitMarkStart, type SearchFacet, searchFacets } from '#domain'
import type { SearchAnswer } from './search.ts'

/** Rises when a field goes or changes its meaning; new fields may come at any time. */
export const searchJsonVersion = 1

/** Where a text is marked: offsets in UTF-16 code units, the end excluded. */
export type Marks = readonly (readonly [start: number, end: number])[]

export interface SearchJson {
  readonly version: number
  readonly query: string
  readonly order: string
  readonly page: number
  readonly pages: number
  readonly perPage: number
  readonly total: number
  readonly isTotalExact: boolean
  readonly engine: { readonly name: string; readonly label: string } | null
  readonly tookMs: number
  /** How the query was read, in words. */
  readonly explanation: string
  readonly notes: readonly string[]
  /** Where nothing had the words as they are written. */
  readonly corrected: { readonly query: string } | null
  /** Whether the hits have only some of the words. */
  readonly isLoose: boolean
  readonly hits: readonly SearchJsonHit[]
  /** Null where the question does without. */
  readonly facets: Readonly<Record<SearchFacet, readonly SearchJsonFacetValue[]>> | null
}

export interface SearchJsonFacetValue {
  readonly value: string
  readonly label: string
  readonly count: number
  readonly isChosen: boolean
}

export interface SearchJsonHit {
  readonly id: string
  readonly kind: string
  readonly url: string
  readonly title: string
  readonly titleMarks: Marks
  readonly excerpt: string
  readonly excerptMarks: Marks
  readonly thread: string
  readonly person: string
  readonly stance: string
  readonly outcome: string
  /** As precise as the source, e.g. `2014-10`, `before 2014-10-08`; empty where there is none. */
  readonly date: string
  readonly until: string
  /** How many others of its thread match; only where hits are by thread. */
  readonly others?: number
}

/** @param siteUrl what the addresses of hits begin with; they have none of their own */
export function toSearchJson(answer: SearchAnswer, siteUrl: string): SearchJson {
  const { question, total, isTotalExact, pages, engine, tookMs, explanation, isLoose } = answer
  return {
    version: searchJsonVersion,
    query: question.text,
    order: question.order,
    page: question.page,
    pages,
    perPage: question.perPage,
    total,
    isTotalExact,
    engine: engine ?? null,
    tookMs: Math.round(tookMs * 100) / 100,
    explanation,
    notes: [
      ...answer.notes.map(({ text }) => text),
      ...answer.passedOver.map((reason) => `${reason}, so ${engine?.label} answered.`),
    ],
    corrected: answer.corrected === undefined ? null : { query: answer.corrected.text },
    isLoose,
    hits: answer.hits.map((hit) => {
      const title = toMarked(hit.title)
      const excerpt = toMarked(hit.excerpt)
      return {
        id: hit.id,
        kind: hit.kind,
        url: siteUrl + hit.url,
        title: title.text,
        titleMarks: title.marks,
        excerpt: excerpt.text,
        excerptMarks: excerpt.marks,
        thread: hit.threadTitle,
        person: hit.personName,
        stance: hit.stance,
        outcome: hit.outcome,
        date: hit.date,
        until: hit.until,
        ...(hit.others !== undefined && { others: hit.others }),
      }
    }),
    facets: question.withFacets ? toFacets(answer) : null,
  }
}

function toFacets({ question, facets }: SearchAnswer): NonNullable<SearchJson['facets']> {
  return Object.fromEntries(
    searchFacets.map((facet) => [
      facet,
      facets[facet].map(({ value, label, count }) => ({
        value,
        label,
        count,
        isChosen: question.selection[facet]?.includes(value) ?? false,
      })),
    ]),
  ) as unknown as NonNullable<SearchJson['facets']>
}

function toMarked(marked: string): { readonly text: string; readonly marks: Marks } {
  let text = ''
  const marks: [number, number][] = []
  for (const part of marked.split(hitMarkStart)) {
    const end = part.indexOf(hitMarkEnd)
    if (end > 0 && text.length + end > 0) marks.push([text.length, text.length + end])
    text += part.replace(hitMarkEnd, '')
  }
  return { text, marks }
}
