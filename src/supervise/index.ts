// Keeps the search server running and says what is known of it.

export { findPrograms, type ProgramPlaces } from './find-programs.ts'
export { keepServer } from './keep-server.ts'
export type { Keeper, KeepOptions } from './keeper.ts'
export { findMasterKey } from './master-key.ts'
export { isAlive } from './process-mark.ts'
export {
  createServerReader,
  type RunningServer,
  readServerState,
  type ServerProblem,
  type ServerState,
  serverFolder,
} from './server-state.ts'
export { toProblem } from './state-writer.ts'
