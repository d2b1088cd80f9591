// Everybody as a table; its order is part of the address.

import { type PersonSummary, urls } from '#domain'
import { ScrollRegion } from './scroll-region.tsx'

export const peopleOrders = ['name', 'positions', 'threads'] as const
export type PeopleOrder = (typeof peopleOrders)[number]

export interface PeopleTableProps {
  readonly people: readonly PersonSummary[]
  readonly order: PeopleOrder
}

export function PeopleTable({ people, order }: PeopleTableProps) {
  const sorted = people.toSorted(
    (a, b) =>
      (order === 'name' ? 0 : b[order] - a[order]) || a.sortName.localeCompare(b.sortName, 'en'),
  )
  return (
    <ScrollRegion label="People">
      <table className="people">
        <caption className="vh">People, sorted by {order}</caption>
        <thead>
          <tr>
            {peopleOrders.map((column) => (
              <th
                key={column}
                scope="col"
                className={column === 'name' ? undefined : 'num'}
                aria-sort={
                  column !== order ? undefined : column === 'name' ? 'ascending' : 'descending'
                }
              >
                <a href={column === 'name' ? urls.people : `${urls.people}?sort=${column}`}>
                  {column}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ slug, name, aliases, positions, threads }) => (
            <tr key={slug}>
              <th scope="row">
                <a href={urls.person(slug)}>{name}</a>
                {aliases.length > 0 && <span className="note"> {aliases.join(', ')}</span>}
              </th>
              <td className="num">{positions}</td>
              <td className="num">{threads}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
