// The order in which people spoke, as far as it can be known.

import { earliestMs, latestMs, type PartialDate } from './partial-date.ts'
import type { AnchorId } from './slug.ts'
import type { Position, ThreadEntry } from './thread-entry.ts'

/**
 * Positions in the order in which they were taken.
 *
 * - A message's time is finer than a position's day and decides where it is known.
 * - A vague date, such as `2014-10`, is not before what the position answers or replaces.
 * - Among equals, the order of the text holds.
 */
export function sortBySpeaking(entry: Pick<ThreadEntry, 'positions' | 'messages'>): Position[] {
  const dates = new Map(entry.messages.map((message) => [message.key, message.date]))
  const moments = new Map<AnchorId, number>()
  // In the text an answer almost always follows what it answers; the second pass is for the rest.
  for (const position of [...entry.positions, ...entry.positions]) {
    const date = dateOf(position, dates)
    const earlier = [...position.answers.map(({ to }) => to), position.supersedes].map((id) =>
      id === undefined
        ? Number.NEGATIVE_INFINITY
        : (moments.get(id) ?? Number.NEGATIVE_INFINITY) + 1,
    )
    moments.set(position.id, Math.min(latestMs(date), Math.max(earliestMs(date), ...earlier)))
  }
  const momentOf = ({ id }: Position) => moments.get(id) ?? 0
  return entry.positions.toSorted((a, b) => momentOf(a) - momentOf(b))
}

function dateOf(position: Position, dates: ReadonlyMap<AnchorId, PartialDate>): PartialDate {
  const [first] = position.sources
  const date = first.kind === 'message' ? dates.get(first.key) : undefined
  return date?.startsWith(position.on) === true ? date : position.on
}
