// A line of /proc/buddyinfo: how many free blocks of each order a zone has.

import { isBlank, readDecimal, skip, skipBlanks } from './scan.ts'

export interface BuddyRow {
  readonly node: number
  /** e.g. `Normal` */
  readonly zone: string
  /** Free blocks of 2^order pages, from order 0. */
  readonly blocks: readonly number[]
}

/** One more than the largest order a kernel of today keeps. */
export const ordersMax = 11

/** `Node 0, zone   Normal   5870   3020    501 …`, or nothing. */
export function parseBuddyRow(text: string): BuddyRow | undefined {
  const start = skipBlanks(text, 0)
  if (!text.startsWith('Node ', start)) return undefined
  const node = readDecimal(text, skipBlanks(text, start + 5))
  if (node === undefined || !text.startsWith(', zone', node.end)) return undefined
  const zoneStart = skipBlanks(text, node.end + ', zone'.length)
  const zoneEnd = skip(text, zoneStart, (code) => !isBlank(code))
  const blocks: number[] = []
  let at = skipBlanks(text, zoneEnd)
  while (at < text.length && blocks.length < ordersMax) {
    const count = readDecimal(text, at)
    if (count === undefined) return undefined
    blocks.push(count.value)
    at = skipBlanks(text, count.end)
  }
  if (zoneEnd === zoneStart || blocks.length === 0) return undefined
  return { node: node.value, zone: text.slice(zoneStart, zoneEnd), blocks }
}
