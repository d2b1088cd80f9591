// The Date header, in all the forms lists have seen. `Date.parse` knows some of them and guesses at
// the rest; a guess here would put a message into the wrong year.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const zones: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420 },
  ...{ mdt: -360, pst: -480, pdt: -420, cet: 60, cest: 120, met: 60, mest: 120, bst: 60, jst: 540 },
}

const mailPattern =
  /^(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?[\s-]+(\d{2,4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?/u
/** As `date` and ctime write it: `Wed May 28 19:13:45 2014 +1000`. */
const unixPattern =
  /^(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3})[A-Za-z]*\s+(\d{1,2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([A-Za-z]{1,5})\s+)?(\d{4})(?:\s+([+-]\d{2}:?\d{2}))?/u
const isoPattern =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?/u

interface Moment {
  readonly year: string
  readonly month: number
  readonly day: string
  readonly time: readonly (string | undefined)[]
  readonly zone: string | undefined
}

/** Milliseconds since the epoch, or `undefined` if the text is no date. */
export function parseDate(text: string): number | undefined {
  const plain = text
    .slice(0, 200)
    .replaceAll(/\([^()]*\)/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const moment = readMail(plain) ?? readUnix(plain) ?? readIso(plain)
  return moment === undefined ? undefined : toMs(moment)
}

function readMail(text: string): Moment | undefined {
  const [, day, month, year, hour, minute, second, zone] = mailPattern.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  return {
    year,
    month: months.indexOf(month.toLowerCase()),
    day,
    time: [hour, minute, second],
    zone,
  }
}

function readUnix(text: string): Moment | undefined {
  const [, month, day, hour, minute, second, name, year, offset] = unixPattern.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  const zone = offset ?? name
  return {
    year,
    month: months.indexOf(month.toLowerCase()),
    day,
    time: [hour, minute, second],
    zone,
  }
}

function readIso(text: string): Moment | undefined {
  const [, year, month, day, hour, minute, second, zone] = isoPattern.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  return { year, month: Number(month) - 1, day, time: [hour, minute, second], zone }
}

function toMs({ year, month, day, time, zone }: Moment): number | undefined {
  const [hour = 0, minute = 0, second = 0] = time.map((part) => Number(part ?? 0))
  if (month < 0 || month > 11 || Number(day) < 1 || Number(day) > 31) return undefined
  if (hour > 24 || minute > 59 || second > 60) return undefined
  const offset = toOffsetMinutes(zone)
  const ms = Date.UTC(toFullYear(year), month, Number(day), hour, minute, second) - offset * 60_000
  // Before the first mail and after every clock: a number, but not a date.
  return ms >= Date.UTC(1970, 0, 1) && ms < Date.UTC(2100, 0, 1) ? ms : undefined
}

/** RFC 5322, 4.3: two digits below 50 are of this century, other short years of the last. */
function toFullYear(year: string): number {
  const value = Number(year)
  if (year.length === 2) return value < 50 ? 2000 + value : 1900 + value
  return year.length === 3 ? 1900 + value : value
}

/** `+2000` is a slip for `+0200` in one list's mail; offsets beyond 15 hours are taken as none. */
function toOffsetMinutes(zone = ''): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone) ?? []
  if (hours === undefined) return zones[zone.toLowerCase()] ?? 0
  const total = Number(hours) * 60 + Number(minutes)
  if (total > 15 * 60) return 0
  return sign === '-' ? -total : total
}
