// What is known of the search server, in a file that every program over the same data can read: where
// it listens, who keeps it, what last went wrong. Only the owner of the folder may read the file.

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { FoundServer } from '#search'
import { isAlive } from './process-mark.ts'

const mark = z.object({ pid: z.number(), started: z.string() }).readonly()

const problem = z
  .object({
    message: z.string(),
    /** What the operator can do about it. */
    hint: z.string(),
    /** When, as ISO text. */
    at: z.string(),
  })
  .readonly()

const runningServer = z
  .object({
    url: z.string(),
    /** A key that may search and nothing else. */
    searchKey: z.string().optional(),
    version: z.string(),
    /** When it began to answer, as ISO text. */
    since: z.string(),
  })
  .readonly()

const serverState = z
  .object({
    source: z.enum(['given', 'path', 'package', 'none']),
    /** The program that runs it, of a server we started. */
    program: z.string().optional(),
    /** The site that keeps it. */
    keeper: mark,
    /** The server's own process, of a server we started. */
    child: mark.optional(),
    /** How often it had to be started again. */
    restarts: z.number(),
    /** Present while it answers. */
    server: runningServer.optional(),
    /** What went wrong last; stays after it is over. */
    problem: problem.optional(),
    /** What went wrong while an index was built; absent when the last one was built well. */
    indexProblem: problem.optional(),
  })
  .readonly()

export type ServerProblem = z.infer<typeof problem>
export type RunningServer = z.infer<typeof runningServer>
export type ServerState = z.infer<typeof serverState>

/** Everything about the search server that can be made again. */
export function serverFolder(dataFolder: string): string {
  return path.join(dataFolder, 'meilisearch')
}

function stateFile(dataFolder: string): string {
  return path.join(serverFolder(dataFolder), 'server.json')
}

/** The state as last written; `undefined` where there is none or it cannot be understood. */
export function readServerState(dataFolder: string): ServerState | undefined {
  try {
    const result = serverState.safeParse(JSON.parse(readFileSync(stateFile(dataFolder), 'utf8')))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

/** Replaces the state in one step. */
export function writeServerState(dataFolder: string, state: ServerState): void {
  const file = stateFile(dataFolder)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  try {
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/**
 * For programs that run long: a function that gives the server as the file names it now. It reads the
 * file only after it changed; asking costs some microseconds.
 */
export function createServerReader(dataFolder: string): () => FoundServer {
  const file = stateFile(dataFolder)
  let seen: string | undefined
  let found: FoundServer = notThere
  return () => {
    const stats = statSync(file, { throwIfNoEntry: false })
    const stamp = stats === undefined ? '' : `${stats.ino} ${stats.mtimeMs} ${stats.size}`
    if (stamp !== seen) {
      seen = stamp
      found = toFoundServer(readServerState(dataFolder))
    }
    return found
  }
}

const notThere: FoundServer = { state: 'absent', reason: 'No site keeps a Meilisearch' }

function toFoundServer(state: ServerState | undefined): FoundServer {
  // What a killed site wrote is of no use: its server ended with it.
  if (state === undefined || !isAlive(state.keeper)) return notThere
  const { server, source, problem: last } = state
  if (server !== undefined) {
    const { url, searchKey: key } = server
    return { state: 'ready', address: { url, ...(key !== undefined && { key }) } }
  }
  if (source === 'none') return { state: 'absent', reason: 'There is no Meilisearch' }
  if (last === undefined) return { state: 'starting', reason: 'Meilisearch is starting' }
  return { state: 'failing', reason: last.message }
}
