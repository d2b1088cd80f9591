// What the kernel says around a crash: which registers it had, how little stack threads left, and
// the sentences that name an overflow. From the stack pointer follows how deep the stack really was,
// which the stack tracer cannot see.

import { isSymbolPart, readDecimal, readHex, skip, skipBlanks } from './scan.ts'
import type { SourceLine } from './source-lines.ts'

export interface LeastLeft {
  /** e.g. `kworker/u24:0` */
  readonly thread: string
  readonly bytesLeft: number
  readonly line: number
}

/** Where the stack pointer stood when the kernel printed its registers. */
export interface StackPointer {
  readonly line: number
  readonly stackSize: number
  /** From the top of the stack to the stack pointer. */
  readonly depth: number
  /** How far it stood below the whole allocation; 0 inside it. */
  readonly bytesBelow: number
  /** The function it stood in, if the kernel named it. */
  readonly symbol?: string
  /** How far below the allocation the access was that could not be made, from CR2. */
  readonly faultBelow?: number
}

export interface Crash {
  /** What the log says outright, each once, e.g. `double fault`. */
  readonly signs: readonly Sign[]
  readonly leastLeft: readonly LeastLeft[]
  readonly stackPointer?: StackPointer
}

export type Sign = (typeof signs)[number]['sign']

const signs = [
  { text: 'Thread overran stack, or stack corrupted', sign: 'overran' },
  { text: 'kernel stack overflow (double-fault)', sign: 'overflow' },
  { text: 'BUG: stack guard page was hit at', sign: 'guard-page' },
  { text: 'BUG: TASK stack guard page was hit at', sign: 'guard-page' },
  { text: 'PANIC: double fault', sign: 'double-fault' },
  { text: 'kernel BUG at kernel/trace/trace_stack.c', sign: 'magic-lost' },
  { text: 'corrupted stack end detected inside scheduler', sign: 'magic-lost' },
] as const

/** Whether a line alone shows that a crash is told of. */
export function isCrashLine({ text }: SourceLine): boolean {
  return (
    (text.includes(' ti: ') && text.includes('task: ')) ||
    text.includes(leastLeftMark) ||
    signs.some((one) => text.includes(one.text))
  )
}

export interface CrashReader {
  /** Takes from a line what it tells; returns whether it told anything. */
  take(line: SourceLine): boolean
  /** All of it, or nothing if no line told anything. */
  toCrash(): Crash | undefined
}

const leastLeftMax = 100
const pageBytes = 4_096
const stackSizes: readonly number[] = [8_192, 16_384, 32_768, 65_536]

/**
 * Reads line by line.
 * @param stackSize what the kernel's stacks measured; taken larger if the stack pointer says so
 */
export function createCrashReader(stackSize = 8_192): CrashReader {
  const found = new Set<Sign>()
  const leastLeft: LeastLeft[] = []
  let base: bigint | undefined
  let symbol: string | undefined
  let pointer: Omit<StackPointer, 'faultBelow'> | undefined
  let faultBelow: number | undefined

  function takeSign({ text }: SourceLine): boolean {
    // What all of them have, so that other lines are passed over quickly.
    if (!text.includes('stack') && !text.includes('PANIC')) return false
    const sign = signs.find((one) => text.includes(one.text))
    if (sign === undefined) return false
    found.add(sign.sign)
    return true
  }

  function takeLeastLeft(line: SourceLine): boolean {
    const least = parseLeastLeft(line)
    if (least === undefined) return false
    if (leastLeft.length < leastLeftMax) leastLeft.push(least)
    return true
  }

  function takeBase({ text }: SourceLine): boolean {
    const at = text.indexOf(' ti: ')
    if (at === -1 || !text.includes('task: ')) return false
    const address = readHex(text, at + ' ti: '.length)
    if (address === undefined) return false
    // The first crash is the one that matters; what follows are its consequences.
    if (pointer === undefined) {
      base = address.value
      symbol = undefined
    }
    return true
  }

  function takeInstruction({ text }: SourceLine): boolean {
    const start = skipBlanks(text, 0)
    if (!text.startsWith('RIP: ', start)) return false
    const offset = text.lastIndexOf('+0x')
    if (offset === -1) return false
    let first = offset
    while (first > start && isSymbolPart(text.charCodeAt(first - 1))) first--
    if (pointer === undefined) symbol = text.slice(first, offset)
    return true
  }

  function takePointer({ text, number }: SourceLine): boolean {
    const at = text.indexOf('RSP: ')
    if (at === -1 || at > skipBlanks(text, 0)) return false
    const selectorEnd = skip(text, at + 5, isSymbolPart)
    const address = text[selectorEnd] === ':' ? readHex(text, selectorEnd + 1) : undefined
    if (address === undefined || base === undefined || pointer !== undefined) return false
    pointer = placePointer({ base, address: address.value, stackSize, line: number, symbol })
    return pointer !== undefined
  }

  function takeFault({ text }: SourceLine): boolean {
    const at = text.indexOf('CR2: ')
    if (at === -1 || at > skipBlanks(text, 0)) return false
    const address = readHex(text, at + 5)
    if (address === undefined || base === undefined || pointer === undefined) return false
    const below = Number(base - address.value)
    if (faultBelow === undefined && below > 0 && below <= pageBytes) faultBelow = below
    return faultBelow !== undefined
  }

  const takes = [takeSign, takeLeastLeft, takeBase, takeInstruction, takePointer, takeFault]
  return {
    take: (line) => takes.some((take) => take(line)),
    toCrash() {
      if (found.size === 0 && leastLeft.length === 0 && pointer === undefined) return undefined
      const stackPointer =
        pointer === undefined
          ? undefined
          : { ...pointer, ...(faultBelow !== undefined && { faultBelow }) }
      return {
        signs: [...found],
        leastLeft,
        ...(stackPointer !== undefined && { stackPointer }),
      }
    },
  }
}

function placePointer({
  base,
  address,
  stackSize,
  line,
  symbol,
}: {
  readonly base: bigint
  readonly address: bigint
  readonly stackSize: number
  readonly line: number
  readonly symbol: string | undefined
}): Omit<StackPointer, 'faultBelow'> | undefined {
  const aboveBase = Number(address - base)
  // A stack pointer above the top of the stack shows that stacks are larger than we were told.
  const size = [stackSize, ...stackSizes].find((one) => one >= stackSize && aboveBase <= one)
  // Far from the stack it belongs to another one, of interrupts or exceptions.
  if (size === undefined || aboveBase < -pageBytes) return undefined
  return {
    line,
    stackSize: size,
    depth: size - aboveBase,
    bytesBelow: Math.max(0, -aboveBase),
    ...(symbol !== undefined && { symbol }),
  }
}

const leastLeftMark = ' used greatest stack depth: '

/** `kworker/u24:0 (23627) used greatest stack depth: 304 bytes left` */
function parseLeastLeft({ text, number }: SourceLine): LeastLeft | undefined {
  const at = text.indexOf(leastLeftMark)
  if (at === -1) return undefined
  const bytes = readDecimal(text, at + leastLeftMark.length)
  if (bytes === undefined || !text.startsWith(' bytes left', bytes.end)) return undefined
  const open = text.lastIndexOf(' (', at)
  const thread = text.slice(0, open === -1 ? at : open).trim()
  return { thread: thread.slice(-64), bytesLeft: bytes.value, line: number }
}
