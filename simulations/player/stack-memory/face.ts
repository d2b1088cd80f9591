// The stacks of a whole machine as readers meet them: its views, and what can be guessed.

import type { AnyScenarioWords } from '../../engine/index.ts'
import { stackMemoryWords } from '../../scenarios/kernel-stack/index.ts'
import type { Face } from '../view.ts'
import { readModel } from './read-model.ts'

const words = stackMemoryWords as unknown as AnyScenarioWords

export const stackMemoryFace: Face = {
  words,
  keys: [['← → ↑ ↓', 'in the mosaic: from one page to the next']],
  guesses: [
    {
      id: 'one-percent',
      asks: 'At how many threads are 8 KiB more for each one per cent of this memory?',
      unit: 'threads',
      min: 1,
      max: 1e7,
      answer: (drawn) => readModel(drawn).model.extra.onePercentThreads,
    },
    {
      id: 'pieces',
      asks: 'How many stacks of 16K in one piece does the free memory hold?',
      unit: 'stacks',
      min: 1,
      max: 1e6,
      answer: (drawn) =>
        readModel(drawn).model.fragmentation.available.find(({ order }) => order === 2)?.blocks,
    },
    {
      id: 'waits',
      asks: 'How many of the new threads must wait for 16K in one piece?',
      unit: 'threads',
      min: 1,
      max: 1e5,
      answer: (drawn) =>
        readModel(drawn).model.forks.find(({ id }) => id === 'contiguous-16k')?.stalled,
    },
  ],
}
