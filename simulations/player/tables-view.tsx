// A result as its tables: for every scenario, whatever it is about.

import type { AnyScenario, Schema, ValuesOf } from '../engine/index.ts'
import { TableView } from './table-view.tsx'
import type { View } from './view.ts'

export function createTablesView(scenario: AnyScenario): View {
  return {
    id: 'table',
    title: 'What was computed',
    takeaway: ({ values, result }) => scenario.takeaway(values as ValuesOf<Schema>, result.model),
    draw: ({ values, result }) => (
      <div className="sim-tables">
        {scenario.tables(values as ValuesOf<Schema>, result.model).map((table) => (
          <TableView key={table.id} table={table} />
        ))}
      </div>
    ),
    table: () => undefined,
  }
}
