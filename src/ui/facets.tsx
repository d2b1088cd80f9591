// What a list can be narrowed down to: links with counts, the choices that were made, and the order.
// Where they lead is the caller's business.

import type { FacetValue } from '#domain'

export interface FacetGroup {
  readonly name: string
  readonly values: readonly (FacetValue & { readonly isChosen: boolean; readonly href: string })[]
}

export interface FacetsProps {
  /** e.g. `Narrow the list`. */
  readonly label: string
  readonly groups: readonly FacetGroup[]
}

export function Facets({ label, groups }: FacetsProps) {
  return (
    <details className="facets">
      <summary>{label}</summary>
      <nav aria-label={label}>
        {groups.map((group) => (
          <Group key={group.name} {...group} />
        ))}
      </nav>
    </details>
  )
}

// Longer facets fold their tail away.
const valuesShown = 8

function Group({ name, values }: FacetGroup) {
  if (values.length === 0) return null
  const toEntry = ({ value, label, count, isChosen, href }: FacetGroup['values'][number]) => (
    <li key={value}>
      <a href={href} aria-current={isChosen ? 'true' : undefined}>
        <span>{label}</span> <span className="count">{count}</span>
      </a>
    </li>
  )
  const tail = values.slice(valuesShown)
  return (
    <section>
      <h2>{name}</h2>
      <ul>{values.slice(0, valuesShown).map(toEntry)}</ul>
      {tail.length > 0 && (
        <details open={tail.some(({ isChosen }) => isChosen)}>
          <summary>{tail.length} more</summary>
          <ul>{tail.map(toEntry)}</ul>
        </details>
      )}
    </section>
  )
}

export interface ChosenValue {
  readonly facet: string
  readonly label: string
  /** The list without this choice. */
  readonly href: string
}

export function ChosenValues({
  chosen,
  allHref,
}: {
  readonly chosen: readonly ChosenValue[]
  readonly allHref: string
}) {
  if (chosen.length === 0) return null
  return (
    <ul className="chosen">
      {chosen.map(({ facet, label, href }) => (
        <li key={`${facet}:${label}`}>
          <a href={href}>
            <span className="vh">Remove </span>
            {facet}: {label} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a href={allHref}>Remove all</a>
        </li>
      )}
    </ul>
  )
}

export interface OrderLink {
  readonly label: string
  readonly href: string
  readonly isChosen: boolean
}

export function Sorting({ orders }: { readonly orders: readonly OrderLink[] }) {
  return (
    <p className="sorting">
      Sorted by{' '}
      {orders.map(({ label, href, isChosen }) => (
        <a key={label} href={href} aria-current={isChosen ? 'true' : undefined}>
          {label}
        </a>
      ))}
    </p>
  )
}
