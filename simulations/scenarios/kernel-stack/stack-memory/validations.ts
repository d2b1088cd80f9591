// What the model of memory says beside what was published or follows from arithmetic.

import { createRandom, type Prediction, type Tick, type Validation } from '../../../engine/index.ts'
import { countAvailable, expectAvailable } from './buddy.ts'
import { intelDepths } from './depth-distribution.ts'
import { dynamicBytes, fixedBytes } from './stack-memory.ts'
import { measureAvailability, zonePagesMax } from './zone.ts'

const threads = 4_632
const largeBytes = 16_384
const availabilityPercents: readonly number[] = [2, 5, 10, 15, 20, 30]

/** The published example: 18 684 KiB of 74 112. */
const publishedSaving = 100 - (18_684 * 100) / 74_112

/** How many standard deviations the worst of several shares lies from what chance gives. */
function worstDeviation(order: number): number {
  const random = createRandom('validation/availability')
  return measureAvailability(zonePagesMax, availabilityPercents, random).reduce(
    (worst, { percent, counts }) => {
      const expected = expectAvailable(zonePagesMax, percent / 100, order)
      // Counts of rare blocks scatter as their root; below one block, by one block.
      const sigma = Math.sqrt(Math.max(1, expected))
      return Math.max(worst, Math.abs(countAvailable(counts, order) - expected) / sigma)
    },
    0,
  )
}

function predictLater(compute: () => number): () => Generator<Tick, Prediction, void> {
  return function* predict() {
    yield { phase: 'pages', done: 0, total: 1 }
    return { value: compute() }
  }
}

export const validations: readonly Validation[] = [
  {
    id: 'W5.1',
    title: 'Fixed stacks of 4632 threads',
    formula: '4632 × 16 KiB',
    unit: 'KiB',
    published: 74_112,
    tolerance: { kind: 'exact' },
    source: 'commit 56b22ea21ac1 of linux-integrator',
    predict: predictLater(() => fixedBytes(threads, largeBytes) / 1024),
  },
  {
    id: 'W5.2',
    title: 'What dynamic stacks save',
    formula: 'from the histogram of 11 825 threads, in pages of 4 KiB',
    unit: '%',
    published: publishedSaving,
    tolerance: { kind: 'relative', share: 0.0134 },
    source: 'commit 56b22ea21ac1 of linux-integrator',
    note: 'Another machine than the histogram’s; one point of 74.8 is the tolerance.',
    predict: predictLater(
      () =>
        100 -
        (dynamicBytes(intelDepths.classes, threads, largeBytes) * 100) /
          fixedBytes(threads, largeBytes),
    ),
  },
  ...[1, 2].map(
    (order): Validation => ({
      id: `W6.${order}`,
      title: `Free blocks of order ${order}, from 2 to 30 % free`,
      formula: order === 1 ? 'against f² of all pairs' : 'against f⁴ of all fours',
      unit: 'σ',
      tolerance: { kind: 'at-most', value: 4 },
      source: 'arithmetic: every page of a block must be free',
      predict: predictLater(() => worstDeviation(order)),
    }),
  ),
]
