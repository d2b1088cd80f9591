// What was made of a paste, in sentences, and the parameters it gives to which scenario: the same
// words and the same run on a page and in a terminal.

import { compactLengthMax, formatCompactFrames } from '../compact-frames.ts'
import { tailMax } from '../double-fault.ts'
import type { Frame } from '../frame.ts'
import { isCalled, stackFunctions } from './function-frame.ts'
import type { BuddyRow } from './parse-buddy-row.ts'
import type { Crash } from './parse-crash.ts'
import type { DepthClass } from './parse-depth-counts.ts'
import type { Format, Paste } from './parse-paste.ts'
import type { Reading } from './reading.ts'

export type PasteRun =
  | {
      readonly kind: 'run'
      readonly scenario: 'kernel-stack' | 'stack-memory'
      /** As an address or a command line would hold them. */
      readonly parameters: Readonly<Record<string, string>>
    }
  /** Nothing to run, and why, as a sentence. */
  | { readonly kind: 'nothing'; readonly reason: string }

const formatNames: Readonly<Record<Format, string>> = {
  'stack-trace': 'a table of the stack tracer',
  crash: 'a crash log',
  checkstack: 'output of checkstack.pl',
  'stack-usage': '.su files of the compiler',
  vmstat: 'kstack lines of /proc/vmstat',
  buddyinfo: '/proc/buddyinfo',
  folded: 'folded stacks',
}

/** What was recognised, used, mended and ignored. */
export function describePaste(paste: Paste): readonly string[] {
  const { reading } = paste
  if (paste.kind === 'nothing') return [paste.reason, ...describeReading(reading)]
  return [
    `Read as ${formatNames[paste.format]}: ${describeContent(paste)}.`,
    ...(paste.kind === 'chain' || paste.kind === 'crash' ? describeCrash(paste.crash) : []),
    ...describeTail(paste),
    ...describeReading(reading),
  ]
}

function describeContent(paste: Exclude<Paste, { kind: 'nothing' }>): string {
  switch (paste.kind) {
    case 'chain': {
      const others = paste.othersCount > 0 ? `, the deepest of ${paste.othersCount + 1} tables` : ''
      return `${paste.frames.length} frames, ${paste.depth} bytes${others}`
    }
    case 'crash':
      return 'registers, and no table of frames'
    case 'functions':
      return `${paste.functions.length} functions, which are no chain of calls`
    case 'depths':
      return `${countThreads(paste.classes)} threads by depth`
    case 'free-blocks':
      return `${paste.zones.length} zones of free blocks`
  }
}

function countThreads(classes: readonly DepthClass[]): number {
  return classes.reduce((sum, { threads }) => sum + threads, 0)
}

function describeCrash(crash: Crash | undefined): readonly string[] {
  if (crash === undefined) return []
  const { stackPointer, leastLeft } = crash
  const least = leastLeft.reduce<number | undefined>(
    (min, { bytesLeft }) => Math.min(min ?? bytesLeft, bytesLeft),
    undefined,
  )
  const sentences: string[] = []
  if (stackPointer !== undefined) {
    const { depth, bytesBelow, stackSize, line, symbol } = stackPointer
    const where = symbol === undefined ? '' : ` in ${symbol}()`
    const below =
      bytesBelow > 0 ? `, ${bytesBelow} bytes below the stack` : `, inside a stack of ${stackSize}`
    sentences.push(`Line ${line}: the stack pointer stood ${depth} bytes deep${where}${below}.`)
  }
  if (least !== undefined) sentences.push(`The least that a thread had left is ${least} bytes.`)
  return sentences
}

function describeTail(paste: Paste): readonly string[] {
  if (paste.kind !== 'chain') return []
  if (paste.hiddenTail !== undefined) {
    return [`${paste.hiddenTail} bytes of that the tracer did not see; they are taken as the tail.`]
  }
  return [
    'The tail of 1160 bytes stays that of the crash of 2014 unless you set another: nothing here tells yours.',
  ]
}

