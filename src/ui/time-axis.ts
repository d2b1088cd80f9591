// A time axis that shows days beside years without lying about either. Where a burst of events
// stands next to a long pause, the axis is broken: the pause is named, and each stretch between
// pauses keeps a scale of its own, shown by its own ticks.

import { scaleUtc } from 'd3-scale'

export interface TimeAxis {
  /** Where the moment stands, between `from` and `to`. */
  readonly at: (ms: number) => number
  readonly runs: readonly TimeRun[]
  readonly breaks: readonly TimeBreak[]
}

export interface TimeRun {
  readonly startMs: number
  readonly endMs: number
  readonly from: number
  readonly to: number
}

export interface TimeBreak {
  readonly gapMs: number
  readonly from: number
  readonly to: number
}

export interface TimeAxisOptions {
  readonly from: number
  readonly to: number
  /** Room for one pause and its name. */
  readonly breakWidth: number
}

// A pause this many times longer than the whole burst beside it would press the burst into a dot.
const pauseRatio = 8
const burstSizeMin = 3
// Hours and days are the rhythm of a list; only longer silence is a pause.
const pauseMsMin = 14 * 86_400_000

export function createTimeAxis(times: readonly number[], options: TimeAxisOptions): TimeAxis {
  const sorted = [...new Set(times)].sort((a, b) => a - b)
  const { from, to, breakWidth } = options
  const bursts = splitIntoBursts(sorted)
  const breakSum = (bursts.length - 1) * breakWidth
  // A stretch with more events gets more room; a single moment needs hardly any.
  const weights = bursts.map((burst) => (burst.length === 1 ? 0.25 : burst.length + 2))
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)

  const runs: TimeRun[] = []
  const breaks: TimeBreak[] = []
  let cursor = from
  for (const [index, burst] of bursts.entries()) {
    const startMs = burst[0] ?? 0
    const endMs = burst.at(-1) ?? startMs
    const previous = runs.at(-1)
    if (previous !== undefined) {
      breaks.push({ gapMs: startMs - previous.endMs, from: cursor, to: cursor + breakWidth })
      cursor += breakWidth
    }
    const length = ((to - from - breakSum) * (weights[index] ?? 0)) / weightSum
    const end = burst.length === 1 ? cursor : cursor + length
    runs.push({ startMs, endMs, from: cursor, to: end })
    cursor = end
  }
  return { at: (ms) => locate(ms, runs), runs, breaks }
}

/** The moments, split at every pause beside which a burst would become a dot. */
function splitIntoBursts(sorted: readonly number[]): (readonly number[])[] {
  const burst = findBurst(sorted)
  if (burst === undefined) return [sorted]
  const [start, end] = burst
  return [sorted.slice(0, start), sorted.slice(start, end), sorted.slice(end)]
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 && start === 0 ? [part] : splitIntoBursts(part)))
}

/** The longest stretch that is short against the pauses beside it; the beginning may be two. */
function findBurst(sorted: readonly number[]): readonly [start: number, end: number] | undefined {
  for (let size = sorted.length - 1; size >= 2; size -= 1)
    for (let start = 0; start + size <= sorted.length; start += 1) {
      if (size < burstSizeMin && start > 0) break
      if (isBurst(sorted, start, start + size)) return [start, start + size]
    }
  return undefined
}

function isBurst(sorted: readonly number[], start: number, end: number): boolean {
  const first = sorted[start] ?? 0
  const last = sorted[end - 1] ?? 0
  const before = sorted[start - 1]
  const after = sorted[end]
  const pauseMs = Math.max((last - first) * pauseRatio, pauseMsMin)
  return (
    (before === undefined || first - before >= pauseMs) &&
    (after === undefined || after - last >= pauseMs)
  )
}

function locate(ms: number, runs: readonly TimeRun[]): number {
  const run = runs.find(({ endMs }) => ms <= endMs) ?? runs.at(-1)
  if (run === undefined) return 0
  if (run.startMs === run.endMs) return run.from
  return scaleUtc([run.startMs, run.endMs], [run.from, run.to]).clamp(true)(ms)
}

export interface Tick {
  readonly x: number
  readonly label: string
}

const tickWidth = 64

/** Round moments along every run, as many as there is room for; a single moment has one. */
export function listTicks({ runs }: TimeAxis): Tick[] {
  const ticks: Tick[] = []
  const add = (x: number, label: string) => {
    const last = ticks.at(-1)
    if (last === undefined || x - last.x >= tickWidth * 0.8) ticks.push({ x, label })
  }
  for (const { startMs, endMs, from, to } of runs) {
    if (startMs === endMs) {
      add(from, formatTick(new Date(startMs), 'day'))
      continue
    }
    const scale = scaleUtc([startMs, endMs], [from, to])
    const rounds = scale.ticks(Math.max(2, Math.floor((to - from) / tickWidth)))
    const unit = findTickUnit(rounds)
    // Ticks within a day would all carry the same name.
    for (const moment of rounds)
      if (unit !== 'hour' || moment.getUTCHours() === 0)
        add(scale(moment), formatTick(moment, unit))
  }
  return ticks
}

type TickUnit = 'year' | 'month' | 'day' | 'hour'

/** The largest unit at whose beginning all the moments stand. */
function findTickUnit(moments: readonly Date[]): TickUnit {
  const areAllAt = (beginning: string) =>
    moments.every((moment) => moment.toISOString().endsWith(beginning))
  if (areAllAt('-01-01T00:00:00.000Z')) return 'year'
  if (areAllAt('-01T00:00:00.000Z')) return 'month'
  return areAllAt('T00:00:00.000Z') ? 'day' : 'hour'
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function formatTick(moment: Date, unit: TickUnit): string {
  const year = moment.getUTCFullYear()
  const month = months[moment.getUTCMonth()]
  if (unit === 'year') return String(year)
  return unit === 'month' ? `${month} ${year}` : `${moment.getUTCDate()} ${month}`
}

const dayMs = 86_400_000
const units = [
  { name: 'year', ms: 365.25 * dayMs },
  { name: 'month', ms: 30.44 * dayMs },
  { name: 'day', ms: dayMs },
  { name: 'hour', ms: dayMs / 24 },
] as const

/** A pause as one says it, e.g. `3 years`, `2 months`, `5 days`. */
export function formatGap(gapMs: number): string {
  const unit = units.find(({ ms }) => gapMs >= ms * 1.5) ?? units.find(({ ms }) => gapMs >= ms)
  const { name, ms } = unit ?? { name: 'hour', ms: dayMs / 24 }
  const count = Math.max(1, Math.round(gapMs / ms))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
