// The replay of a call chain on a kernel stack, as a scenario: what it is, how it runs, and what it
// must agree with.

import { defineScenario } from '../../engine/index.ts'
import { core } from './core.ts'
import { validations } from './validations.ts'
import { kernelStackWords } from './words.ts'

export const kernelStack = defineScenario({
  ...core,
  ...kernelStackWords,
  validations,
  benchmarks: [
    {
      id: 'edit',
      label: 'a frame edited, and every view of it',
      parameters: { edits: '10=96' },
      mode: 'count',
      targetMs: 16,
    },
  ],
})
