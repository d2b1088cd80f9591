// What a page says of the directory of /proc: what can be set, and how a result reads.

import type { ScenarioWords } from '../../engine/index.ts'
import type { DirectoryModel } from './model.ts'
import { type Parameters, parameters } from './parameters.ts'
import { presets } from './presets.ts'
import { scenarioName } from './scenario-name.ts'
import { toTables, toTakeaway } from './tables.ts'

export const procfsWords: ScenarioWords<Parameters, DirectoryModel> = {
  ...scenarioName,
  title: 'A directory of /proc',
  question: 'What do 30 000 entries cost as a list, as a hash, as a tree, or not made at all?',
  summary:
    'Counts every entry visited while a /proc directory is filled, searched, read and emptied, and prices it with what was published in 2014.',
  modes: [
    { id: 'count', label: 'count', doc: 'Counts in closed form: at once.' },
    { id: 'walk', label: 'walk', doc: 'Really walks, in packed arrays; takes wall time.' },
    {
      id: 'heap',
      label: 'heap',
      doc: 'Really walks entries laid out byte by byte, placed in memory as chosen.',
    },
    { id: 'step', label: 'step', doc: 'Writes down every step, for playing; up to 2048 entries.' },
  ],
  schema: parameters,
  presets,
  takeaway: toTakeaway,
  tables: toTables,
}