function describeReading(reading: Reading): readonly string[] {
  const { linesUsed, linesIgnored, ignored, repairs, repairsCount } = reading
  return [
    `${linesUsed} lines used, ${repairsCount} mended, ${linesIgnored} ignored.`,
    ...repairs.map(({ line, text }) => `  mended ${line}: ${text}`),
    ...describeRest(repairsCount - repairs.length),
    ...ignored.map(({ line, text }) => `  ignored ${line}: ${text}`),
    ...describeRest(linesIgnored - ignored.length),
  ]
}

function describeRest(count: number): readonly string[] {
  return count > 0 ? [`  … and ${count} more`] : []
}

/**
 * The run that a paste asks for.
 * @param calls functions to put upon each other, first called first, where the paste has no chain
 */
export function toRun(paste: Paste, calls: readonly string[] = []): PasteRun {
  switch (paste.kind) {
    case 'chain':
      return toStackRun(paste.frames, {
        ...(paste.hiddenTail !== undefined && { tail: toTail(paste.hiddenTail) }),
        ...(paste.crash?.stackPointer !== undefined && {
          size: String(paste.crash.stackPointer.stackSize / 1024),
        }),
      })
    case 'functions':
      return toFunctionsRun(paste, calls)
    case 'depths':
      if (countThreads(paste.classes) === 0) return nothing('No thread has been counted yet.')
      return run('stack-memory', { depths: 'pasted', counts: toCounts(paste.classes) })
    case 'free-blocks':
      return run('stack-memory', { blocks: toBlocks(paste.zones) })
    case 'crash':
      return nothing('There are registers but no frames to replay.')
    case 'nothing':
      return nothing(paste.reason)
  }
}

function toStackRun(
  frames: readonly Frame[],
  more: Readonly<Record<string, string>> = {},
): PasteRun {
  const compact = formatCompactFrames(frames)
  if (compact.length > compactLengthMax) {
    return nothing(
      `Unexpected chain of ${frames.length} frames, expected one of at most ${compactLengthMax} characters in all.`,
    )
  }
  return run('kernel-stack', { trace: 'pasted', frames: compact, ...more })
}

function toTail(bytes: number): string {
  return String(Math.min(tailMax, Math.ceil(bytes / 8) * 8))
}

/** Registers a function of the kernel saves at most, as an estimate where the tool counts none. */
const savedRegisters = 6

function toFunctionsRun(
  { functions, format }: Extract<Paste, { kind: 'functions' }>,
  calls: readonly string[],
): PasteRun {
  if (calls.length === 0) {
    return nothing('Functions are no chain of calls: name those that call each other, in order.')
  }
  const chosen = calls.map((name) => functions.find((one) => isCalled(one, name)))
  const missing = calls.filter((_, at) => chosen[at] === undefined)
  if (missing.length > 0) {
    return nothing(`Unexpected functions ${missing.join(', ')}, expected some of the paste.`)
  }
  const counted = format === 'stack-usage' ? 'counted' : savedRegisters
  return toStackRun(
    stackFunctions(
      chosen.flatMap((one) => one ?? []),
      { savedRegisters: counted },
    ),
  )
}

/** Counts from 1 KiB on; a class that the kernel did not print has none. */
function toCounts(classes: readonly DepthClass[]): string {
  const counts: number[] = []
  for (let upTo = 1_024; upTo <= 131_072; upTo *= 2) {
    counts.push(classes.find(({ upToBytes }) => upToBytes === upTo)?.threads ?? 0)
  }
  while (counts.length > 1 && counts.at(-1) === 0) counts.pop()
  return counts.join(',')
}

/** The zone with the most free pages: threads get their stacks from there. */
function toBlocks(zones: readonly BuddyRow[]): string {
  const pagesOf = ({ blocks }: BuddyRow) =>
    blocks.reduce((sum, count, order) => sum + count * (1 << order), 0)
  const largest = zones.reduce((best, zone) => (pagesOf(zone) > pagesOf(best) ? zone : best))
  return largest.blocks.join(',')
}

function run(
  scenario: 'kernel-stack' | 'stack-memory',
  parameters: Readonly<Record<string, string>>,
): PasteRun {
  return { kind: 'run', scenario, parameters }
}

function nothing(reason: string): PasteRun {
  return { kind: 'nothing', reason }
}
