// Anything a reader brings, told apart by what it says: a stack trace, a crash, frames of
// functions, counts of depths, free memory or folded stacks. Never throws and never sends anything.

import type { Frame } from '../frame.ts'
import { type FoldedLine, findDeepestPath, parseFoldedLine } from './folded.ts'
import { type FunctionFrame, functionsMax, mergeFunctions } from './function-frame.ts'
import { type BuddyRow, parseBuddyRow } from './parse-buddy-row.ts'
import { parseCheckstackRow } from './parse-checkstack.ts'
import { type Crash, createCrashReader, isCrashLine } from './parse-crash.ts'
import { type DepthClass, parseDepthCount } from './parse-depth-counts.ts'
import { isDisabledNotice, isTraceLine, parseStackTraces } from './parse-stack-trace.ts'
import { parseStackUsageRow } from './parse-stack-usage.ts'
import { pasteLengthMax, refuseLength } from './paste-length-max.ts'
import { createNotebook, type Notebook, type Reading } from './reading.ts'
import { type SourceLine, toSourceLines } from './source-lines.ts'

export type Format =
  | 'stack-trace'
  | 'crash'
  | 'checkstack'
  | 'stack-usage'
  | 'vmstat'
  | 'buddyinfo'
  | 'folded'

export type Paste =
  | {
      readonly kind: 'chain'
      readonly format: 'stack-trace' | 'crash' | 'folded'
      /** In the order of the calls. */
      readonly frames: readonly Frame[]
      readonly depth: number
      /** How many more tables the paste holds; the deepest is taken. */
      readonly othersCount: number
      readonly crash?: Crash
      /** What the crash shows beyond the trace; absent if it shows nothing. */
      readonly hiddenTail?: number
      readonly reading: Reading
    }
  | {
      readonly kind: 'crash'
      readonly format: 'crash'
      readonly crash: Crash
      readonly reading: Reading
    }
  | {
      readonly kind: 'functions'
      readonly format: 'checkstack' | 'stack-usage'
      readonly functions: readonly FunctionFrame[]
      readonly reading: Reading
    }
  | {
      readonly kind: 'depths'
      readonly format: 'vmstat'
      readonly classes: readonly DepthClass[]
      readonly reading: Reading
    }
  | {
      readonly kind: 'free-blocks'
      readonly format: 'buddyinfo'
      readonly zones: readonly BuddyRow[]
      readonly reading: Reading
    }
  | {
      readonly kind: 'nothing'
      /** A whole sentence for the reader. */
      readonly reason: string
      readonly reading: Reading
    }

/** Reads a paste; what is wrong with it is part of the answer. */
export function parsePaste(text: string): Paste {
  const notebook = createNotebook()
  if (text.length > pasteLengthMax) {
    return nothing(refuseLength(text.length), notebook)
  }
  const lines = toSourceLines(text)
  const format = detectFormat(lines)
  switch (format) {
    case 'stack-trace':
    case 'crash':
      return readChain(lines, notebook)
    case 'checkstack':
      return readFunctions(lines, notebook, { format, parse: parseCheckstackRow })
    case 'stack-usage':
      return readFunctions(lines, notebook, { format, parse: parseStackUsageRow })
    case 'vmstat':
      return readDepths(lines, notebook)
    case 'buddyinfo':
      return readZones(lines, notebook)
    case 'folded':
      return readFolded(lines, notebook)
    default:
      return explainNothing(lines, notebook)
  }
}

type Recogniser = (line: SourceLine, next: SourceLine | undefined) => boolean

const recognisers: readonly (readonly [Format, Recogniser])[] = [
  ['stack-trace', isTraceLine],
  ['crash', isCrashLine],
  ['checkstack', ({ text }) => parseCheckstackRow(text) !== undefined],
  ['stack-usage', ({ text }) => parseStackUsageRow(text) !== undefined],
  ['vmstat', ({ text }) => parseDepthCount(text) !== undefined],
  ['buddyinfo', ({ text }) => parseBuddyRow(text) !== undefined],
]

/** The format of the first line that has one; folded stacks only if no line has another. */
export function detectFormat(lines: readonly SourceLine[]): Format | undefined {
  for (const [at, line] of lines.entries()) {
    const known = recognisers.find(([, isOne]) => isOne(line, lines[at + 1]))
    if (known !== undefined) return known[0]
  }
  const isFolded = ({ text }: SourceLine) =>
    text.includes(';') && parseFoldedLine(text) !== undefined
  return lines.some(isFolded) ? 'folded' : undefined
}

