// Dates as readers write them behind `d:`: days, months, years, and how long ago, as git and lore know
// it. Always UTC. The clock comes in as an argument.

const dayMs = 86_400_000

/** The first and the last millisecond that is meant. */
export interface DateSpan {
  readonly from: number
  readonly to: number
}

const written =
  /^(?<year>\d{4})(?:-?(?<month>\d{2})(?:-?(?<day>\d{2})(?:[T.]?(?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2}))?Z?)?)?)?$/u
const ago =
  /^(?:(?<last>last)|(?<count>\d{1,4}))[.\s](?<unit>day|week|month|year)s?(?<ago>[.\s]ago)?$/u

/** e.g. `2014-05`, `20140528`, `yesterday`, `last.week`, `2.months.ago`; `undefined` if it is none. */
export function parseQueryDate(text: string, nowMs: number): DateSpan | undefined {
  const word = text.toLowerCase()
  if (word === 'today' || word === 'now') return toDay(nowMs)
  if (word === 'yesterday') return toDay(nowMs - dayMs)
  const { last, count, unit, ago: said } = ago.exec(word)?.groups ?? {}
  if (unit !== undefined && (last === undefined) !== (said === undefined)) {
    return toDay(goBack(nowMs, Number(count ?? 1), unit))
  }
  const { year, month, day, hour, minute, second } = written.exec(text.toUpperCase())?.groups ?? {}
  if (year === undefined) return undefined
  const start = Date.UTC(
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  )
  // `Date` rolls 30 February over into March instead of refusing it.
  const given = [year, month ?? '01', day ?? '01', hour ?? '00', minute ?? '00', second ?? '00']
  if (new Date(start).toISOString().replaceAll(/\D/gu, '').slice(0, 14) !== given.join('')) {
    return undefined
  }
  return { from: start, to: toEnd(start, { month, day, hour, second }) - 1 }
}

function toEnd(
  start: number,
  { month, day, hour, second }: Readonly<Record<string, string | undefined>>,
): number {
  const date = new Date(start)
  if (month === undefined) return Date.UTC(date.getUTCFullYear() + 1, 0)
  if (day === undefined) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  if (hour === undefined) return start + dayMs
  return start + (second === undefined ? 60_000 : 1_000)
}

function toDay(ms: number): DateSpan {
  const from = Math.floor(ms / dayMs) * dayMs
  return { from, to: from + dayMs - 1 }
}

function goBack(nowMs: number, count: number, unit: string): number {
  if (unit === 'day') return nowMs - count * dayMs
  if (unit === 'week') return nowMs - count * 7 * dayMs
  const date = new Date(nowMs)
  const months = date.getUTCMonth() - count * (unit === 'year' ? 12 : 1)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate()
  return Date.UTC(date.getUTCFullYear(), months, Math.min(date.getUTCDate(), lastDay))
}
