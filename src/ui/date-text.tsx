// Dates as readers need them: absolute, in UTC, never more exact than the source.

import { formatPartialDate, formatTimeOfDay, type PartialDate } from '#domain'

/** As prose has it, e.g. `2 October 2014`. */
export function DateText({ date }: { readonly date: PartialDate }) {
  return <time dateTime={date}>{formatPartialDate(date)}</time>
}

/** As tables have it, e.g. `2014-10-02 15:25`; columns of these align and sort by eye. */
export function DateCode({ date }: { readonly date: PartialDate }) {
  return (
    <time className="code" dateTime={date}>
      {date.slice(0, 16).replace('T', ' ')}
    </time>
  )
}

/** With the time of day where it is known, e.g. `2 October 2014, 15:25 UTC`. */
export function MomentText({ date }: { readonly date: PartialDate }) {
  const time = formatTimeOfDay(date)
  return (
    <time dateTime={date}>
      {formatPartialDate(date)}
      {time === undefined ? '' : `, ${time}`}
    </time>
  )
}

/** A span of days without saying twice what both ends share, e.g. `2–15 October 2014`. */
export function formatSpan(started: PartialDate, ended: PartialDate | undefined): string {
  const from = formatPartialDate(started)
  if (ended === undefined) return `since ${from}`
  const to = formatPartialDate(ended)
  if (from === to) return from
  const first = from.split(' ')
  const last = to.split(' ')
  if (first.length !== last.length) return `${from} – ${to}`
  let shared = 0
  while (shared < first.length && first.at(-1 - shared) === last.at(-1 - shared)) shared += 1
  const kept = first.slice(0, first.length - shared)
  const joint = kept.length === 1 && last.length === 3 ? '–' : ' – '
  return `${kept.join(' ')}${joint}${to}`
}
