// Memory in pages: nothing is lost, nothing is given twice, and chance is what it should be.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createRandom,
  defaultValues,
  finishRun,
  runScenario,
} from '../../../../simulations/engine/index.ts'
import { stackMemory } from '../../../../simulations/scenarios/kernel-stack/index.ts'
import {
  type Buddy,
  countAvailable,
  createBuddy,
  expectAvailable,
  ordersCount,
} from '../../../../simulations/scenarios/kernel-stack/stack-memory/buddy.ts'
import {
  apportion,
  armDepths,
  intelDepths,
  parseDepths,
} from '../../../../simulations/scenarios/kernel-stack/stack-memory/depth-distribution.ts'
import { forkThreads } from '../../../../simulations/scenarios/kernel-stack/stack-memory/fork-load.ts'
import {
  dynamicBytes,
  fixedBytes,
} from '../../../../simulations/scenarios/kernel-stack/stack-memory/stack-memory.ts'
import {
  createZone,
  createZoneFromBlocks,
  drawMosaic,
  measureAvailability,
} from '../../../../simulations/scenarios/kernel-stack/stack-memory/zone.ts'

type Values = Parameters<typeof stackMemory.run>[0]

function compute(given: Partial<Values> = {}) {
  const values = { ...defaultValues(stackMemory.schema), ram: 64, forks: 50, ...given }
  return finishRun(runScenario(stackMemory, values, { mode: 'count' }))
}

/** Every page that is free; throws where blocks overlap, lie askew, or should have been merged. */
function checkBlocks(buddy: Buddy): Set<number> {
  const free = new Set<number>()
  const counts = Array.from({ length: ordersCount }, () => 0)
  for (let page = 0; page < buddy.pages; page++) {
    const order = buddy.orderAt(page)
    if (order === -1) continue
    counts[order] = (counts[order] ?? 0) + 1
    const isAskew = page % (1 << order) !== 0
    const isSplit = order < ordersCount - 1 && buddy.orderAt(page ^ (1 << order)) === order
    if (isAskew || isSplit) throw new Error(`block ${page} of order ${order} is askew or split`)
    for (let at = page; at < page + (1 << order); at++) free.add(at)
  }
  expect(counts).toEqual(buddy.counts())
  // Fewer, if two blocks had a page in common.
  expect(free.size).toBe(counts.reduce((sum, count, order) => sum + count * (1 << order), 0))
  expect(buddy.freePages()).toBe(free.size)
  return free
}

interface Block {
  readonly page: number
  readonly order: number
}

/** Who holds which page; throws if one is given twice. */
function createHolder(buddy: Buddy) {
  const owned = new Uint8Array(buddy.pages)
  const held: Block[] = []
  return {
    held,
    take(order: number) {
      const page = buddy.allocate(order)
      if (page === undefined) return
      const end = page + (1 << order)
      if (owned.subarray(page, end).includes(1)) throw new Error(`page ${page} was given twice`)
      owned.fill(1, page, end)
      held.push({ page, order })
    },
    give(at: number) {
      const [one] = held.splice(at, 1)
      if (one === undefined) return
      owned.fill(0, one.page, one.page + (1 << one.order))
      buddy.free(one.page, one.order)
    },
  }
}

describe('the buddy allocator', () => {
  test('after ten thousand random operations has lost no page and given none twice', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 8 }), (seed) => {
        const random = createRandom(seed)
        const buddy = createBuddy(4_096)
        for (let page = 0; page < 4_096; page += 1_024) buddy.free(page, 10)
        const { held, take, give } = createHolder(buddy)
        for (let operation = 0; operation < 10_000; operation++) {
          if (random.below(100) < 55) take(random.below(4))
          else give(random.below(Math.max(1, held.length)))
          if (operation % 1_000 === 0) checkBlocks(buddy)
        }
        const heldPages = held.reduce((sum, { order }) => sum + (1 << order), 0)
        expect(buddy.freePages() + heldPages).toBe(4_096)
        while (held.length > 0) give(0)
        expect(buddy.counts()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4])
      }),
      { seed: 1, numRuns: 10 },
    )
  })

  test('gives back exactly what it took: allocate, free, and the counts are as before', () => {
    const zone = createZone({
      pages: 8_192,
      freePages: 2_000,
      clustering: 20,
      random: createRandom('1'),
    })
    const before = zone.buddy.counts()
    for (let order = 0; order < 5; order++) {
      const page = zone.buddy.allocate(order)
      if (page === undefined) continue
      zone.buddy.free(page, order)
      expect(zone.buddy.counts()).toEqual(before)
    }
  })
})

