// How the stacks of a machine are counted and created, without the words around it: all that a worker
// loads.

import type { Finding, Outcome, RunContext, ScenarioCore, Tick } from '../../../engine/index.ts'
import { pageBytes } from '../layout.ts'
import { computeModel, type MemoryModel } from './model.ts'
import type { Parameters, Values } from './parameters.ts'
import { scenarioName } from './scenario-name.ts'

export const core: ScenarioCore<Parameters, MemoryModel> = {
  ...scenarioName,
  run,
  check,
}

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
