// Threads being created on memory that is short: each wants its stack in one piece, or in single
// pages. What is not free must be reclaimed first, and somebody waits.

import type { Random, Tick } from '../../../engine/index.ts'
import { createReclaimList } from './reclaim-list.ts'
import type { Zone } from './zone.ts'

export interface StackRequest {
  readonly id: 'contiguous-8k' | 'contiguous-16k' | 'mapped-16k' | 'dynamic' | 'chosen'
  readonly title: string
  /** Of each piece. */
  readonly order: number
  readonly pieces: number
}

export const stackRequests: readonly StackRequest[] = [
  { id: 'contiguous-8k', title: '8K in one piece', order: 1, pieces: 1 },
  { id: 'contiguous-16k', title: '16K in one piece', order: 2, pieces: 1 },
  { id: 'mapped-16k', title: '16K of single pages', order: 0, pieces: 4 },
  { id: 'dynamic', title: 'the first page of 16K', order: 0, pieces: 1 },
]

export interface ForkOutcome {
  readonly id: StackRequest['id']
  readonly title: string
  readonly order: number
  /** Served at once, served after reclaim, and not served. */
  readonly served: number
  readonly stalled: number
  readonly failed: number
  /** Threads by rounds of reclaim they waited for: 0, 1, 2–3, 4–7, … each class twice as wide. */
  readonly roundsHistogram: readonly number[]
  readonly roundsMax: number
  /** Pages taken from others by reclaim that somebody waited for. */
  readonly pagesReclaimed: number
  readonly splits: number
  readonly merges: number
}

/** Pages that one round of reclaim frees, as many as the kernel takes together. */
export const reclaimBatchPages = 32

/** Then a request gives up. Orders up to 3 are not costly to the kernel, so it tries long. */
export const roundsMax = 4_096

const stepsPerTick = 65_536

interface Load {
  readonly forks: number
  readonly request: StackRequest
  readonly canReclaim: boolean
  readonly random: Random
}

/**
 * Creates threads one after the other, on a zone that it changes. Between two, background reclaim
 * and other users bring the free memory back to where it was.
 */
export function* forkThreads(
  { buddy, reclaimable }: Zone,
  { forks, request, canReclaim, random }: Load,
): Generator<Tick, ForkOutcome, void> {
  const { id, title, order, pieces } = request
  const target = buddy.freePages()
  const pool = createReclaimList(reclaimable)
  const histogram: number[] = []
  const before = { splits: buddy.splits(), merges: buddy.merges() }
  const totals = { stalled: 0, failed: 0, rounds: 0, pagesReclaimed: 0 }
  let free = target
  let steps = 0

  function reclaim(count: number): number {
    const wanted = Math.min(count, pool.size())
    for (let freed = 0; freed < wanted; freed++) {
      const page = pool.draw(random)
      reclaimable[page] = 0
      buddy.free(page, 0)
    }
    free += wanted
    steps += wanted
    return wanted
  }

  /** Others take what is free beyond the target, or background reclaim gives what is missing. */
  function settle(): void {
    if (canReclaim && free < target) reclaim(target - free)
    while (free > target) {
      const page = buddy.allocate(0)
      if (page === undefined) return
      reclaimable[page] = 1
      pool.add(page)
      free--
      steps++
    }
  }

  /** The first page of a piece, and how many rounds of reclaim it took to find. */
  function findPiece(): { readonly page: number | undefined; readonly rounds: number } {
    let rounds = 0
    let page = buddy.allocate(order)
    while (page === undefined && canReclaim && rounds < roundsMax && pool.size() > 0) {
      rounds++
      totals.pagesReclaimed += reclaim(reclaimBatchPages)
      page = buddy.allocate(order)
    }
    if (page !== undefined) free -= 1 << order
    return { page, rounds }
  }

  function createThread(): void {
    const pages: number[] = []
    let rounds = 0
    for (let piece = 0; piece < pieces; piece++) {
      const found = findPiece()
      rounds += found.rounds
      if (found.page !== undefined) pages.push(found.page)
    }
    totals.rounds = Math.max(totals.rounds, rounds)
    if (pages.length < pieces) {
      totals.failed++
      for (const page of pages) buddy.free(page, order)
      free += pages.length * (1 << order)
      return
    }
    const bin = rounds === 0 ? 0 : 32 - Math.clz32(rounds)
    histogram[bin] = (histogram[bin] ?? 0) + 1
    if (rounds > 0) totals.stalled++
  }

  for (let fork = 0; fork < forks; fork++) {
    createThread()
    settle()
    steps++
    if (steps > stepsPerTick) {
      steps = 0
      yield { phase: title, done: fork, total: forks }
    }
  }
  return {
    id,
    title,
    order,
    served: forks - totals.failed - totals.stalled,
    stalled: totals.stalled,
    failed: totals.failed,
    roundsHistogram: Array.from({ length: histogram.length }, (_, bin) => histogram[bin] ?? 0),
    roundsMax: totals.rounds,
    pagesReclaimed: totals.pagesReclaimed,
    splits: buddy.splits() - before.splits,
    merges: buddy.merges() - before.merges,
  }
}
