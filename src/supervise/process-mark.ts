// Which process, beyond doubt: a number alone is given to another one as soon as it is free.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export interface ProcessMark {
  readonly pid: number
  /** When it started, as the system counts; empty where the system does not say. */
  readonly started: string
}

/** How long a process has to end by itself before it is killed. */
const patienceMs = 5_000
const askAgainMs = 25

/** The mark of a living process, or `undefined` where there is none of that number. */
export function markProcess(pid: number): ProcessMark | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isThere(pid)) return undefined
  const started = process.platform === 'linux' ? readStartTime(pid) : askForStartTime(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether the very process still lives. */
export function isAlive({ pid, started }: ProcessMark): boolean {
  return markProcess(pid)?.started === started
}

/** Asks the process to end, waits, and kills it where it does not. Returns whether it lived. */
export async function endProcess(mark: ProcessMark): Promise<boolean> {
  if (!isAlive(mark)) return false
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(mark)) break
    sendSignal(mark.pid, signal)
    const deadline = performance.now() + patienceMs
    while (isAlive(mark) && performance.now() < deadline) await pause(askAgainMs)
  }
  return true
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** From /proc; a process that ended and was not buried yet counts as gone. */
function readStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in brackets and may hold anything, brackets included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot.slice(0, 8)}-${fields[19]}`
  } catch {
    return undefined
  }
}

function askForStartTime(pid: number): string {
  try {
    const options = { encoding: 'utf8', timeout: 5_000 } as const
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim()
  } catch {
    return ''
  }
}
