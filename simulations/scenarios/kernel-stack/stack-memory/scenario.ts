// Stacks of a whole machine, as a scenario: bytes for all threads, and contiguous pages for each.

import { defineScenario, formatNumber } from '../../../engine/index.ts'
import { core } from './core.ts'
import type { MemoryModel } from './model.ts'
import { schema, type Values } from './parameters.ts'
import { presets } from './presets.ts'
import { toTables } from './tables.ts'
import { validations } from './validations.ts'

export const stackMemory = defineScenario({
  ...core,
  title: 'What kernel stacks cost a machine',
  question: 'How much memory do the stacks of all threads take, and can it be found in one piece?',
  summary:
    'Counts what a population of threads holds in stacks under each policy, and creates threads on memory that has been in use, with the buddy allocator, reclaim and waiting.',
  schema,
  modes: [{ id: 'count', label: 'all at once', doc: 'Computes what every view needs.' }],
  presets,
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
  takeaway,
  tables: (_values, model) => toTables(model),
})

function takeaway(_values: Values, { policies, chosen, forks, threads }: MemoryModel): string {
  const policy = policies.find((one) => one.policy === chosen)
  const large = forks.find(({ id }) => id === 'contiguous-16k')
  const mebibytes = formatNumber((policy?.bytes ?? 0) / 1024 / 1024, 1)
  const share = formatNumber(policy?.percent ?? 0, 2)
  return `${formatNumber(threads)} threads take ${mebibytes} MiB of stacks, ${share} % of the memory. Of new threads that want 16K in one piece, ${formatNumber(large?.served ?? 0)} get it at once, ${formatNumber(large?.stalled ?? 0)} wait and ${formatNumber(large?.failed ?? 0)} get none.`
}
