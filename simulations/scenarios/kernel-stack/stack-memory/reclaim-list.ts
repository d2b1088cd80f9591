// Which pages reclaim may take, so that any of them can be drawn at random in one step however few
// they are.

import type { Random } from '../../../engine/index.ts'

export interface ReclaimList {
  size(): number
  /** Takes one at random out of the list; there must be one. */
  draw(random: Random): number
  add(page: number): void
}

export function createReclaimList(reclaimable: Uint8Array): ReclaimList {
  const pages = new Int32Array(reclaimable.length)
  let size = 0
  for (let page = 0; page < reclaimable.length; page++) {
    if (reclaimable[page] === 1) pages[size++] = page
  }
  return {
    size: () => size,
    draw(random) {
      const at = random.below(size)
      const page = pages[at] as number
      size--
      pages[at] = pages[size] as number
      return page
    },
    add(page) {
      pages[size++] = page
    },
  }
}
