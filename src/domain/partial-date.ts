// Dates as sources give them: a year, a month, a day, or a second in UTC. Never more than is known.

declare const partialDateBrand: unique symbol

/** `2014`, `2014-10`, `2014-10-02` or `2014-10-02T15:25:43Z`; always UTC. */
export type PartialDate = string & { readonly [partialDateBrand]: true }

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})Z)?)?)?$/u

/** Reads a date of any precision; `undefined` if it is not one or names a day that never was. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00'] = match
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  const time = new Date(iso)
  // `new Date` rolls 30 February over into March instead of refusing it.
  if (Number.isNaN(time.getTime()) || time.toISOString().replace('.000', '') !== iso)
    return undefined
  return text as PartialDate
}

/** The first millisecond the date can mean, since the epoch. */
export function earliestMs(date: PartialDate): number {
  const [, year = '', month = '01', day = '01'] = pattern.exec(date) ?? []
  return date.includes('T') ? Date.parse(date) : Date.parse(`${year}-${month}-${day}T00:00:00Z`)
}

/** The last millisecond the date can mean, since the epoch. */
export function latestMs(date: PartialDate): number {
  if (date.includes('T')) return Date.parse(date) + 999
  const [year = 0, month = 12, day] = date.split('-').map(Number)
  return day === undefined ? Date.UTC(year, month, 1) - 1 : Date.UTC(year, month - 1, day + 1) - 1
}

/** Whether `a` is surely after `b`, whatever the unknown parts of both are. */
export function isSurelyAfter(a: PartialDate, b: PartialDate): boolean {
  return earliestMs(a) > latestMs(b)
}

/** Whether the two dates can mean the same moment: `2014-10` and `2014-10-02` can. */
export function canBeSame(a: PartialDate, b: PartialDate): boolean {
  return earliestMs(a) <= latestMs(b) && earliestMs(b) <= latestMs(a)
}

/** For sorting: by the earliest moment; the vaguer date comes last among equals. */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  return earliestMs(a) - earliestMs(b) || latestMs(a) - latestMs(b)
}

/** The year, e.g. `2014`. */
export function yearOf(date: PartialDate): number {
  return Number(date.slice(0, 4))
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
  const [year = '', month, day] = date.slice(0, 10).split('-')
  if (month === undefined) return year
  const name = months[Number(month) - 1]
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}

/** The time of day where known, e.g. `15:25 UTC`. */
export function formatTimeOfDay(date: PartialDate): string | undefined {
  return date.includes('T') ? `${date.slice(11, 16)} UTC` : undefined
}
