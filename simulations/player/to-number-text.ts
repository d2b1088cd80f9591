// Numbers as pages show them: those of the engine, with spaces at which no line breaks.

import { formatNumber } from '../engine/index.ts'

/** e.g. `449 985 000`, never torn apart at the end of a line. */
export function toNumberText(value: number, digits = 0): string {
  return formatNumber(value, digits).replaceAll(' ', '\u00a0')
}

/** A sentence in which no number is torn apart or from its unit at the end of a line. */
export function keepNumbersWhole(text: string): string {
  return text.replaceAll(/(?<=\d) (?=\d{3}(?!\d)|(?:[nµm]?s|[KM]?i?B|%|×)(?!\w))/gu, '\u00a0')
}

/** Three significant digits or so, e.g. `0.0098`, `31.7`, `1 143`. */
export function toShortText(value: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
  return toNumberText(value, digits)
}

/** Seconds in the unit one would say, e.g. `2.1 ms`. */
export function toDurationText(seconds: number): string {
  const size = Math.abs(seconds)
  if (size === 0) return '0\u00a0s'
  if (size < 1e-6) return `${toShortText(seconds * 1e9)}\u00a0ns`
  if (size < 1e-3) return `${toShortText(seconds * 1e6)}\u00a0µs`
  if (size < 1) return `${toShortText(seconds * 1e3)}\u00a0ms`
  return `${toNumberText(seconds, 2)}\u00a0s`
}
