// What the commands print: steps with their times, and faults as people, programs and CI read them.

import pc from 'picocolors'
import type { VFile } from 'vfile'
import { reporter } from 'vfile-reporter'
import { compareMessage } from 'vfile-sort'

export interface Counts {
  readonly files: number
  readonly errors: number
  readonly warnings: number
}

export function countFaults(files: readonly VFile[]): Counts {
  const messages = files.flatMap((file) => file.messages)
  const errors = messages.filter((message) => message.fatal).length
  return { files: files.length, errors, warnings: messages.length - errors }
}

/** Every message, file by file, sorted by place; nothing for files without any. */
export function formatFaults(files: readonly VFile[]): string {
  for (const file of files) file.messages.sort(compareMessage)
  return reporter([...files], { quiet: false, silent: false, color: pc.isColorSupported })
    .split('\n')
    .filter((line) => !line.endsWith(': no issues found'))
    .join('\n')
    .trim()
}

/** One sentence, e.g. `2 errors and 1 warning in 24 files.` */
export function formatSummary({ files, errors, warnings }: Counts): string {
  const faults = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  return `${faults.length === 0 ? 'No faults' : faults.join(' and ')} in ${plural(files, 'file')}.`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** The same messages for programs. */
export function toJson(files: readonly VFile[]): string {
  return JSON.stringify({ ...countFaults(files), faults: listFaults(files) }, null, 2)
}

export function listFaults(files: readonly VFile[]) {
  return files.flatMap((file) => {
    file.messages.sort(compareMessage)
    return file.messages.map((message) => ({
      file: file.path,
      line: message.line ?? null,
      column: message.column ?? null,
      level: message.fatal ? 'error' : 'warning',
      rule: message.ruleId ?? null,
      reason: message.reason,
      url: message.url ?? null,
    }))
  })
}

/** Workflow commands that put each message beside its line in a pull request. */
export function formatAnnotations(files: readonly VFile[]): string {
  const escapeText = (text: string) =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const escapeValue = (text: string) =>
    escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return files
    .flatMap((file) =>
      file.messages.map((message) => {
        const level = message.fatal ? 'error' : 'warning'
        const place = `file=${escapeValue(file.path)},line=${message.line ?? 1},col=${message.column ?? 1}`
        return `::${level} ${place},title=${escapeValue(message.ruleId ?? 'patchlore')}::${escapeText(message.reason)}`
      }),
    )
    .join('\n')
}

/** How long something took, e.g. `840 ms`, `12.3 s`. */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

const spinnerDelayMs = 1_000
const progressIntervalMs = 100

/** Says how far a step has come, e.g. 812 of 2000 files. */
export type Show = (done: number, total: number) => void

/**
 * Runs one step and says what it did and how long it took. A step longer than a second shows that
 * it goes on: a line that counts on a terminal, one plain line elsewhere.
 */
export async function step<T>(
  name: string,
  work: (show: Show) => Promise<T> | T,
  say: (result: T) => string,
): Promise<T> {
  const started = performance.now()
  let progress = ''
  const show: Show = (done, total) => {
    progress = `${done} of ${total}, `
  }
  const label = `  ${pc.bold(name.padEnd(9))}`
  const isTerminal = process.stdout.isTTY === true
  const timer = setInterval(() => {
    const elapsed = formatDuration(performance.now() - started)
    if (isTerminal) process.stdout.write(`\r${label} ${pc.dim(`… ${progress}${elapsed}`)}\u001B[K`)
    else {
      process.stdout.write(`${label} …\n`)
      clearInterval(timer)
    }
  }, spinnerDelayMs)
  try {
    const result = await work(show)
    const took = pc.dim(formatDuration(performance.now() - started))
    process.stdout.write(`${isTerminal ? '\r\u001B[K' : ''}${label} ${say(result)}  ${took}\n`)
    return result
  } catch (error) {
    if (isTerminal) process.stdout.write('\r\u001B[K')
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** A line that counts on a terminal while something takes longer than a second. */
export function createProgress(verb: string): { readonly show: Show; readonly end: () => void } {
  const started = performance.now()
  let shownAt = started + spinnerDelayMs - progressIntervalMs
  let isShown = false
  return {
    show(done, total) {
      const now = performance.now()
      if (process.stderr.isTTY !== true || now - shownAt < progressIntervalMs) return
      shownAt = now
      isShown = true
      const elapsed = formatDuration(now - started)
      process.stderr.write(`\r${pc.dim(`${verb} ${done} of ${total}, ${elapsed}`)}\u001B[K`)
    },
    end() {
      if (isShown) process.stderr.write('\r\u001B[K')
    },
  }
}
