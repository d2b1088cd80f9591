// From visits to seconds: T(n) = a·n + c_name·n(n−1)/2 if the kernel names + c_visit·V + c_alloc·files.

import type { Counters } from './counters.ts'
import type { Seconds } from './model.ts'
import type { Structure, Values } from './parameters.ts'

export type Costs = Pick<Values, 'a' | 'c_name' | 'c_visit' | 'c_alloc' | 'naming'>

/** Seconds for so many registrations. */
export function toSeconds(
  costs: Costs,
  {
    structure,
    registrations,
    entries,
    create,
    remove,
  }: {
    readonly structure: Structure
    readonly registrations: number
    readonly entries: number
    readonly create: Pick<Counters, 'visits' | 'lines'>
    readonly remove?: Pick<Counters, 'visits' | 'lines'> | undefined
  },
): Seconds {
  const fixed = (costs.a * registrations) / 1e6
  const pairs = (registrations * (registrations - 1)) / 2
  const naming = costs.naming === 'auto' ? (costs.c_name * pairs) / 1e9 : 0
  const visits = toVisitSeconds(costs, structure, create)
  const allocation = (costs.c_alloc * entries) / 1e6
  return {
    fixed,
    naming,
    visits,
    allocation,
    total: fixed + naming + visits + allocation,
    removal: remove === undefined ? null : toVisitSeconds(costs, structure, remove),
  }
}

/**
 * Time in /proc. A visit of a list or a tree costs c_visit, whatever it touches; a scan of
 * fingerprints costs half of it per line, as a visit is two lines; a Map is not priced.
 */
export function toVisitSeconds(
  { c_visit }: Pick<Costs, 'c_visit'>,
  structure: Structure,
  { visits, lines }: Pick<Counters, 'visits' | 'lines'>,
): number {
  if (structure === 'map') return 0
  return ((structure === 'flat' ? (lines ?? 0) / 2 : visits) * c_visit) / 1e9
}
