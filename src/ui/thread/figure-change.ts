// What we compute from a figure's numbers: the difference and the change in percent.

import type { Figure, FigureRow, FigureUnit } from '#domain'

export interface FigureChange {
  /** e.g. `−31.1 s`. */
  readonly difference: string
  /** e.g. `−20.5 %`; absent where the first number is nothing. */
  readonly percent?: string
}

export function computeChange(figure: Figure, row: FigureRow): FigureChange | undefined {
  const pair = readPair(figure, row)
  if (pair === undefined) return undefined
  const [before, after] = pair
  const difference = sign(after - before) + formatAmount(Math.abs(after - before), figure.unit)
  if (before === 0 || figure.unit === 'percent') return { difference }
  const percent = ((after - before) / before) * 100
  return { difference, percent: `${sign(percent)}${round(Math.abs(percent))} %` }
}

/** The two numbers compared, where the row has both. */
export function readPair(figure: Figure, row: FigureRow): readonly [number, number] | undefined {
  if (figure.compare === undefined) return undefined
  const before = row.values[figure.compare[0]]
  const after = row.values[figure.compare[1]]
  return typeof before === 'number' && typeof after === 'number' ? [before, after] : undefined
}

function sign(value: number): string {
  return value < 0 ? '−' : value > 0 ? '+' : ''
}

const narrow = '\u202F'

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function formatAmount(value: number, unit: FigureUnit): string {
  switch (unit) {
    case 'duration':
      return formatDuration(value)
    case 'bytes':
      return formatBytes(value)
    case 'percent':
      return `${round(value)} points`
    default:
      return formatCount(value)
  }
}

function formatDuration(seconds: number): string {
  if (seconds >= 1) return `${round(seconds)} s`
  if (seconds >= 1e-3) return `${round(seconds * 1e3)} ms`
  return seconds === 0 ? '0 s' : `${round(seconds * 1e6)} µs`
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
  // Whole bytes up to 10 000: stack frames are argued about by the byte.
  if (bytes < 10_000) return `${formatCount(bytes)} B`
  const power = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${round(bytes / 1024 ** power)} ${units[power]}`
}

function formatCount(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1)
  return text.replace(/\B(?=(?:\d{3})+(?!\d))/gu, narrow)
}
