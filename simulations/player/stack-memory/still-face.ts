// The face of this scenario as a server draws it: with a sketch for margins, and where its numbers are
// from.

import type { AnyScenario } from '../../engine/index.ts'
import { stackMemory } from '../../scenarios/kernel-stack/index.ts'
import { createTablesView } from '../tables-view.tsx'
import { toMessageUrl } from '../to-message-url.ts'
import type { Formula, StillFace } from '../view.ts'
import { depthsView } from './depths-view.tsx'
import { stackMemoryFace } from './face.ts'
import { forksView } from './forks-view.tsx'
import type { FormulaId } from './formula-link.tsx'
import { fragmentationView } from './fragmentation-view.tsx'
import { MemorySketch } from './memory-sketch.tsx'
import { memoryView } from './memory-view.tsx'

const histogram = '20240730150158.832783-3-pasha.tatashin@soleen.com'

const formulas: readonly (Formula & { readonly id: FormulaId })[] = [
  {
    id: 'stacks',
    name: 'Memory for stacks',
    formula:
      'threads × size of a stack. 4632 × 16 KiB = 74 112 KiB is what was published; with a stack that grows, pages of 4 KiB as deep as each thread got',
    source: 'pages of x86-64, THREAD_SIZE of Linux 3.15',
    href: 'https://git.kernel.org/torvalds/c/6538b8ea886e',
  },
  {
    id: 'extra',
    name: '8 KiB more',
    formula: 'threads × 8 KiB ÷ memory; one per cent of it at memory ÷ 100 ÷ 8 KiB threads',
    source: 'arithmetic, for Anvin’s objection in the thread',
    href: toMessageUrl('f00f9b56-704d-4d03-ad0e-ec3ba2d122fd@email.android.com'),
  },
  {
    id: 'depths',
    name: 'Depths',
    formula:
      '11 825 threads that ended on an Intel machine: 3 used up to 1 KiB, 188 up to 2, 11 391 up to 4, 243 up to 8, none more. Applied to other machines they are an assumption',
    source: histogram,
    isInference: true,
  },
  {
    id: 'chance',
    name: 'Pieces by chance',
    formula:
      'of N pages a share f is free at random: f² of all N ÷ 2 pairs, f⁴ of all N ÷ 4 fours, f⁸ of all N ÷ 8 eights are free as a whole',
    source: 'arithmetic; the counted blocks come from a buddy allocator run page by page',
  },
  {
    id: 'free',
    name: 'Free pages',
    formula:
      'freed one by one in random order, or in whole page blocks of 512 pages as far as they are grouped; a block and its buddy of the same order merge',
    source: 'the buddy allocator of mm/page_alloc.c, orders 0 to 10',
  },
  {
    id: 'rounds',
    name: 'Waiting',
    formula:
      'what is not there is waited for: a round of reclaim frees 32 pages at random, until the piece is there or 4096 rounds are over. The kernel also compacts, which this does not',
    source: 'PAGE_ALLOC_COSTLY_ORDER = 3: up to eight pages the allocator goes on rather than fail',
    isInference: true,
  },
]

export const stackMemoryStillFace: StillFace = {
  ...stackMemoryFace,
  scenario: stackMemory as unknown as AnyScenario,
  views: [
    memoryView,
    depthsView,
    fragmentationView,
    forksView,
    createTablesView(stackMemoryFace.words),
  ],
  sketch: MemorySketch,
  formulas,
}
