// Stacks of a whole machine, as a scenario: bytes for all threads, and contiguous pages for each.

import { defineScenario } from '../../../engine/index.ts'
import { core } from './core.ts'
import { validations } from './validations.ts'
import { stackMemoryWords } from './words.ts'

export const stackMemory = defineScenario({
  ...core,
  ...stackMemoryWords,
  validations,
  benchmarks: [
    {
      id: 'gibibyte',
      label: '1 GiB, page by page',
      parameters: { ram: '1024', forks: '1' },
      mode: 'count',
      targetMs: 60,
    },
    {
      id: 'million',
      label: 'a million threads',
      parameters: { threads: '1000000', ram: '16', forks: '1' },
      mode: 'count',
      targetMs: 100,
    },
  ],
})
