// What a reader may be about to type: prefixes, their values, and what is called so.

import type { SearchFacet } from '#domain'
import type { NamedFacet, SearchName, SearchNames } from '#store'
import { listCalled } from './list-called.ts'
import { findPrefix, needsMail, prefixes } from './prefixes.ts'

export interface Completion {
  readonly kind: 'prefix' | 'value' | 'person' | 'topic'
  /** What to show, e.g. `H. Peter Anvin`. */
  readonly label: string
  /** What it means, e.g. `where a position stands`; may be empty. */
  readonly about: string
  /** The whole query with the last term completed. */
  readonly query: string
}

export const completionsMax = 12

/** Completes the last term of the text; nothing if it has none. */
export function completeQuery(text: string, names: SearchNames): readonly Completion[] {
  const { start, term } = splitLastTerm(text)
  const [, prefixName, typed = ''] = /^([a-z]+):"?(.*)$/u.exec(term) ?? []
  const prefix = prefixName === undefined ? undefined : findPrefix(prefixName)
  if (prefix !== undefined) return completeValue(start, prefix.name, typed, names)
  if (term === '' || term.startsWith('"')) return []
  return [...listPrefixes(start, term, names), ...listNamed(start, term, names)].slice(
    0,
    completionsMax,
  )
}

/** The term that is being typed, and everything before it with its sign. */
function splitLastTerm(text: string): { readonly start: string; readonly term: string } {
  const isQuoting = text.split('"').length % 2 === 0
  const unfinished = isQuoting ? /(?:[a-z]+:)?"[^"]*$/u : /[^\s("]*$/u
  const [found = ''] = unfinished.exec(text) ?? []
  const term = found.replace(/^[-+]+/u, '')
  return { start: text.slice(0, text.length - term.length), term }
}

function listPrefixes(
  start: string,
  term: string,
  { hasMail }: SearchNames,
): readonly Completion[] {
  return prefixes
    .filter(({ name }) => name.startsWith(term))
    .filter((prefix) => hasMail || !needsMail(prefix))
    .map(({ name, about }) => ({
      kind: 'prefix' as const,
      label: `${name}:`,
      about,
      query: `${start}${name}:`,
    }))
}

function completeValue(
  start: string,
  prefixName: string,
  typed: string,
  names: SearchNames,
): readonly Completion[] {
  const meaning = findPrefix(prefixName)?.meaning
  const toQuery = (value: string) => `${start}${prefixName}:${value} `
  if (meaning?.kind === 'choice') {
    return meaning.values
      .filter((value) => value.startsWith(typed.toLowerCase()))
      .map((value) => ({ kind: 'value', label: value, about: '', query: toQuery(value) }))
  }
  if (meaning?.kind !== 'named') return []
  return listCalled(namesOf(meaning.facet, names), typed)
    .slice(0, completionsMax)
    .map(({ value, label }) => ({
      kind: 'value',
      label,
      about: label === value ? '' : value,
      query: toQuery(value),
    }))
}

function listNamed(start: string, term: string, names: SearchNames): readonly Completion[] {
  const toCompletions = (kind: 'person' | 'topic', prefixName: string) =>
    listCalled(names[kind], term).map(({ value, label }) => ({
      kind,
      label,
      about: '',
      query: `${start}${prefixName}:${value} `,
    }))
  return [...toCompletions('person', 'who'), ...toCompletions('topic', 'topic')]
}

function namesOf(facet: SearchFacet, names: SearchNames): readonly SearchName[] {
  return facet in names ? names[facet as NamedFacet] : []
}
