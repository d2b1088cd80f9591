// One run of the server as a child process: on loopback, on a free port, and gone when we are gone,
// even if nobody had time to say so.

import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { availableParallelism, constants, totalmem } from 'node:os'
import path from 'node:path'
import { childEnvironment } from '#env'
import { endProcess, markProcess, type ProcessMark } from './process-mark.ts'

export interface ServerRun {
  readonly url: string
  /** The server's own process, as soon as it is known. */
  readonly mark: Promise<ProcessMark | undefined>
  /** Resolves when it has ended, with how, e.g. `exit code 1` or `signal SIGKILL`. */
  readonly ended: Promise<string>
  /** Ends it: first asked, then killed. */
  readonly stop: () => Promise<void>
}

export interface RunOptions {
  readonly program: string
  readonly masterKey: string
  /** Where its database lies. */
  readonly folder: string
  readonly logFile: string
}

/**
 * The guard waits for its input to end, which happens when we end, however we end, and then ends the
 * server. It says the server's number on its output, and exits as the server did.
 */
const guard = `
exec 3<&0 </dev/null
"$@" >&2 &
server=$!
echo "$server"
{ read -r _ <&3; kill "$server"; sleep 5; kill -9 "$server"; } 2>/dev/null &
watch=$!
wait "$server"
status=$?
kill "$watch" 2>/dev/null
exit "$status"
`

/** Starts the program. Whether it answers is for the caller to ask. */
export async function runServer(options: RunOptions): Promise<ServerRun> {
  const port = await findFreePort()
  const log = openSync(options.logFile, 'w', 0o600)
  const child = spawnGuarded([options.program, ...toParameters(options, port)], {
    log,
    cwd: path.dirname(options.folder),
    masterKey: options.masterKey,
  })
  closeSync(log)
  // Its end is told by `exit`; that nobody listens any more is no news.
  child.stdin?.on('error', () => undefined)
  const mark = readMark(child)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(String(error)))
    child.once('exit', (code, signal) => resolve(describeEnd(code, signal)))
  })
  const stop = async () => {
    child.stdin?.end()
    const known = await mark
    if (known !== undefined) await endProcess(known)
    await ended
  }
  return { url: `http://127.0.0.1:${port}`, mark, ended, stop }
}

function toParameters({ folder }: RunOptions, port: number): readonly string[] {
  return [
    ...['--db-path', path.join(folder, 'database')],
    ...['--dump-dir', path.join(folder, 'dumps')],
    ...['--snapshot-dir', path.join(folder, 'snapshots')],
    ...['--http-addr', `127.0.0.1:${port}`],
    ...['--env', 'production'],
    '--no-analytics',
    // An index is built while readers search: it may take half of the machine, not all of it. By
    // default the server takes two thirds of the memory for that.
    ...['--max-indexing-memory', String(toIndexingBytes(totalmem()))],
    ...['--max-indexing-threads', String(Math.max(1, Math.floor(availableParallelism() / 2)))],
    // A line for each request would be most of the work of a small search.
    ...['--log-level', 'WARN'],
  ]
}

/** An eighth of the machine, within what an index of any size needs and can use. */
export function toIndexingBytes(machineBytes: number): number {
  const mebibyte = 1024 * 1024
  return Math.min(1024 * mebibyte, Math.max(128 * mebibyte, Math.floor(machineBytes / 8)))
}

interface Surroundings {
  readonly log: number
  readonly cwd: string
  readonly masterKey: string
}

function spawnGuarded(
  command: readonly string[],
  { log, cwd, masterKey }: Surroundings,
): ChildProcess {
  // In the environment, where other users cannot read it; parameters are shown to everybody.
  const env = childEnvironment({ MEILI_MASTER_KEY: masterKey, ...unsetVariables })
  const [program = '', ...parameters] = command
  // A group of its own: Ctrl+C in the terminal is for us, and we end the server in our order.
  const options = { cwd, env, detached: true, stdio: ['pipe', 'pipe', log] as const }
  if (process.platform === 'win32') {
    return spawn(program, parameters, { ...options, detached: false, stdio: [...options.stdio] })
  }
  const shell = ['-c', guard, 'patchlore-guard', program, ...parameters]
  return spawn('/bin/sh', shell, { ...options, stdio: [...options.stdio] })
}

/** The server reads its settings from the environment too; ours are all given as parameters. */
const unsetVariables = {
  MEILI_DB_PATH: undefined,
  MEILI_HTTP_ADDR: undefined,
  MEILI_ENV: undefined,
  MEILI_CONFIG_FILE_PATH: undefined,
  MEILI_IMPORT_DUMP: undefined,
  MEILI_IMPORT_SNAPSHOT: undefined,
  MEILI_SSL_CERT_PATH: undefined,
  MEILI_SSL_KEY_PATH: undefined,
}

/** The number on the first line; on Windows, where there is no guard, that of the child. */
function readMark(child: ChildProcess): Promise<ProcessMark | undefined> {
  if (process.platform === 'win32') {
    return Promise.resolve(child.pid === undefined ? undefined : markProcess(child.pid))
  }
  return new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, pid] = /^(\d+)\n/u.exec(said) ?? []
      if (pid !== undefined) resolve(markProcess(Number(pid)))
    })
    child.once('close', () => resolve(undefined))
    child.once('error', () => resolve(undefined))
  })
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `signal ${signal}`
  if (code === null || code <= 128) return `exit code ${code}`
  // A shell says 128 and more for a program that a signal ended.
  const [name] = Object.entries(constants.signals).find(([, number]) => number === code - 128) ?? []
  return `signal ${name ?? code - 128}`
}

/** A port nobody listens on. Somebody may take it before the server does; then it is tried again. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

const logTailLength = 2_000

/** The last thing the server wrote that says what went wrong, in one line. */
export function readLastWords(logFile: string): string {
  try {
    const lines = readFileSync(logFile, 'utf8')
      .slice(-logTailLength)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of the terminal are such
      .replaceAll(/\u001B\[[0-9;]*m/gu, '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    return lines.findLast((line) => /error|unable|fail|no space|panick/iu.test(line)) ?? ''
  } catch {
    return ''
  }
}
