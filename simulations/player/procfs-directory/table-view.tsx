// Everything that was counted.

import { procfsWords } from '../../scenarios/procfs-directory/index.ts'
import { Bars } from '../plot.tsx'
import { TableView } from '../table-view.tsx'
import { keepNumbersWhole, toNumberText } from '../to-number-text.ts'
import type { View } from '../view.ts'
import { FormulaLink } from './formula-link.tsx'
import { readModel, structureNames } from './read-model.ts'

export const tableView: View = {
  id: 'table',
  title: 'Everything that was counted',
  takeaway: (drawn) => {
    const { values, model } = readModel(drawn)
    return (
      <>
        {keepNumbersWhole(procfsWords.takeaway(values, model))}{' '}
        <FormulaLink to="visits">How visits are counted</FormulaLink>
      </>
    )
  },
  draw: (drawn) => {
    const { values, model } = readModel(drawn)
    return (
      <>
        <Bars
          label="Entries visited while all are created"
          bars={model.structures.map(({ id, create }) => ({
            key: id,
            label: structureNames[id] ?? id,
            text: `${toNumberText(create.visits)} visits`,
            value: create.visits,
            className: `k-${id}`,
          }))}
        />
        <div className="sim-tables">
          {procfsWords.tables(values, model).map((table) => (
            <TableView key={table.id} table={table} />
          ))}
        </div>
      </>
    )
  },
  table: () => undefined,
}
