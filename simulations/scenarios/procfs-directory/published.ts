// What was measured and published, and what we compute from it. Constants of the cost model are
// fitted here, in the open.

import type { Values } from './parameters.ts'

export interface PublishedRun {
  readonly id: string
  readonly label: string
  readonly operation: 'create' | 'remove'
  readonly n: number
  readonly naming: Values['naming']
  /** Seconds with the list. */
  readonly before: number
  /** Seconds without, or nearly so. */
  readonly after: number
  readonly afterIs: 'rbtree' | 'hash' | 'none'
  readonly clock: 'sys' | 'real'
  readonly source: string
}

const merged = 'commit 710585d4922f'
const rfc = 'RFC of 2 October 2014, patch 2/2'
const sysctl = 'commit ac13ac6f4c6c'

export const publishedRuns: readonly PublishedRun[] = [
  run('tree-create', 'rbtree, create, sys', [141.44, 109.72], { source: merged }),
  run('tree-create-real', 'rbtree, create, real', [151.95, 120.874], {
    source: merged,
    clock: 'real',
  }),
  run('tree-remove', 'rbtree, rmmod, sys', [84.088, 61.008], {
    source: merged,
    operation: 'remove',
  }),
  run('tree-remove-real', 'rbtree, rmmod, real', [95.764, 73.988], {
    source: merged,
    operation: 'remove',
    clock: 'real',
  }),
  run('hash-create', 'hash, create, sys', [150.61, 116.12], { source: rfc, afterIs: 'hash' }),
  run('hash-create-real', 'hash, create, real', [152.221, 117.19], {
    source: rfc,
    afterIs: 'hash',
    clock: 'real',
  }),
  run('none-create', 'no files, create, 10 000 named', [3.4, 0.75], {
    source: sysctl,
    afterIs: 'none',
    clock: 'real',
    n: 10_000,
    naming: 'explicit',
  }),
]

function run(
  id: string,
  label: string,
  [before, after]: readonly [number, number],
  rest: Partial<PublishedRun> & { readonly source: string },
): PublishedRun {
  return {
    id,
    label,
    before,
    after,
    operation: 'create',
    n: 30_000,
    naming: 'auto',
    afterIs: 'rbtree',
    clock: 'sys',
    ...rest,
  }
}

/** Visits that a list takes for a run: every one before is looked at, and on removal oneself too. */
export function countListVisits({ n, operation }: Pick<PublishedRun, 'n' | 'operation'>): number {
  return operation === 'create' ? (n * (n - 1)) / 2 : (n * (n + 1)) / 2
}

/** What a visit costs if all that was saved were visits. */
export function toVisitNs(published: PublishedRun): number {
  return ((published.before - published.after) * 1e9) / countListVisits(published)
}

export interface Calibration {
  readonly id: string
  readonly label: string
  readonly source: string
  readonly values: Pick<Values, 'c_visit'> & Partial<Pick<Values, 'a'>>
}

/** Sets of constants to choose from, each with its own time of a visit. */
export const calibrations: readonly Calibration[] = [
  { id: 'create-2014', label: 'create, 2014', source: merged, values: { c_visit: 70.5 } },
  { id: 'rmmod-2014', label: 'rmmod, 2014', source: merged, values: { c_visit: 51.3 } },
  { id: 'hash-rfc', label: 'hash RFC', source: rfc, values: { c_visit: 76.6 } },
  { id: 'sysctl-2012', label: 'create, 2012', source: sysctl, values: { c_visit: 53, a: 75 } },
]
