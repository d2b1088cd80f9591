// The life of the proposal on a time axis: postings and outcome above, what followed below.

import {
  anchors,
  earliestMs,
  formatPartialDate,
  latestMs,
  type PartialDate,
  type ThreadEntry,
} from '#domain'
import { AxisLine } from '../axis-line.tsx'
import { DateText } from '../date-text.tsx'
import { ScrollRegion } from '../scroll-region.tsx'
import { createTimeAxis } from '../time-axis.ts'
import { isVague } from './moments.ts'

interface LifeEvent {
  readonly key: string
  readonly kind: 'posted' | 'outcome' | 'later'
  readonly label: string
  readonly note: string
  readonly href: string
  readonly on: PartialDate | undefined
}

interface PlacedEvent extends LifeEvent {
  readonly x: number
}

const width = 960
const laneHeight = 20
// Labels run to the right of their stem, so the last ones need room after the axis ends.
const tail = 236
// IBM Plex Sans at 13 px, on average; labels are cut so that the guess cannot go far wrong.
const letterWidth = 6.7
const labelLengthMax = 30
// Room that an event without a date takes between its neighbours.
const undatedWidth = 42

export function Lifeline({ entry }: { readonly entry: ThreadEntry }) {
  const events = listEvents(entry)
  const dated = events.filter(({ on }) => on !== undefined)
  return (
    <div className="lifeline">
      {dated.length > 1 && (
        <ScrollRegion label="Lifeline of the proposal, drawn">
          <Picture events={events} />
        </ScrollRegion>
      )}
      <details className="behind">
        <summary>The same as a list</summary>
        <EventList events={events} />
      </details>
    </div>
  )
}

/** Postings, outcome and follow-ups in the order of the entry, which knows it where dates do not. */
function listEvents({ series, outcome, followUps }: ThreadEntry): LifeEvent[] {
  const release = outcome.release === undefined ? '' : ` for ${outcome.release}`
  return [
    ...series.map(
      ({ id, label, subject, on }): LifeEvent => ({
        key: id,
        kind: 'posted',
        label,
        note: subject,
        href: `#${anchors.revision(id)}`,
        on,
      }),
    ),
    {
      key: 'outcome',
      kind: 'outcome',
      label: outcome.state === 'merged' ? `merged${release}` : outcome.state,
      note: outcome.summary,
      href: '#outcome',
      on: outcome.on,
    },
    ...followUps.map(
      ({ id, title, summary, on }): LifeEvent => ({
        key: id,
        kind: 'later',
        label: title,
        note: summary,
        href: `#${anchors.followUp(id)}`,
        on,
      }),
    ),
  ]
}

/** A vague date stands in the middle of what it can mean. */
function toMiddleMs(on: PartialDate): number {
  return (earliestMs(on) + latestMs(on)) / 2
}

interface Flag {
  readonly event: PlacedEvent
  readonly text: string
  readonly lane: number
}

function Picture({ events }: { readonly events: readonly LifeEvent[] }) {
  const { placed, axis } = placeEvents(events)
  const above = raiseFlags(placed.filter(({ kind }) => kind !== 'later'))
  const below = raiseFlags(placed.filter(({ kind }) => kind === 'later'))
  const axisY = heightOf(above) + 8
  const height = axisY + 24 + heightOf(below)
  return (
    <svg
      className="picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${events.length} events in order of time; the same as a list below`}
    >
      <AxisLine axis={axis} y={axisY} />
      {above.map((flag) => (
        <FlagMark key={flag.event.key} flag={flag} axisY={axisY} side={-1} />
      ))}
      {below.map((flag) => (
        <FlagMark key={flag.event.key} flag={flag} axisY={axisY} side={1} />
      ))}
    </svg>
  )
}

