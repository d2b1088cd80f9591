// How deep stacks get in use: counts of threads by class, as published, even, or a reader's own.

import type { DepthClass } from '../parsers/parse-depth-counts.ts'

export interface DepthDistribution {
  readonly id: 'intel' | 'arm-64k' | 'uniform' | 'pasted'
  readonly classes: readonly DepthClass[]
  readonly source?: string
}

const histogramSource = '20240730150158.832783-3-pasha.tatashin@soleen.com'

/** 11 825 threads that ended, counted on an Intel machine. */
export const intelDepths: DepthDistribution = {
  id: 'intel',
  classes: toClasses([3, 188, 11_391, 243, 0]),
  source: histogramSource,
}

/** 27 212 threads that ended, counted on an ARM machine with pages of 64 KiB. */
export const armDepths: DepthDistribution = {
  id: 'arm-64k',
  classes: toClasses([1, 340, 25_212, 1_659, 0, 0, 0]),
  source: histogramSource,
}

/** As many in each KiB of 16: no machine is like that, and a bound for what dynamic stacks save. */
export const uniformDepths: DepthDistribution = {
  id: 'uniform',
  classes: toClasses([1, 1, 2, 4, 8]),
}

/** The first class ends at 1 KiB, each further one at twice that. */
function toClasses(counts: readonly number[]): readonly DepthClass[] {
  return counts.map((threads, at) => ({ upToBytes: 1_024 * (1 << at), threads }))
}

/** `3,188,11391,243` as classes; nothing if it is no such list. */
export function parseDepths(text: string): readonly DepthClass[] | undefined {
  const counts = text.split(',').map((part) => part.trim())
  if (!counts.every((part) => /^\d{1,12}$/u.test(part)) || counts.length > 8) return undefined
  const classes = toClasses(counts.map(Number))
  return classes.some(({ threads }) => threads > 0) ? classes : undefined
}

/**
 * So many threads, in the proportions of a distribution: whole threads, the largest remainders
 * rounded up, so that the sum is exact.
 */
export function apportion(classes: readonly DepthClass[], threads: number): readonly DepthClass[] {
  const total = classes.reduce((sum, one) => sum + one.threads, 0)
  const shares = classes.map(({ upToBytes, threads: counted }, at) => {
    const exact = (counted * threads) / total
    const whole = Math.floor(exact)
    return { at, upToBytes, whole, rest: exact - whole }
  })
  const missing = threads - shares.reduce((sum, { whole }) => sum + whole, 0)
  const byRest = shares.toSorted((a, b) => b.rest - a.rest || a.at - b.at)
  const raised = new Set(byRest.slice(0, missing).map(({ at }) => at))
  return shares.map(({ at, upToBytes, whole }) => ({
    upToBytes,
    threads: whole + (raised.has(at) ? 1 : 0),
  }))
}
