// The kstack lines of /proc/vmstat: how many threads ended with how deep a stack, in classes that
// double from 1 KiB. A kernel built with DEBUG_STACK_USAGE counts them.

import { isBlank, readDecimal, skip, skipBlanks } from './scan.ts'

export interface DepthClass {
  /** Threads that used at most so much, and more than the class before. */
  readonly upToBytes: number
  readonly threads: number
}

const classes: Readonly<Record<string, number>> = {
  '1k': 1_024,
  '2k': 2_048,
  '4k': 4_096,
  '8k': 8_192,
  '16k': 16_384,
  '32k': 32_768,
  '64k': 65_536,
  rest: 131_072,
}

/** `kstack_4k 11391`, or nothing. */
export function parseDepthCount(text: string): DepthClass | undefined {
  const start = skipBlanks(text, 0)
  if (!text.startsWith('kstack_', start)) return undefined
  const nameEnd = skip(text, start, (code) => !isBlank(code))
  const name = text.slice(start + 'kstack_'.length, nameEnd)
  const count = readDecimal(text, skipBlanks(text, nameEnd))
  if (!Object.hasOwn(classes, name) || count === undefined) return undefined
  if (skipBlanks(text, count.end) !== text.length) return undefined
  return { upToBytes: classes[name] ?? 0, threads: count.value }
}
