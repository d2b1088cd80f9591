// What a page says of the stacks of a machine: what can be set, and how a result reads.

import { formatNumber, type ScenarioWords } from '../../../engine/index.ts'
import type { MemoryModel } from './model.ts'
import { type Parameters, schema, type Values } from './parameters.ts'
import { presets } from './presets.ts'
import { scenarioName } from './scenario-name.ts'
import { toTables } from './tables.ts'

export const stackMemoryWords: ScenarioWords<Parameters, MemoryModel> = {
  ...scenarioName,
  title: 'What kernel stacks cost a machine',
  question: 'How much memory do the stacks of all threads take, and can it be found in one piece?',
  summary:
    'Counts what a population of threads holds in stacks under each policy, and creates threads on memory that has been in use, with the buddy allocator, reclaim and waiting.',
  modes: [{ id: 'count', label: 'all at once', doc: 'Computes what every view needs.' }],
  schema,
  presets,
  takeaway,
  tables: (_values, model) => toTables(model),
}

function takeaway(_values: Values, { policies, chosen, forks, threads }: MemoryModel): string {
  const policy = policies.find((one) => one.policy === chosen)
  const large = forks.find(({ id }) => id === 'contiguous-16k')
  const mebibytes = formatNumber((policy?.bytes ?? 0) / 1024 / 1024, 1)
  const share = formatNumber(policy?.percent ?? 0, 2)
  return `${formatNumber(threads)} threads take ${mebibytes} MiB of stacks, ${share} % of the memory. Of new threads that want 16K in one piece, ${formatNumber(large?.served ?? 0)} get it at once, ${formatNumber(large?.stalled ?? 0)} wait and ${formatNumber(large?.failed ?? 0)} get none.`
}
