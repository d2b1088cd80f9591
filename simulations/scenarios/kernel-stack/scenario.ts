// The replay of a call chain on a kernel stack, as a scenario: what can be set, what comes out, and
// what must hold of it.

import { defineScenario, formatNumber } from '../../engine/index.ts'
import { core } from './core.ts'
import type { StackModel } from './model.ts'
import { schema, type Values } from './parameters.ts'
import { presets } from './presets.ts'
import { toTables } from './tables.ts'
import { validations } from './validations.ts'

export const kernelStack = defineScenario({
  ...core,
  title: 'A call chain on a kernel stack',
  question:
    'What does a chain of calls need, what does it overwrite where it does not fit, and who notices?',
  summary:
    'Replays the call chains of the thread, or your own, on a stack of any size, byte by byte: which fields die in which order, who sees it, and what each proposal would have changed.',
  schema,
  modes: [
    {
      id: 'count',
      label: 'all at once',
      doc: 'Computes what every view needs.',
    },
    {
      id: 'step',
      label: 'frame by frame',
      doc: 'Writes down every frame that is pushed and every field that is overwritten, to go through.',
    },
  ],
  presets,
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
  takeaway,
  tables: (_values, model) => toTables(model),
})

function takeaway(
  _values: Values,
  { trace, reached, layout, consequence, stacks }: StackModel,
): string {
  const bytes = (value: number) => formatNumber(value)
  const two = stacks.length === 2 ? ' on the deeper of two stacks' : ''
  return `${bytes(trace.traced)} bytes traced are ${bytes(reached)}${two} with the hidden tail, of which ${bytes(layout.usable)} have room. ${consequence}`
}
