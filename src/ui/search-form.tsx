// The search box: a plain GET form that works everywhere.

import { urls } from '#domain'
import { SearchBox } from './search/search-box.tsx'

export interface SearchFormProps {
  readonly query?: string
  readonly size: 'small' | 'large'
  /** Unique on the page. */
  readonly id: string
  /** Names and values that are sent too, such as facets that were chosen. */
  readonly kept?: readonly (readonly [name: string, value: string])[]
}

export function SearchForm({ query = '', size, id, kept = [] }: SearchFormProps) {
  return (
    <search className={`search-form ${size}`}>
      <form action={urls.search()} method="get">
        <label className="vh" htmlFor={id}>
          Search threads, positions, people and topics
        </label>
        <SearchBox
          id={id}
          query={query}
          placeholder={size === 'large' ? 'dev_snmp6, a name, “their words” …' : 'Search'}
          completionsHref={urls.searchCompletions}
        />
        {kept.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Search</button>
      </form>
    </search>
  )
}
