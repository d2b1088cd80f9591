// Who goes with whom so that the sum of costs is least: the Hungarian method with shortest paths
// (Kuhn, 1955; Jonker and Volgenant, 1987), in rows times columns times the smaller of both.

/**
 * The column of each row. Without more rows than columns every row gets one; else some get none,
 * which is -1.
 */
export function assign(costs: readonly Float64Array[], columns: number): Int32Array {
  const rows = costs.length
  if (rows <= columns) return assignRows(rows, columns, (row, column) => costs[row]?.[column] ?? 0)
  const byColumn = assignRows(columns, rows, (column, row) => costs[row]?.[column] ?? 0)
  const columnOf = new Int32Array(rows).fill(-1)
  for (const [column, row] of byColumn.entries()) columnOf[row] = column
  return columnOf
}

type Cost = (row: number, column: number) => number

/** Row and column 0 are nobody: a row that comes in takes column 0 until one is free. */
interface Table {
  readonly cost: Cost
  readonly rowPrice: Float64Array
  readonly columnPrice: Float64Array
  readonly rowOf: Int32Array
}

function assignRows(rows: number, columns: number, cost: Cost): Int32Array {
  const table: Table = {
    cost,
    rowPrice: new Float64Array(rows + 1),
    columnPrice: new Float64Array(columns + 1),
    rowOf: new Int32Array(columns + 1),
  }
  for (let row = 1; row <= rows; row += 1) bringIn(row, table)
  const columnOf = new Int32Array(rows).fill(-1)
  for (const [column, row] of table.rowOf.entries()) {
    if (column > 0 && row > 0) columnOf[row - 1] = column - 1
  }
  return columnOf
}

/** Finds the cheapest way to a free column, and moves the rows on it one column on. */
function bringIn(row: number, table: Table): void {
  const { rowOf } = table
  rowOf[0] = row
  const way: Way = {
    cheapest: new Float64Array(rowOf.length).fill(Number.POSITIVE_INFINITY),
    before: new Int32Array(rowOf.length),
    isSeen: new Uint8Array(rowOf.length),
  }
  let column = 0
  do column = goOn(column, table, way)
  while (rowOf[column] !== 0)
  while (column !== 0) {
    const previous = way.before[column] ?? 0
    rowOf[column] = rowOf[previous] ?? 0
    column = previous
  }
}

interface Way {
  readonly cheapest: Float64Array
  /** The column a row would come from. */
  readonly before: Int32Array
  readonly isSeen: Uint8Array
}

/** One step of Dijkstra's: the nearest column not seen, and prices as if all up to it were paid. */
function goOn(column: number, table: Table, way: Way): number {
  way.isSeen[column] = 1
  look(column, table, way)
  const next = findNearest(way)
  pay(way.cheapest[next] ?? 0, table, way)
  return next
}

function look(column: number, { cost, rowPrice, columnPrice, rowOf }: Table, way: Way): void {
  const row = rowOf[column] ?? 0
  for (let at = 1; at < rowOf.length; at += 1) {
    if (way.isSeen[at] === 1) continue
    const price = cost(row - 1, at - 1) - (rowPrice[row] ?? 0) - (columnPrice[at] ?? 0)
    if (price >= (way.cheapest[at] ?? 0)) continue
    way.cheapest[at] = price
    way.before[at] = column
  }
}

function findNearest({ cheapest, isSeen }: Way): number {
  let nearest = 0
  for (let at = 1; at < cheapest.length; at += 1) {
    if (isSeen[at] === 0 && (nearest === 0 || (cheapest[at] ?? 0) < (cheapest[nearest] ?? 0)))
      nearest = at
  }
  return nearest
}

function pay(step: number, { rowPrice, columnPrice, rowOf }: Table, way: Way): void {
  for (const [at, row] of rowOf.entries()) {
    if (way.isSeen[at] === 1) {
      rowPrice[row] = (rowPrice[row] ?? 0) + step
      columnPrice[at] = (columnPrice[at] ?? 0) - step
    } else way.cheapest[at] = (way.cheapest[at] ?? 0) - step
  }
}
