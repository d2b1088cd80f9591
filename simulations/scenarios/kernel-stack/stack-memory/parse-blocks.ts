// Free blocks by their order, as /proc/buddyinfo has them and a parameter holds them.

import { ordersCount } from './buddy.ts'

const blocksMax = 1_000_000_000

/** Free blocks from order 0; nothing if none are given or they are no counts. */
export function parseBlocks(text: string): readonly number[] | undefined {
  if (text.trim() === '') return undefined
  const counts = text.split(',').map((part) => part.trim())
  const isGood = counts.every((part) => /^\d{1,10}$/u.test(part) && Number(part) <= blocksMax)
  if (!isGood || counts.length > ordersCount) return undefined
  return counts.map(Number)
}
