// The procfs directory: what a directory of /proc costs as a list, as a hash, as a tree, or not at
// all, and what a reader gets while it changes.

import { defineScenario } from '../../engine/index.ts'
import { benchmarks } from './benchmarks.ts'
import { core } from './core.ts'
import { parameters } from './parameters.ts'
import { presets } from './presets.ts'
import { toTables, toTakeaway } from './tables.ts'
import { validations } from './validations.ts'

export { cacheMachines } from './cache-model.ts'
export { toSeconds, toVisitSeconds } from './cost-model.ts'
export type { Counters } from './counters.ts'
export { layouts, toRequest, toSlab } from './layout.ts'
export { type Phase, phases } from './linked-recorder.ts'
export type { DirectoryModel, Seconds, Shape, StructureModel } from './model.ts'
export {
  type Operation,
  type Parameters,
  parameters,
  type Structure,
  type Values,
} from './parameters.ts'
export {
  createDirectoryMachine,
  type DirectoryState,
  type Segment,
  splitLog,
} from './playback.ts'
export {
  type Calibration,
  calibrations,
  countListVisits,
  type PublishedRun,
  publishedRuns,
  toVisitNs,
} from './published.ts'
export type { Reading } from './read-directory.ts'
export { stepEntriesMax } from './run-directory.ts'

export const procfsDirectory = defineScenario({
  ...core,
  schema: parameters,
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
  presets,
  validations,
  benchmarks,
  takeaway: toTakeaway,
  tables: toTables,
})
