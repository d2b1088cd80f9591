// The order in which people spoke, as far as it can be known.

import { earliestMs, latestMs, type PartialDate } from './partial-date.ts'
import type { AnchorId } from './slug.ts'
import type { Position, ThreadEntry } from './thread-entry.ts'

/**
 * Positions in the order in which they were taken.
 *
 * - A message's time is finer than a position's day and decides where it is known.
 * - A vague date, such as `2014-10`, is not before what the position answers.
 * - Among equals, the order of the text holds.
 */
export function sortBySpeaking(entry: Pick<ThreadEntry, 'positions' | 'messages'>): Position[] {
  const dates = new Map(entry.messages.map((message) => [message.key, message.date]))
  const moments = new Map<AnchorId, number>()
  // In the order of the text an answer almost always follows what it answers, so one pass does.
  for (const position of entry.positions) {
    const date = dateOf(position, dates)
    const answered = position.answers.map(({ to }) => moments.get(to) ?? Number.NEGATIVE_INFINITY)
    const moment = Math.max(earliestMs(date), ...answered)
    moments.set(position.id, Math.min(moment, latestMs(date)))
  }
  const momentOf = (position: Position) => moments.get(position.id) ?? 0
  return [...entry.positions].sort((a, b) => momentOf(a) - momentOf(b))
}

function dateOf(position: Position, dates: ReadonlyMap<AnchorId, PartialDate>): PartialDate {
  const [first] = position.sources
  const date = first.kind === 'message' ? dates.get(first.key) : undefined
  return date?.startsWith(position.on) === true ? date : position.on
}
