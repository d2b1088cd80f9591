// The door of the procfs directory: what a directory of /proc costs as a list, as a hash, as a tree,
// or not at all, and what a reader gets while it changes. Nothing but names of what is elsewhere, so
// that whoever takes one of them carries no other.

export { cacheMachines } from './cache-machines.ts'
export { toSeconds, toVisitSeconds } from './cost-model.ts'
export type { Counters } from './counters.ts'
export { layouts, toRequest, toSlab } from './layout.ts'
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
export { type Phase, phases, stepEntriesMax } from './recorded.ts'
export { procfsDirectory } from './scenario.ts'
export { procfsWords } from './words.ts'
