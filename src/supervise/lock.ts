// One site at a time keeps the search server of a data folder: two servers over the same files would
// destroy them. Whoever dies leaves a lock that the next one may take.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAlive, markProcess, type ProcessMark } from './process-mark.ts'

export interface Lock {
  readonly release: () => void
}

/** Takes the lock, or `undefined` while a living process holds it. */
export function takeLock(file: string): Lock | undefined {
  const own = markProcess(process.pid)
  if (own === undefined) return undefined
  const text = JSON.stringify(own)
  // Written whole under another name first: nobody ever reads half a lock.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (tryLink(draft, file)) return { release: () => release(file, text) }
      const held = readText(file)
      if (held === undefined) continue
      const holder = parseMark(held)
      if (holder !== undefined && isAlive(holder)) return undefined
      breakLock(file, held)
    }
    return undefined
  } finally {
    rmSync(draft, { force: true })
  }
}

function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moves a dead lock away. If another process was quicker and it is a living one, it goes back. */
function breakLock(file: string, dead: string): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readText(aside) !== dead) tryLink(aside, file)
  rmSync(aside, { force: true })
}

function release(file: string, own: string): void {
  if (readText(file) === own) rmSync(file, { force: true })
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parseMark(text: string): ProcessMark | undefined {
  try {
    const { pid, started } = JSON.parse(text) as Partial<ProcessMark>
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}
