// Dates as readers need them: absolute, in UTC, never more exact than the source.

import type { ReactNode } from 'react'
import { formatPartialDate, formatTimeOfDay, type PartialDate } from '#domain'

export interface TimeTextProps {
  readonly date: PartialDate
  readonly className?: string
  readonly children: ReactNode
}

/** Text that says a date, with the date for machines; `before` and `after` have none to give. */
export function TimeText({ date, className, children }: TimeTextProps) {
  if (!/^\d/u.test(date)) return <span className={className}>{children}</span>
  return (
    <time className={className} dateTime={date}>
      {children}
    </time>
  )
}

/** As prose has it, e.g. `2 October 2014`. */
export function DateText({ date }: { readonly date: PartialDate }) {
  return <TimeText date={date}>{formatPartialDate(date)}</TimeText>
}

/** As tables have it, e.g. `2014-10-02 15:25`; columns of these align and sort by eye. */
export function DateCode({ date }: { readonly date: PartialDate }) {
  return (
    <TimeText date={date} className="code">
      {date.replace(/T(\d{2}:\d{2}).*$/u, ' $1')}
    </TimeText>
  )
}

/** With the time of day where it is known, e.g. `2 October 2014, 15:25`; the site is in UTC. */
export function MomentText({ date }: { readonly date: PartialDate }) {
  const time = formatTimeOfDay(date)?.replace(' UTC', '')
  return (
    <TimeText date={date}>
      {[formatPartialDate(date), time].filter((part) => part !== undefined).join(', ')}
    </TimeText>
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
