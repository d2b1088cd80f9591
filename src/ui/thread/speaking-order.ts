// The order in which people spoke, as far as dates and answers tell. A position known only to the
// month cannot have been taken before the one it answers, so it moves to after it.

import { type AnchorId, earliestMs, latestMs, type PartialDate, type Position } from '#domain'

export function sortBySpeaking(positions: readonly Position[]): Position[] {
  const byId = new Map<AnchorId, Position>(positions.map((position) => [position.id, position]))
  const known = new Map<AnchorId, number>()

  function readMoment({ id, on, answers, supersedes }: Position): number {
    const before = known.get(id)
    if (before !== undefined) return before
    const own = earliestMs(on)
    // Set first: two entries that answer each other must not send us round in circles.
    known.set(id, own)
    const earlier = [...answers.map(({ to }) => to), ...(supersedes ? [supersedes] : [])]
      .flatMap((other) => byId.get(other) ?? [])
      .map((other) => readMoment(other) + 1)
    const moment = Math.min(latestMs(on), Math.max(own, ...earlier))
    known.set(id, moment)
    return moment
  }

  return positions.toSorted((a, b) => readMoment(a) - readMoment(b))
}

/**
 * Moments for a list that is already in order: what is vague stands no earlier than what comes
 * before it in the list, and still within what its date can mean.
 */
export function toMoments(dates: readonly PartialDate[]): number[] {
  const moments: number[] = []
  for (const date of dates) {
    const previous = moments.at(-1) ?? Number.NEGATIVE_INFINITY
    moments.push(Math.min(latestMs(date), Math.max(earliestMs(date), previous)))
  }
  return moments
}

/** Whether the date leaves the day open. */
export function isVague(date: PartialDate): boolean {
  return !/^\d{4}-\d{2}-\d{2}/u.test(date)
}