describe('free pages', () => {
  test.each([0, 50, 100])(
    'are as many as asked for, with %i per cent of them grouped',
    (clustering) => {
      const zone = createZone({
        pages: 16_384,
        freePages: 3_001,
        clustering,
        random: createRandom('1'),
      })
      const free = checkBlocks(zone.buddy)
      expect(free.size).toBe(3_001)
      for (const page of free) expect(zone.reclaimable[page]).toBe(0)
    },
  )

  test('taken at random leave f² of all pairs and f⁴ of all fours, within four sigma', () => {
    const pages = 262_144
    const percents = [2, 5, 10, 15, 20, 30]
    for (const { percent, counts } of measureAvailability(
      pages,
      percents,
      createRandom('4 sigma'),
    )) {
      for (const order of [1, 2]) {
        const expected = expectAvailable(pages, percent / 100, order)
        const off = Math.abs(countAvailable(counts, order) - expected)
        expect(off).toBeLessThan(4 * Math.sqrt(Math.max(1, expected)))
      }
    }
  })

  test.each([
    [0.02, 1, 52.4],
    [0.05, 1, 327.7],
    [0.05, 2, 0.41],
    [0.1, 2, 6.55],
    [0.2, 2, 104.9],
    [0.3, 1, 11_796.5],
    [0.3, 2, 530.8],
  ])('of %f give at order %i the %f blocks of theory', (share, order, blocks) => {
    expect(Math.abs(expectAvailable(262_144, share, order) - blocks)).toBeLessThan(0.06)
  })

  test('from a /proc/buddyinfo are the very blocks it counts', () => {
    const blocks = [587, 302, 51, 26, 3, 0, 1, 0, 0, 0, 0]
    const zone = createZoneFromBlocks(blocks, createRandom('1'))
    expect(zone.scale).toBe(1)
    checkBlocks(zone.buddy)
    expect(zone.buddy.counts()).toEqual(blocks)
  })

  test('from a /proc/buddyinfo larger than what is simulated keep their proportions', () => {
    const zone = createZoneFromBlocks([587_000, 302_000, 51_000, 2_600], createRandom('1'))
    expect(zone.scale).toBeLessThan(1)
    const [singles = 0, pairs = 0] = zone.buddy.counts()
    expect(singles / pairs).toBeCloseTo(587 / 302, 1)
  })

  test('are drawn one character a page', () => {
    const zone = createZone({
      pages: 8_192,
      freePages: 4_000,
      clustering: 50,
      random: createRandom('1'),
    })
    const mosaic = drawMosaic(zone, 4_096)
    expect(mosaic).toHaveLength(4_096)
    const free = checkBlocks(zone.buddy)
    for (let page = 0; page < 4_096; page++) expect(mosaic[page] !== '.').toBe(free.has(page))
  })
})

