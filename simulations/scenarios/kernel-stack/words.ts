// What a page says of the replay of a call chain: what can be set, and how a result reads.

import { formatNumber, type ScenarioWords } from '../../engine/index.ts'
import type { StackModel } from './model.ts'
import { type Parameters, schema, type Values } from './parameters.ts'
import { presets } from './presets.ts'
import { scenarioName } from './scenario-name.ts'
import { toTables } from './tables.ts'

export const kernelStackWords: ScenarioWords<Parameters, StackModel> = {
  ...scenarioName,
  title: 'A call chain on a kernel stack',
  question:
    'What does a chain of calls need, what does it overwrite where it does not fit, and who notices?',
  summary:
    'Replays the call chains of the thread, or your own, on a stack of any size, byte by byte: which fields die in which order, who sees it, and what each proposal would have changed.',
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
  schema,
  presets,
  takeaway,
  tables: (_values, model) => toTables(model),
}

function takeaway(
  _values: Values,
  { trace, reached, layout, consequence, stacks }: StackModel,
): string {
  const bytes = (value: number) => formatNumber(value)
  const two = stacks.length === 2 ? ' on the deeper of two stacks' : ''
  return `${bytes(trace.traced)} bytes traced are ${bytes(reached)}${two} with the hidden tail, of which ${bytes(layout.usable)} have room. ${consequence}`
}
