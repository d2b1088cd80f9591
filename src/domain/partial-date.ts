// Dates as sources give them: a year, a month, a day, or a second in UTC. Never more than is known.

declare const partialDateBrand: unique symbol

/**
 * `2014`, `2014-10`, `2014-10-02` or `2014-10-02T15:25:43Z`; always UTC. Where a source says only that
 * something had happened by then, or only later: `before 2014-10-02`, `after 2014-10-15`.
 */
export type PartialDate = string & { readonly [partialDateBrand]: true }

const pattern =
  /^(?:(?<side>before|after) )?(?<year>\d{4})(?:-(?<month>\d{2})(?:-(?<day>\d{2})(?:T(?<time>\d{2}:\d{2}:\d{2})Z)?)?)?$/u

/** Reads a date of any precision; `undefined` if it is not one or names a day that never was. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const iso = toFirstMoment(match.groups)
  const time = new Date(iso)
  // `new Date` rolls 30 February over into March instead of refusing it.
  if (Number.isNaN(time.getTime()) || time.toISOString().replace('.000', '') !== iso)
    return undefined
  return text as PartialDate
}

type Parts = Record<string, string> | undefined

function toFirstMoment(parts: Parts): string {
  const { year = '', month = '01', day = '01', time = '00:00:00' } = parts ?? {}
  return `${year}-${month}-${day}T${time}Z`
}

type Side = 'before' | 'after'

function sideOf(date: PartialDate): Side | undefined {
  return pattern.exec(date)?.groups?.side as Side | undefined
}

/**
 * The first millisecond the date can mean, since the epoch. What happened before or after a date is
 * placed beside it, so that lists and time axes have a place for it.
 */
export function earliestMs(date: PartialDate): number {
  const first = Date.parse(toFirstMoment(pattern.exec(date)?.groups))
  const side = sideOf(date)
  if (side === 'before') return first - 1
  return side === 'after' ? endMs(date) + 1 : first
}

/** The last millisecond the date can mean, since the epoch; see `earliestMs` for `before` and `after`. */
export function latestMs(date: PartialDate): number {
  return sideOf(date) === undefined ? endMs(date) : earliestMs(date)
}

/** The last millisecond of the year, month, day or second that is written down. */
function endMs(date: PartialDate): number {
  const { year, month, day, time } = pattern.exec(date)?.groups ?? {}
  if (time !== undefined) return Date.parse(toFirstMoment(pattern.exec(date)?.groups)) + 999
  return day === undefined
    ? Date.UTC(Number(year), Number(month ?? 12), 1) - 1
    : Date.UTC(Number(year), Number(month) - 1, Number(day) + 1) - 1
}

/** Whether `a` is surely after `b`, whatever the unknown parts of both are. */
export function isSurelyAfter(a: PartialDate, b: PartialDate): boolean {
  return sideOf(a) !== 'before' && sideOf(b) !== 'after' && earliestMs(a) > latestMs(b)
}

/** Whether the two dates can mean the same moment: `2014-10` and `2014-10-02` can. */
export function canBeSame(a: PartialDate, b: PartialDate): boolean {
  return firstPossible(a) <= lastPossible(b) && firstPossible(b) <= lastPossible(a)
}

function firstPossible(date: PartialDate): number {
  return sideOf(date) === 'before' ? Number.NEGATIVE_INFINITY : earliestMs(date)
}

function lastPossible(date: PartialDate): number {
  return sideOf(date) === 'after' ? Number.POSITIVE_INFINITY : latestMs(date)
}

/** For sorting: by the earliest moment; the vaguer date comes last among equals. */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  return earliestMs(a) - earliestMs(b) || latestMs(a) - latestMs(b)
}

/** The year, e.g. `2014`; of `before 2014-01-01` it is 2013. */
export function yearOf(date: PartialDate): number {
  return new Date(earliestMs(date)).getUTCFullYear()
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** As prose has it, absolute and in UTC, e.g. `2 October 2014`; the time of day is left out. */
export function formatPartialDate(date: PartialDate): string {
  const { side, year = '', month, day } = pattern.exec(date)?.groups ?? {}
  const prefix = side === undefined ? '' : `${side} `
  if (month === undefined) return prefix + year
  const name = months[Number(month) - 1]
  return prefix + (day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`)
}

/** The time of day where known, e.g. `15:25 UTC`. */
export function formatTimeOfDay(date: PartialDate): string | undefined {
  const { side, time } = pattern.exec(date)?.groups ?? {}
  return time === undefined || side !== undefined ? undefined : `${time.slice(0, 5)} UTC`
}

/** For the `datetime` of HTML, which knows neither `before` nor `after`. */
export function toDatetime(date: PartialDate): string {
  return date.replace(/^(?:before|after) /u, '')
}