describe('creating threads', () => {
  const request = (order: number, pieces = 1) => ({
    id: 'chosen' as const,
    title: 'a stack',
    order,
    pieces,
  })

  test('keeps every page: what is free, what can be reclaimed, and what the stacks hold', () => {
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 40 }),
        fc.boolean(),
        (order, pieces, percent, canReclaim) => {
          const pages = 4_096
          const zone = createZone({
            pages,
            freePages: Math.floor((pages * percent) / 100),
            clustering: 0,
            random: createRandom('zone'),
          })
          const outcome = finishRun(
            forkThreads(zone, {
              forks: 40,
              request: request(order, pieces),
              canReclaim,
              random: createRandom('forks'),
            }),
          )
          const stacks = (outcome.served + outcome.stalled) * pieces * (1 << order)
          const reclaimable = zone.reclaimable.reduce((sum, one) => sum + one, 0)
          expect(checkBlocks(zone.buddy).size + reclaimable + stacks).toBe(pages)
          expect(outcome.served + outcome.stalled + outcome.failed).toBe(40)
          if (!canReclaim) expect(outcome.stalled + outcome.pagesReclaimed).toBe(0)
        },
      ),
      { seed: 1, numRuns: 40 },
    )
  })

  test('in single pages never waits while enough are free', () => {
    const { model } = compute({ free: 10, ram: 1_024 })
    expect(model.forks.find(({ id }) => id === 'mapped-16k')).toMatchObject({
      served: 50,
      stalled: 0,
    })
  })

  test('in four pages waits longer than in two', () => {
    const { model } = compute({ free: 5, ram: 256, forks: 200 })
    const [two, four] = model.forks
    expect(four?.pagesReclaimed).toBeGreaterThan(two?.pagesReclaimed ?? 0)
    expect(four?.stalled).toBeGreaterThan(two?.stalled ?? 0)
  })
})

describe('the memory of all stacks', () => {
  test('is threads times size, and for dynamic ones no more, and a page each at least', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(intelDepths, armDepths),
        fc.constantFrom(4_096, 8_192, 16_384),
        (threads, { classes }, stackBytes) => {
          const fixed = fixedBytes(threads, stackBytes)
          const dynamic = dynamicBytes(classes, threads, stackBytes)
          expect(fixed).toBe(threads * stackBytes)
          expect(dynamic).toBeLessThanOrEqual(fixed)
          expect(dynamic).toBeGreaterThanOrEqual(threads * 4_096)
        },
      ),
      { seed: 1 },
    )
  })

  test('of the threads that were counted is what their counts give', () => {
    expect(fixedBytes(11_825, 16_384) / 1_024).toBe(189_200)
    expect(dynamicBytes(intelDepths.classes, 11_825, 16_384) / 1_024).toBe(48_272)
  })

  test('divides threads in whole ones whose sum is exact', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.nat(10_000), { minLength: 1, maxLength: 8 })
          .filter((all) => all.some((one) => one > 0)),
        fc.nat(1_000_000),
        (counts, threads) => {
          const classes = parseDepths(counts.join(',')) ?? []
          const parts = apportion(classes, threads)
          expect(parts.reduce((sum, one) => sum + one.threads, 0)).toBe(threads)
          for (const [at, { threads: part }] of parts.entries()) {
            const total = counts.reduce((sum, one) => sum + one, 0)
            expect(Math.abs(part - ((counts[at] ?? 0) * threads) / total)).toBeLessThan(1)
          }
        },
      ),
      { seed: 1 },
    )
  })

  test.each([
    [80, 64, 0.98],
    [3_500, 4_096, 0.67],
    [30_000, 65_536, 0.36],
  ])('grows by 8 KiB for each of %i threads, of %i MiB %f per cent', (threads, ram, percent) => {
    const { extra } = compute({ threads, ram, forks: 1 }).model
    expect(extra.bytes).toBe(threads * 8_192)
    expect(extra.percent).toBeCloseTo(percent, 2)
  })

  test('is one per cent more at exactly so many threads', () => {
    const { extra, ramBytes } = compute({ ram: 4_096, forks: 1 }).model
    expect(extra.onePercentThreads * 8_192).toBeLessThanOrEqual(ramBytes / 100)
    expect((extra.onePercentThreads + 1) * 8_192).toBeGreaterThan(ramBytes / 100)
  })

  test('under `select` is that of 16K as soon as one filesystem asks for it', () => {
    const bytesOf = (fs: Values['fs']) =>
      compute({ policy: 'select', fs, forks: 1 }).model.policies.find(
        ({ policy }) => policy === 'select',
      )?.stackBytes
    expect(bytesOf(['ext2'])).toBe(8_192)
    expect(bytesOf(['ext2', 'xfs'])).toBe(16_384)
  })
})
