// Stacks of a whole machine, as a scenario: bytes for all threads, and contiguous pages for each.

import {
  defineScenario,
  type Finding,
  formatNumber,
  type Outcome,
  type RunContext,
  type Tick,
} from '../../../engine/index.ts'
import { pageBytes } from '../layout.ts'
import { computeModel, type MemoryModel } from './model.ts'
import { schema, type Values } from './parameters.ts'
import { presets } from './presets.ts'
import { toTables } from './tables.ts'
import { validations } from './validations.ts'

export const stackMemory = defineScenario({
  id: 'stack-memory',
  version: 1,
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
  run,
  check,
  takeaway,
  tables: (_values, model) => toTables(model),
})

function* run(
  values: Values,
  { random }: Pick<RunContext, 'random'>,
): Generator<Tick, Outcome<MemoryModel>, void> {
  return { model: yield* computeModel(values, random) }
}

function check(values: Values, model: MemoryModel): readonly Finding[] {
  const { policies, fragmentation, forks, threads, depths } = model
  const bytesOf = (id: string) => policies.find(({ policy }) => policy === id)
  const fixed = bytesOf('fixed-16k')
  const dynamic = bytesOf('dynamic')
  const pagesInBlocks = fragmentation.buddyinfo.reduce(
    (sum, blocks, order) => sum + blocks * (1 << order),
    0,
  )
  return [
    {
      id: 'S6',
      says: 'The free blocks of all orders add up to the free pages.',
      holds: pagesInBlocks === fragmentation.freePages,
    },
    {
      id: 'S8',
      says: 'Fixed stacks take threads times size; dynamic ones no more, and a page at least.',
      holds:
        fixed?.bytes === threads * 16_384 &&
        (dynamic?.bytes ?? Number.NaN) <= fixed.bytes &&
        (dynamic?.bytes ?? Number.NaN) >= threads * pageBytes,
    },
    {
      id: 'S8b',
      says: 'The classes of depth add up to the threads.',
      holds: depths.classes.reduce((sum, one) => sum + one.threads, 0) === threads,
    },
    {
      id: 'S6b',
      says: 'Every thread was served, waited, or was refused.',
      holds: forks.every(
        ({ served, stalled, failed, roundsHistogram }) =>
          served + stalled + failed === values.forks &&
          roundsHistogram.reduce((sum, one) => sum + one, 0) === served + stalled,
      ),
    },
  ]
}

function takeaway(_values: Values, { policies, chosen, forks, threads }: MemoryModel): string {
  const policy = policies.find((one) => one.policy === chosen)
  const large = forks.find(({ id }) => id === 'contiguous-16k')
  const mebibytes = formatNumber((policy?.bytes ?? 0) / 1024 / 1024, 1)
  const share = formatNumber(policy?.percent ?? 0, 2)
  return `${formatNumber(threads)} threads take ${mebibytes} MiB of stacks, ${share} % of the memory. Of new threads that want 16K in one piece, ${formatNumber(large?.served ?? 0)} get it at once, ${formatNumber(large?.stalled ?? 0)} wait and ${formatNumber(large?.failed ?? 0)} get none.`
}
