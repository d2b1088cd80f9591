// Keeps a search server at hand: starts it (or finds the given one), greets it, watches it, starts it
// again with growing pauses, ends it with us. Nobody waits for it, and whatever goes wrong becomes a
// line in the log and a state that others can read.

import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Greeting, greetServer, type ServerAddress, ServerUnusable } from '#search'
import { chooseProgram } from './choose-program.ts'
import { findPrograms } from './find-programs.ts'
import type { Keeper, KeepOptions } from './keeper.ts'
import { type Lock, takeLock } from './lock.ts'
import { readOrMakeMasterKey } from './master-key.ts'
import { endProcess } from './process-mark.ts'
import { readLastWords, runServer, type ServerRun } from './run-server.ts'
import { readServerState, type ServerProblem, serverFolder } from './server-state.ts'
import { createStateWriter, type StateWriter, toProblem } from './state-writer.ts'
import { calmPace, watchServer } from './watch-server.ts'

/** How long a server may take from its start until it answers; a large database opens slowly. */
const startPatienceMs = 60_000
const askAgainMs = 20
const lockAgainMs = 2_000
const pauseMinMs = 250
const pauseMaxMs = 30_000
/** A server that others run costs nothing to ask. */
const givenPauseMaxMs = 5_000
/** Who was well for so long gets the shortest pause again. */
const wellAfterMs = 60_000
/** After so many starts in a row that came to nothing the database is made anew: it is a cache. */
const startsUntilNewDatabase = 3

/** What the steps below share. */
interface Keeping extends KeepOptions {
  readonly folder: string
  readonly signal: AbortSignal
  readonly state: StateWriter
}

/** Starts keeping, and returns at once. */
export function keepServer(options: KeepOptions): Keeper {
  const over = new AbortController()
  let state: StateWriter | undefined
  const done = untilOver(over.signal, options.log, async () => {
    const folder = serverFolder(options.dataFolder)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lock = await waitForLock(path.join(folder, 'lock'), over.signal)
    if (lock === undefined) return
    try {
      await endLeftBehind(options)
      state = createStateWriter(options.dataFolder, options)
      await keep({ ...options, folder, signal: over.signal, state })
    } finally {
      state?.write({ server: undefined, child: undefined })
      state = undefined
      lock.release()
    }
  })
  return {
    noteIndex: (indexProblem) => state?.write({ indexProblem }),
    stop: async () => {
      over.abort()
      await done
    },
  }
}

/** Tries again whatever stands in the way, such as a folder that cannot be written now. */
async function untilOver(
  signal: AbortSignal,
  log: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work()
    } catch (error) {
      log(`search: ${toProblem(error).message}; SQLite answers every search`)
      await rest(pauseMaxMs, signal)
    }
  }
}

/** Another site over the same data may keep the server; when it ends, it is our turn. */
async function waitForLock(file: string, signal: AbortSignal): Promise<Lock | undefined> {
  while (!signal.aborted) {
    const lock = takeLock(file)
    if (lock !== undefined) return lock
    await rest(lockAgainMs, signal)
  }
  return undefined
}

/** A site that was killed together with the guard leaves its server behind, which holds the files. */
async function endLeftBehind({ dataFolder, log }: KeepOptions): Promise<void> {
  const child = readServerState(dataFolder)?.child
  if (child !== undefined && (await endProcess(child))) {
    log(`search: ended Meilisearch (process ${child.pid}), which a killed site left behind`)
  }
}

async function keep(keeping: Keeping): Promise<void> {
  const { given, folder, log, signal, state } = keeping
  const longestMs = given === undefined ? pauseMaxMs : givenPauseMaxMs
  let failures = 0
  let told = ''
  for (let restarts = 0; !signal.aborted; restarts += 1) {
    const programs = given === undefined ? findPrograms(keeping) : []
    if (given === undefined && programs.length === 0) return
    const startedMs = performance.now()
    const run = given === undefined ? runOwn : visitGiven
    const problem = await run(keeping).catch(toProblem)
    if (problem === undefined || signal.aborted) return
    const wasWell = performance.now() - startedMs > wellAfterMs
    failures = wasWell ? 1 : failures + 1
    const waitMs = Math.min(pauseMinMs * 2 ** (failures - 1), longestMs)
    state.write({ problem, restarts: restarts + 1, server: undefined, child: undefined })
    // The same again and again says nothing new.
    if (wasWell || problem.message !== told) log(`search: ${problem.message}. ${problem.hint}`)
    told = problem.message
    if (given === undefined && failures === startsUntilNewDatabase) removeDatabases(folder)
    await rest(waitMs, signal)
  }
}

