// Numbers about numbers.

export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
}

export function toSpread(values: readonly number[]): Spread {
  return {
    median: toPercentile(values, 50),
    min: Math.min(...values),
    max: Math.max(...values),
    runs: values.length,
  }
}

/** The smallest value that at least so many percent of all do not exceed. */
export function toPercentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.ceil((percent / 100) * sorted.length)
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN
}
