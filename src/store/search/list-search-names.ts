// What people, topics, lists and subsystems are called, for reading `who:hpa`, completing it, and
// giving facets their labels.

import type { Person, Topic } from '#domain'
import { findEdition } from '../edition.ts'
import type { Store } from '../open-store.ts'
import { readSearchColumns } from './search-columns.ts'

/** Somebody or something that can be chosen, with all its names. */
export interface SearchName {
  /** The value of the facet, e.g. a slug. */
  readonly value: string
  readonly label: string
  readonly aliases: readonly string[]
}

export interface SearchNames {
  readonly person: readonly SearchName[]
  readonly topic: readonly SearchName[]
  readonly list: readonly SearchName[]
  readonly subsystem: readonly SearchName[]
}

const kept = new WeakMap<Store, { readonly edition: string; readonly names: SearchNames }>()

/** The names of the edition that the store holds now; read once for each. */
export function listSearchNames(store: Store): SearchNames {
  const found = findEdition(store)
  const edition = `${found?.number} ${found?.digest}`
  const known = kept.get(store)
  if (known?.edition === edition) return known.names
  const names = readNames(store)
  kept.set(store, { edition, names })
  return names
}

function readNames(store: Store): SearchNames {
  const read = <T>(table: 'Person' | 'Topic') =>
    store.sqlite
      .prepare<[], string>(`SELECT document FROM "${table}" ORDER BY slug`)
      .pluck()
      .all()
      .map((document) => JSON.parse(document) as T)
  const facets = readSearchColumns(store)?.facets
  const toNames = (values: readonly string[] = []) =>
    values.toSorted().map((value) => ({ value, label: value, aliases: [] }))
  return {
    person: read<Person>('Person').map(({ slug, name, aliases }) => ({
      value: slug,
      label: name,
      aliases,
    })),
    topic: read<Topic>('Topic').map(({ slug, title, aliases }) => ({
      value: slug,
      label: title,
      aliases,
    })),
    list: toNames(facets?.list.values),
    subsystem: toNames(facets?.subsystem.values),
  }
}