/** Dated events stand on the axis; the others between their neighbours, where the order puts them. */
function placeEvents(events: readonly LifeEvent[]) {
  const times = events.flatMap(({ on }) => (on === undefined ? [] : toMiddleMs(on)))
  const undatedLast = events.length - 1 - events.findLastIndex(({ on }) => on !== undefined)
  const undatedMost = countUndatedMost(events)
  const axis = createTimeAxis(times, {
    from: 8,
    to: width - tail - undatedLast * undatedWidth,
    breakWidth: Math.max(84, (undatedMost + 1) * undatedWidth),
  })
  const placed: PlacedEvent[] = []
  for (const [index, event] of events.entries()) {
    if (event.on !== undefined) {
      placed.push({ ...event, x: axis.at(toMiddleMs(event.on)) })
      continue
    }
    const before = placed.at(-1)?.x ?? 8
    const rest = events.slice(index)
    const steps = rest.findIndex(({ on }) => on !== undefined)
    const next = steps === -1 ? undefined : rest[steps]?.on
    const after = next === undefined ? Number.POSITIVE_INFINITY : axis.at(toMiddleMs(next))
    const step = Math.min(undatedWidth, (after - before) / (steps + 1))
    placed.push({ ...event, x: before + step })
  }
  return { placed, axis }
}

/** The most events without a date in a row. */
function countUndatedMost(events: readonly LifeEvent[]): number {
  let most = 0
  let row = 0
  for (const { on } of events) {
    row = on === undefined ? row + 1 : 0
    most = Math.max(most, row)
  }
  return most
}

function heightOf(flags: readonly Flag[]): number {
  return flags.length === 0 ? 0 : (Math.max(...flags.map(({ lane }) => lane)) + 1) * laneHeight + 8
}

/**
 * Gives every label a lane. From right to left: a label lies beyond every stem it passes,
 * so no stem ever cuts through a label.
 */
function raiseFlags(events: readonly PlacedEvent[]): Flag[] {
  const flags: Flag[] = []
  for (const event of events.toSorted((a, b) => b.x - a.x)) {
    const text = toFlagText(event)
    const end = event.x + text.length * letterWidth + 12
    const passed = flags.filter((flag) => flag.event.x < end).map(({ lane }) => lane)
    flags.push({ event, text, lane: Math.max(-1, ...passed) + 1 })
  }
  return flags.reverse()
}

function toFlagText({ label, on, kind }: LifeEvent): string {
  const cut = cutLabel(label)
  if (on === undefined) return kind === 'later' ? cut : `${cut}, date not known`
  if (kind === 'later' && /^\d/u.test(on)) return `${on.slice(0, 4)} ${cut}`
  return `${cut}, ${toShortDate(on)}`
}

/** Cut after a whole word, unless the word alone is nearly as long as the label may be. */
function cutLabel(label: string): string {
  if (label.length <= labelLengthMax) return label
  const space = label.lastIndexOf(' ', labelLengthMax)
  return `${label.slice(0, space < labelLengthMax / 2 ? labelLengthMax : space)} …`
}

function toShortDate(on: PartialDate): string {
  return formatPartialDate(on).replace(/(\p{L}{3})\p{L}+/u, '$1')
}

interface FlagMarkProps {
  readonly flag: Flag
  readonly axisY: number
  /** −1 above the axis, 1 below it. */
  readonly side: -1 | 1
}

function FlagMark({ flag, axisY, side }: FlagMarkProps) {
  const { event, text, lane } = flag
  const y = axisY + side * ((side === 1 ? 32 : 14) + lane * laneHeight)
  const left = event.x.toFixed(1)
  const isKnown = event.on !== undefined && !isVague(event.on)
  return (
    <g className={`life-${event.kind}`}>
      <path
        className={event.on === undefined ? 'stem undated' : 'stem'}
        d={`M${left} ${axisY}V${y + (side === 1 ? 3 : -9)}`}
      />
      {event.kind === 'outcome' ? (
        <path className={isKnown ? 'dot' : 'dot vague'} d={`M${left} ${axisY - 7}l7 7-7 7-7-7Z`} />
      ) : (
        <circle
          className={isKnown ? 'dot' : 'dot vague'}
          cx={left}
          cy={axisY}
          r={event.kind === 'posted' ? 5 : 4}
        />
      )}
      <text x={(event.x + 5).toFixed(1)} y={y}>
        {text}{' '}
      </text>
    </g>
  )
}

function EventList({ events }: { readonly events: readonly LifeEvent[] }) {
  return (
    <ol className="event-list">
      {events.map(({ key, kind, label, note, href, on }) => (
        <li key={key} className={`life-${kind}`}>
          <span className="when">
            {on === undefined ? 'date not known' : <DateText date={on} />}
          </span>{' '}
          <span>
            <a href={href}>{label}</a> <span className="note">{note}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
