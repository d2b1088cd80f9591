// A result as its tables: for every scenario, whatever it is about.

import type { AnyScenarioWords, Schema, ValuesOf } from '../engine/index.ts'
import { TableView } from './table-view.tsx'
import type { View } from './view.ts'

export function createTablesView({ takeaway, tables }: AnyScenarioWords): View {
  return {
    id: 'table',
    title: 'What was computed',
    takeaway: ({ values, result }) => takeaway(values as ValuesOf<Schema>, result.model),
    draw: ({ values, result }) => (
      <div className="sim-tables">
        {tables(values as ValuesOf<Schema>, result.model).map((table) => (
          <TableView key={table.id} table={table} />
        ))}
      </div>
    ),
    table: () => undefined,
  }
}
