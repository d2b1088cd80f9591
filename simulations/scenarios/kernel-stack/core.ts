// How a call chain is replayed and checked, without the words around it: all that a worker loads.

import type {
  Finding,
  Outcome,
  Random,
  RunContext,
  ScenarioCore,
  Tick,
} from '../../engine/index.ts'
import { depthOf, workerBaseBytes } from './change-chain.ts'
import { recordEvents } from './event-log.ts'
import { computeModel, type StackModel } from './model.ts'
import type { Parameters, Values } from './parameters.ts'
import { makePlan } from './plan.ts'
import { endings } from './replay.ts'
import { scenarioName } from './scenario-name.ts'

export const core: ScenarioCore<Parameters, StackModel> = {
  ...scenarioName,
  run,
  check,
}

// One step: a replay takes about a millisecond.
// biome-ignore lint/correctness/useYield: nothing takes long enough to be interrupted
function* run(
  values: Values,
  { mode, random }: { readonly mode: RunContext['mode']; readonly random: Random },
): Generator<Tick, Outcome<StackModel>, void> {
  const model = computeModel(values, random)
  return { model, ...(mode === 'step' && { log: recordEvents(model) }) }
}

function check(values: Values, model: StackModel): readonly Finding[] {
  const { stacks, verdicts, waterfall, trace } = model
  const plan = makePlan(values)
  const before = plan.steps.at(-1)?.id === 'offload' ? plan.steps.at(-2) : undefined
  const sum = plan.stacks.reduce((total, { chain }) => total + depthOf(chain), 0)
  const expectedSum = before === undefined ? sum : before.depth + workerBaseBytes + values.waiter
  return [
    {
      id: 'S1',
      says: 'The frames add up to the depth.',
      holds: stacks.every(
        ({ icicle }) => icicle.frames.reduce((depth, { size }) => depth + size, 0) === icicle.depth,
      ),
    },
    {
      id: 'S2',
      says: 'The waterfall begins with the traced depth and ends with the deepest.',
      holds: waterfall[0]?.depth === trace.traced && waterfall.at(-1)?.depth === model.reached,
    },
    {
      id: 'S3',
      says: 'Where every word is written, the magic is the first to go.',
      holds:
        values.density < 100 ||
        stacks.every(({ brink, replay }) => {
          const firstLost = brink.fields.find(({ order }) => order === 1)
          return replay.ending === 'fits'
            ? firstLost === undefined
            : firstLost?.name === 'STACK_END_MAGIC'
        }),
    },
    {
      id: 'S4',
      says: 'A larger stack is never worse.',
      holds: isMonotone(verdicts.cells),
    },
    {
      id: 'S5',
      says: 'Caller and worker hold what the chain held, the worker’s beginning and the waiting.',
      holds: sum === expectedSum,
    },
  ]
}

function isMonotone(cells: StackModel['verdicts']['cells']): boolean {
  const worst = new Map<string, number>()
  // Sizes rise within a policy.
  for (const { subject, policy, ending } of cells) {
    if (ending === 'not-offered') continue
    const key = `${policy}/${subject}`
    const severity = endings.indexOf(ending)
    if (severity > (worst.get(key) ?? endings.length)) return false
    worst.set(key, severity)
  }
  return true
}
