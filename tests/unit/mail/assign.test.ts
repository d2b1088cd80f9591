import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign } from '../../../src/mail/assign.ts'

function sum(costs: readonly (readonly number[])[], columnOf: ArrayLike<number>): number {
  return costs.reduce((total, row, at) => total + (row[columnOf[at] ?? -1] ?? 0), 0)
}

/** Every way there is. */
function findLeast(costs: readonly (readonly number[])[], columns: number): number {
  const rows = costs.length
  const isTurned = rows > columns
  const cost = (row: number, column: number) =>
    (isTurned ? costs[column]?.[row] : costs[row]?.[column]) ?? 0
  const [few, many] = isTurned ? [columns, rows] : [rows, columns]
  const best = (row: number, taken: ReadonlySet<number>): number =>
    row === few
      ? 0
      : Math.min(
          ...Array.from({ length: many }, (_, column) => column)
            .filter((column) => !taken.has(column))
            .map((column) => cost(row, column) + best(row + 1, new Set([...taken, column]))),
        )
  return best(0, new Set())
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.integer({ min: -20, max: 20 }), { minLength: columns, maxLength: columns }),
      { minLength: rows, maxLength: rows },
    ),
  )

test('no other way costs less, and no column is given twice', () => {
  fc.assert(
    fc.property(tables, (costs) => {
      const columns = costs[0]?.length ?? 0
      const columnOf = assign(
        costs.map((row) => Float64Array.from(row)),
        columns,
      )
      const given = [...columnOf].filter((column) => column >= 0)
      expect(given).toHaveLength(Math.min(costs.length, columns))
      expect(new Set(given).size).toBe(given.length)
      expect(sum(costs, columnOf)).toBe(findLeast(costs, columns))
    }),
  )
})

test('nobody goes with nobody', () => {
  expect([...assign([], 3)]).toEqual([])
  expect([...assign([new Float64Array(0), new Float64Array(0)], 0)]).toEqual([-1, -1])
})