function readChain(lines: readonly SourceLine[], notebook: Notebook): Paste {
  const reader = createCrashReader()
  const { deepest, count } = parseStackTraces(lines, notebook, (line) => reader.take(line))
  const crash = reader.toCrash()
  if (deepest === undefined) {
    if (crash === undefined) return explainNothing(lines, notebook)
    return { kind: 'crash', format: 'crash', crash, reading: notebook.toReading() }
  }
  const hiddenTail = crash === undefined ? undefined : findHiddenTail(crash, deepest.depth)
  return {
    kind: 'chain',
    format: crash === undefined ? 'stack-trace' : 'crash',
    frames: deepest.frames,
    depth: deepest.depth,
    othersCount: count - 1,
    ...(crash !== undefined && { crash }),
    ...(hiddenTail !== undefined && { hiddenTail }),
    reading: notebook.toReading(),
  }
}

/** What the stack held beyond the trace. In the tracer itself it holds the tracer, which is no tail. */
function findHiddenTail({ stackPointer }: Crash, traced: number): number | undefined {
  if (stackPointer === undefined || stackPointer.symbol === 'stack_trace_call') return undefined
  const beyond = stackPointer.depth - traced
  return beyond > 0 ? beyond : undefined
}

function readFunctions(
  lines: readonly SourceLine[],
  notebook: Notebook,
  {
    format,
    parse,
  }: {
    readonly format: 'checkstack' | 'stack-usage'
    readonly parse: (text: string) => FunctionFrame | undefined
  },
): Paste {
  const found: FunctionFrame[] = []
  for (const line of lines) {
    const row = found.length < functionsMax ? parse(line.text) : undefined
    if (row === undefined) notebook.ignore(line)
    else {
      notebook.use()
      found.push(row)
    }
  }
  const functions = mergeFunctions(found)
  if (functions.length < found.length) {
    notebook.repair(
      1,
      `${found.length - functions.length} lines name a function again: the largest frame counts, sums would count it twice`,
    )
  }
  return { kind: 'functions', format, functions, reading: notebook.toReading() }
}

function readDepths(lines: readonly SourceLine[], notebook: Notebook): Paste {
  const classes = new Map<number, DepthClass>()
  for (const line of lines) {
    const one = parseDepthCount(line.text)
    if (one === undefined) {
      notebook.ignore(line)
      continue
    }
    notebook.use()
    if (classes.has(one.upToBytes)) {
      notebook.repair(line.number, 'the class is named again: the last count is taken')
    }
    classes.set(one.upToBytes, one)
  }
  const sorted = [...classes.values()].sort((a, b) => a.upToBytes - b.upToBytes)
  return { kind: 'depths', format: 'vmstat', classes: sorted, reading: notebook.toReading() }
}

const zonesMax = 1_000

function readZones(lines: readonly SourceLine[], notebook: Notebook): Paste {
  const zones: BuddyRow[] = []
  for (const line of lines) {
    const zone = zones.length < zonesMax ? parseBuddyRow(line.text) : undefined
    if (zone === undefined) notebook.ignore(line)
    else {
      notebook.use()
      zones.push(zone)
    }
  }
  return { kind: 'free-blocks', format: 'buddyinfo', zones, reading: notebook.toReading() }
}

function readFolded(lines: readonly SourceLine[], notebook: Notebook): Paste {
  const folded: FoldedLine[] = []
  for (const line of lines) {
    const one = parseFoldedLine(line.text)
    if (one === undefined) notebook.ignore(line)
    else {
      notebook.use()
      folded.push(one)
    }
  }
  const { frames, linesAside } = findDeepestPath(folded)
  if (linesAside > 0) {
    notebook.repair(1, `${linesAside} lines lie beside the deepest path and are left out`)
  }
  const depth = frames.reduce((sum, { size }) => sum + size, 0)
  const reading = notebook.toReading()
  return { kind: 'chain', format: 'folded', frames, depth, othersCount: 0, reading }
}

function explainNothing(lines: readonly SourceLine[], notebook: Notebook): Paste {
  for (const line of lines) notebook.ignore(line)
  if (lines.some(({ text }) => isDisabledNotice(text))) {
    return nothing(
      'The stack tracer was off. Turn it on with `echo 1 > /proc/sys/kernel/stack_tracer_enabled`, load the machine, and read the file again.',
      notebook,
    )
  }
  return nothing(
    'Unexpected text, expected a stack_trace of ftrace, a crash log, output of checkstack.pl, .su files, kstack lines of /proc/vmstat, /proc/buddyinfo or folded stacks.',
    notebook,
  )
}

function nothing(reason: string, notebook: Notebook): Paste {
  return { kind: 'nothing', reason, reading: notebook.toReading() }
}
