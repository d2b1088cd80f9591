// Memory that has been in use for a while: which pages are free, which could be reclaimed, which hold
// stacks. Starts from a share of free pages, or from a reader's /proc/buddyinfo.

import type { Random } from '../../../engine/index.ts'
import { type Buddy, createBuddy, ordersCount } from './buddy.ts'

/** Pages grouped so that free memory stays together, as the kernel groups them by use. */
const pageblockPages = 512

export interface Zone {
  readonly buddy: Buddy
  /** 1 for pages that reclaim may take. */
  readonly reclaimable: Uint8Array
}

/** More memory than this is represented by so much of it: shares stay, counts are of the part. */
export const zonePagesMax = 262_144

/**
 * A zone with exactly so many pages free.
 * @param clustering 0 for pages at random, 100 for whole page blocks; per cent between
 */
export function createZone({
  pages,
  freePages,
  clustering,
  random,
}: {
  readonly pages: number
  readonly freePages: number
  readonly clustering: number
  readonly random: Random
}): Zone {
  const buddy = createBuddy(pages)
  const reclaimable = new Uint8Array(pages).fill(1)
  const grouped = Math.floor((freePages * clustering) / 100)
  const take = (page: number) => {
    reclaimable[page] = 0
    buddy.free(page, 0)
  }
  const blocks = random.fork('blocks').shuffle(listNumbers(Math.ceil(pages / pageblockPages)))
  let left = grouped
  for (const block of blocks) {
    const first = block * pageblockPages
    const end = Math.min(pages, first + pageblockPages)
    for (let page = first; page < end && left > 0; page++, left--) take(page)
    if (left === 0) break
  }
  scatter(random.fork('pages'), pages, freePages - grouped, (page) => {
    if (reclaimable[page] === 0) return false
    take(page)
    return true
  })
  return { buddy, reclaimable }
}

/** Offers pages in random order until so many were taken. */
function scatter(
  random: Random,
  pages: number,
  wanted: number,
  take: (page: number) => boolean,
): void {
  const order = listNumbers(pages)
  let taken = 0
  for (let at = 0; at < pages && taken < wanted; at++) {
    // One step of a shuffle at a time: the rest is never needed.
    const other = at + random.below(pages - at)
    const page = order[other] as number
    order[other] = order[at] as number
    if (take(page)) taken++
  }
}

function listNumbers(count: number): Int32Array {
  const numbers = new Int32Array(count)
  for (let at = 0; at < count; at++) numbers[at] = at
  return numbers
}

/**
 * A zone with the free blocks of a /proc/buddyinfo, each at a place of its own where it does not
 * merge with another.
 */
export function createZoneFromBlocks(
  blocks: readonly number[],
  random: Random,
): Zone & { readonly scale: number } {
  const free = blocks.reduce((sum, count, order) => sum + count * (1 << order), 0)
  // Twice the room it needs, so that every block finds a place with its buddy in use.
  const scale = Math.min(1, zonePagesMax / 2 / Math.max(1, free))
  const pages = toWholeBlocks(Math.min(zonePagesMax, Math.max(1, free * 2 * scale)))
  const buddy = createBuddy(pages)
  const reclaimable = new Uint8Array(pages).fill(1)
  const places = random.fork('places')
  for (let order = Math.min(blocks.length, ordersCount) - 1; order >= 0; order--) {
    const wanted = Math.floor((blocks[order] ?? 0) * scale)
    const slots = places.shuffle(listNumbers(pages / (1 << (order + 1))))
    let placed = 0
    for (let at = 0; at < slots.length && placed < wanted; at++) {
      // One block in each pair of buddies, the other stays in use.
      const side = places.below(2)
      const page = ((slots[at] as number) * 2 + side) * (1 << order)
      if (!isInUse(reclaimable, (slots[at] as number) * (1 << (order + 1)), 1 << (order + 1)))
        continue
      reclaimable.fill(0, page, page + (1 << order))
      buddy.free(page, order)
      placed++
    }
  }
  return { buddy, reclaimable, scale }
}

function isInUse(reclaimable: Uint8Array, from: number, count: number): boolean {
  for (let page = from; page < from + count; page++) if (reclaimable[page] === 0) return false
  return true
}

function toWholeBlocks(pages: number): number {
  const block = 1 << ordersCount
  return Math.ceil(pages / block) * block
}

/** What the mosaic shows of a page: `.` in use, `s` a stack, or the order of its free block. */
export function drawMosaic({ buddy, reclaimable }: Zone, pages: number): string {
  let mosaic = ''
  for (let page = 0; page < Math.min(pages, buddy.pages); ) {
    const order = buddy.orderAt(page)
    if (order === -1) {
      mosaic += reclaimable[page] === 1 ? '.' : 's'
      page++
      continue
    }
    mosaic += order.toString(16).repeat(1 << order)
    page += 1 << order
  }
  return mosaic.slice(0, pages)
}

/** The counts of free blocks as pages become free one by one at random, at given shares. */
export function measureAvailability(
  pages: number,
  percents: readonly number[],
  random: Random,
): readonly { readonly percent: number; readonly counts: readonly number[] }[] {
  const buddy = createBuddy(pages)
  const order = listNumbers(pages)
  const points: { percent: number; counts: readonly number[] }[] = []
  let freed = 0
  for (const percent of percents) {
    const wanted = Math.floor((pages * percent) / 100)
    for (; freed < wanted; freed++) {
      const other = freed + random.below(pages - freed)
      const page = order[other] as number
      order[other] = order[freed] as number
      buddy.free(page, 0)
    }
    points.push({ percent, counts: buddy.counts() })
  }
  return points
}