/** Our own server, from its start to its end. */
async function runOwn(keeping: Keeping): Promise<ServerProblem | undefined> {
  const { folder, state } = keeping
  const { source, file, version } = await chooseProgram(findPrograms(keeping), folder)
  const masterKey = readOrMakeMasterKey(keeping.dataFolder)
  // A server refuses the database of another version; each has its own, and the old ones go.
  const database = `database-${version}`
  removeDatabases(folder, { except: database })
  mkdirSync(path.join(folder, database), { recursive: true, mode: 0o700 })
  const logFile = path.join(folder, 'server.log')
  const run = await runServer({
    program: file,
    masterKey,
    folder: path.join(folder, database),
    logFile,
  })
  try {
    state.write({ source, program: file, child: await run.mark })
    const address = { url: run.url, key: masterKey }
    const greeting = await greetWhenUp(run, address, keeping)
    const end =
      greeting === undefined
        ? await describeFailedStart(run)
        : await serveUntilEnd(keeping, { address, greeting, ended: run.ended })
    if (end === undefined) return undefined
    const words = readLastWords(logFile)
    return toProblem(
      new ServerUnusable(
        /no space left/iu.test(words) ? 'full' : 'failed',
        words === '' ? end : `${end} (${words})`,
        `It is started again; its log is ${logFile}.`,
      ),
    )
  } finally {
    await run.stop()
  }
}

/** A server that others run, from its first answer to its last. */
async function visitGiven(keeping: Keeping): Promise<ServerProblem | undefined> {
  const { given, indexPrefix, state } = keeping
  if (given === undefined) return undefined
  state.write({ source: 'given' })
  const greeting = await greetServer(given, { indexPrefix, searchKey: given.searchKey })
  const end = await serveUntilEnd(keeping, { address: given, greeting })
  if (end === undefined) return undefined
  const hint = 'It is used again as soon as it answers.'
  return toProblem(new ServerUnusable('unreachable', end, hint))
}

interface Serving {
  readonly address: ServerAddress
  readonly greeting: Greeting
  readonly ended?: Promise<string>
}

async function serveUntilEnd(
  { state, signal, onReady, pace = calmPace }: Keeping,
  { address, greeting, ended }: Serving,
): Promise<string | undefined> {
  const since = new Date().toISOString()
  state.write({ server: { url: address.url, since, ...greeting } })
  onReady(address)
  return await watchServer({ address, pace, ...(ended !== undefined && { ended }) }, signal)
}

/** Asks until it answers; `undefined` when it ended, or nobody needs it any more. */
async function greetWhenUp(
  run: ServerRun,
  address: ServerAddress,
  { indexPrefix, signal }: Keeping,
): Promise<Greeting | undefined> {
  let isOver = false
  void run.ended.then(() => {
    isOver = true
  })
  const deadline = performance.now() + startPatienceMs
  while (!isOver && !signal.aborted && performance.now() < deadline) {
    try {
      return await greetServer(address, { indexPrefix })
    } catch (error) {
      if (!(error instanceof ServerUnusable) || error.fault !== 'unreachable') throw error
      await rest(askAgainMs, signal)
    }
  }
  return undefined
}

async function describeFailedStart(run: ServerRun): Promise<string> {
  const still = `no answer for ${startPatienceMs / 1000} s`
  const how = await Promise.race([run.ended, Promise.resolve(still)])
  return `Unexpected end of Meilisearch before it answered: ${how}`
}

function removeDatabases(folder: string, { except = '' }: { except?: string } = {}): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('database-') && name !== except) {
      rmSync(path.join(folder, name), { recursive: true, force: true })
    }
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}
