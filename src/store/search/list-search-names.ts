// What people, topics, lists and subsystems are called, for reading `who:hpa`, completing it, and
// giving facets their labels.

import type { Person, Topic } from '#domain'
import { findEdition } from '../edition.ts'
import { findMailEdition, listMailListNames } from '../mail/find-mail.ts'
import type { Store } from '../open-store.ts'
import { readSearchColumns } from './search-columns.ts'

/** Somebody or something that can be chosen, with all its names. */
export interface SearchName {
  /** The value of the facet, e.g. a slug. */
  readonly value: string
  readonly label: string
  readonly aliases: readonly string[]
}

/** The facets whose values are names. */
export type NamedFacet = 'person' | 'topic' | 'list' | 'subsystem'

export interface SearchNames extends Readonly<Record<NamedFacet, readonly SearchName[]>> {
  /** Whether there is archived mail to search. */
  readonly hasMail: boolean
}

const kept = new WeakMap<Store, { readonly edition: string; readonly names: SearchNames }>()

/** The names of the edition that the store holds now; read once for each. */
export function listSearchNames(store: Store): SearchNames {
  const found = findEdition(store)
  const edition = `${found?.number} ${found?.digest} ${findMailEdition(store)}`
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
  const mailLists = listMailListNames(store)
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
    list: toNames([...new Set([...(facets?.list.values ?? []), ...mailLists])]),
    subsystem: toNames(facets?.subsystem.values),
    hasMail: mailLists.length > 0,
  }
}
