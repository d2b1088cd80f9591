// Moments for dates that may be vague, for lists and axes that are already in order.

import { earliestMs, latestMs, type PartialDate } from '#domain'

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
