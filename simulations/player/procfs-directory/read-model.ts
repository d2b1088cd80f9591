// What the pictures of this scenario ask a result for.

import type {
  DirectoryModel,
  StructureModel,
  Values,
} from '../../scenarios/procfs-directory/index.ts'
import type { Drawn } from '../view.ts'

export interface Read {
  readonly values: Values
  readonly model: DirectoryModel
}

/** The one place where a result of this scenario gets its type back. */
export function readModel({ values, result }: Pick<Drawn, 'values' | 'result'>): Read {
  return { values: values as unknown as Values, model: result.model as DirectoryModel }
}

export function findStructure(model: DirectoryModel, id: string): StructureModel | undefined {
  return model.structures.find((structure) => structure.id === id)
}

export const structureNames: Readonly<Record<string, string>> = {
  list: 'list (Linux up to 3.18)',
  hash: 'hash (the RFC)',
  hlist: 'hlist (Hemminger)',
  rbtree: 'red-black tree (3.19)',
  none: 'no files (Biederman)',
  virtual: 'no entries, looked up among devices',
  flat: 'array of fingerprints',
  map: 'JavaScript’s Map',
}

/** Visits after so many registrations, between the points of a curve: exact where it is a power. */
export function interpolateVisits(
  curve: readonly (readonly [n: number, visits: number])[],
  n: number,
): number {
  let before: readonly [number, number] | undefined
  for (const point of curve) {
    if (point[0] === n) return point[1]
    if (point[0] > n) {
      if (before === undefined || before[1] <= 0 || point[1] <= 0) {
        const [n0, v0] = before ?? [0, 0]
        return v0 + ((point[1] - v0) * (n - n0)) / (point[0] - n0)
      }
      const slope = Math.log(point[1] / before[1]) / Math.log(point[0] / before[0])
      return before[1] * (n / before[0]) ** slope
    }
    before = point
  }
  return before?.[1] ?? 0
}
