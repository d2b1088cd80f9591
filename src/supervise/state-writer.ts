// The keeper's own copy of the state: every change goes to the file, and a full disk is no reason to
// stop keeping.

import { ServerUnusable } from '#search'
import { markProcess } from './process-mark.ts'
import { type ServerProblem, type ServerState, writeServerState } from './server-state.ts'

export interface StateWriter {
  readonly write: (changes: Partial<Omit<ServerState, 'keeper'>>) => void
}

/** Begins a new state in the place of whatever an earlier keeper left. */
export function createStateWriter(
  dataFolder: string,
  { log }: { log: (line: string) => void },
): StateWriter {
  const keeper = markProcess(process.pid) ?? { pid: process.pid, started: '' }
  let state: ServerState = { source: 'none', keeper, restarts: 0 }
  let isTold = false
  const write: StateWriter['write'] = (changes) => {
    state = { ...state, ...changes }
    try {
      writeServerState(dataFolder, state)
      isTold = false
    } catch (error) {
      if (!isTold) log(`search: the state of the search server cannot be written: ${String(error)}`)
      isTold = true
    }
  }
  write({})
  return { write }
}

/** What was thrown, as the operator reads it. */
export function toProblem(error: unknown): ServerProblem {
  const at = new Date().toISOString()
  if (error instanceof ServerUnusable) return { message: error.message, hint: error.hint, at }
  const message = error instanceof Error ? error.message : String(error)
  return { message, hint: 'SQLite answers every search until it is mended.', at }
}
