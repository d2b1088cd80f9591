// Runs a scenario and names its result: the same bytes in a browser, a worker and a terminal.

import { toCanonicalJson } from './canonical-json.ts'
import type { EventLog } from './event-log.ts'
import { fnv1a64 } from './fnv1a.ts'
import type { Schema, Value, ValuesOf } from './parameter.ts'
import { createRandom } from './random.ts'
import { listChanged } from './read-parameters.ts'
import type { Finding, Measured, Mode, ScenarioCore, Tick } from './scenario.ts'

export interface Result<Model = unknown> {
  readonly scenario: string
  readonly version: number
  readonly mode: Mode
  /** All that is not the default, sorted. */
  readonly parameters: Readonly<Record<string, Value>>
  readonly model: Model
  /** FNV-1a over scenario, version, parameters and model: the same in every mode. */
  readonly hash: string
  readonly findings: readonly Finding[]
  readonly measured?: readonly Measured[]
  readonly log?: EventLog
}

export interface RunOptions {
  readonly mode: Mode
  readonly clock?: () => number
}

/** What a run is given: a value for each parameter, and those that are not the default, sorted. */
export interface RunInput<S extends Schema = Schema> {
  readonly values: ValuesOf<S>
  readonly changed: Readonly<Record<string, Value>>
}

export function toRunInput<S extends Schema>(schema: S, values: ValuesOf<S>): RunInput<S> {
  return { values, changed: listChanged(schema, values) }
}

/** Yields until it is done; drop it and the run is cancelled. */
export function runScenario<S extends Schema, Model>(
  scenario: ScenarioCore<S, Model> & { readonly schema: S },
  values: ValuesOf<S>,
  options: RunOptions,
): Generator<Tick, Result<Model>, void> {
  return runCore(scenario, toRunInput(scenario.schema, values), options)
}

/** The same without the schema, which workers need not load. */
export function* runCore<S extends Schema, Model>(
  scenario: ScenarioCore<S, Model>,
  { values, changed }: RunInput<S>,
  { mode, clock }: RunOptions,
): Generator<Tick, Result<Model>, void> {
  const seed = String((values as Readonly<Record<string, Value>>).seed ?? '1')
  const random = createRandom(`${scenario.id}/${seed}`)
  const { model, measured, log } = yield* scenario.run(values, {
    mode,
    random,
    ...(clock !== undefined && { clock }),
  })
  const named = {
    scenario: scenario.id,
    version: scenario.version,
    parameters: changed,
    model,
  }
  return {
    ...named,
    mode,
    hash: fnv1a64(toCanonicalJson(named)),
    findings: scenario.check(values, model),
    ...(measured !== undefined && { measured }),
    ...(log !== undefined && { log }),
  }
}

/** Runs to the end at once: for tests, terminals and small runs. */
export function finishRun<Ticks, Answer>(run: Generator<Ticks, Answer, void>): Answer {
  for (;;) {
    const step = run.next()
    if (step.done === true) return step.value
  }
}

/** What is exported as JSON: the result without its event log, which the parameters give again. */
export function toResultJson({ log: _, ...result }: Result): string {
  return toCanonicalJson(result)
}
