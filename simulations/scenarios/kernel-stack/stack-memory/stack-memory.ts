// What a population of threads holds in stacks, under each policy.

import { pageBytes } from '../layout.ts'
import type { DepthClass } from '../parsers/parse-depth-counts.ts'
import { type PolicyId, policyIds } from '../policies.ts'
import { apportion } from './depth-distribution.ts'

export interface PolicyMemory {
  readonly policy: PolicyId
  readonly bytes: number
  /** Of one stack, at most. */
  readonly stackBytes: number
}

/** Every stack as large as every other. */
export function fixedBytes(threads: number, stackBytes: number): number {
  return threads * stackBytes
}

/** Each stack as many pages as its thread ever used, one at least, and no more than it may have. */
export function dynamicBytes(
  classes: readonly DepthClass[],
  threads: number,
  stackBytes: number,
): number {
  return apportion(classes, threads).reduce((sum, { upToBytes, threads: count }) => {
    const used = Math.min(upToBytes, stackBytes)
    return sum + count * Math.max(1, Math.ceil(used / pageBytes)) * pageBytes
  }, 0)
}

export interface SeriesPoint {
  readonly threads: number
  readonly bytes: Readonly<Record<PolicyId, number>>
}

/** Memory under each policy for a growing number of threads. */
export function listSeries(
  threadCounts: readonly number[],
  stackBytes: Readonly<Record<PolicyId, number>>,
  classes: readonly DepthClass[],
): readonly SeriesPoint[] {
  return threadCounts.map((threads) => ({
    threads,
    bytes: memoryByPolicy(threads, stackBytes, classes),
  }))
}

export function memoryByPolicy(
  threads: number,
  stackBytes: Readonly<Record<PolicyId, number>>,
  classes: readonly DepthClass[],
): Readonly<Record<PolicyId, number>> {
  return Object.fromEntries(
    policyIds.map((policy) => [
      policy,
      policy === 'dynamic'
        ? dynamicBytes(classes, threads, stackBytes[policy])
        : fixedBytes(threads, stackBytes[policy]),
    ]),
  ) as Readonly<Record<PolicyId, number>>
}
