// What a scenario is: parameters, presets, ways to run, and what its results must satisfy. A
// scenario is arithmetic: the same values and the same seed give the same model, everywhere.

import type { EventLog } from './event-log.ts'
import type { Schema, ValuesOf } from './parameter.ts'
import type { Random } from './random.ts'
import type { Table } from './table.ts'
import type { Validation } from './validation.ts'

/**
 * How the same counters are come by: `count` computes them in closed form, `walk` walks packed
 * arrays, `heap` walks objects laid out byte by byte, `step` writes down every event.
 */
export type Mode = 'count' | 'walk' | 'heap' | 'step'

export interface ModeCard {
  readonly id: Mode
  readonly label: string
  readonly doc: string
}

export interface Preset<S extends Schema> {
  /** What an entry names, e.g. `hemminger-hlist`. */
  readonly id: string
  readonly title: string
  /** What running it answers. */
  readonly question: string
  /** Whose position it tests, if anybody's. */
  readonly person?: string
  /** What they said, and where: a claim is tested, not a person. */
  readonly claim?: string
  readonly source?: string
  /** What the numbers then show; shown only after the reader has guessed or asked. */
  readonly finding: string
  /** Which view opens first. */
  readonly view: string
  readonly mode?: Mode
  readonly values: Partial<ValuesOf<S>>
}

/** How far a run is. Yielded often, so that whoever drives it can stop it between two. */
export interface Tick {
  readonly phase: string
  readonly done: number
  readonly total: number
}

export interface RunContext {
  readonly mode: Mode
  /** Seeded from the parameter `seed` if the schema has one. */
  readonly random: Random
  /** Nanoseconds of some clock, given only if wall time is wanted. Never part of the model. */
  readonly clock?: () => number
}

/** One wall time. Never hashed: it belongs to a machine, not to the parameters. */
export interface Measured {
  readonly label: string
  readonly ns: number
  readonly repetitions: number
  /** Largest minus smallest, ns; 0 for a single repetition. */
  readonly spread: number
  /** What was done so many times, e.g. node visits: for nanoseconds of each. */
  readonly operations?: number
}

export interface Outcome<Model> {
  /** Deterministic: what is hashed. The same in every mode. */
  readonly model: Model
  readonly measured?: readonly Measured[]
  /** In mode `step`. */
  readonly log?: EventLog
}

/** Something to time, and what was measured elsewhere, so that a figure has something beside it. */
export interface Benchmark {
  readonly id: string
  readonly label: string
  /** As texts. */
  readonly parameters: Readonly<Record<string, string>>
  readonly mode: Mode
  /** Which of the run's `measured` it is; the whole run if left out. */
  readonly measured?: string
  /** The same in C on the machine where the figures of this project were made, ms. */
  readonly cMs?: number
  readonly cNote?: string
  /** What we aim at on a desktop, ms. */
  readonly targetMs?: number
  /** Bytes of memory it takes at once, if many: asked for before it runs. */
  readonly memoryBytes?: number
  /** Where the machine decides: the same without the model, so that one sees whose the time is. */
  readonly yardstick?: Yardstick
}

export interface Yardstick {
  readonly label: string
  /** Given nanoseconds of a clock, says nanoseconds of each operation; takes a second or two. */
  readonly run: (clock: () => number) => number
}

/** An invariant looked at after a run; `holds: false` is a fault of ours, and is shown. */
export interface Finding {
  readonly id: string
  readonly says: string
  readonly holds: boolean
}

export interface ScenarioName {
  /** Also its folder's name and its address, e.g. `procfs-directory`. */
  readonly id: string
  /** Raised when the same parameters give other results; old links then say so. */
  readonly version: number
}

/** What a worker needs of a scenario: how it runs, without the words around it. */
export interface ScenarioCore<S extends Schema, Model> extends ScenarioName {
  /** Yields about every 2^16 steps. */
  run(values: ValuesOf<S>, context: RunContext): Generator<Tick, Outcome<Model>, void>
  check(values: ValuesOf<S>, model: Model): readonly Finding[]
}

/** What a page needs of a scenario that a worker runs: what can be set, and how a result reads. */
export interface ScenarioWords<S extends Schema, Model> extends ScenarioName {
  readonly schema: S
  readonly title: string
  /** The question it lets readers answer. */
  readonly question: string
  readonly summary: string
  readonly modes: readonly ModeCard[]
  readonly presets: readonly Preset<S>[]
  /** The result in one sentence. */
  takeaway(values: ValuesOf<S>, model: Model): string
  /** The numbers behind every view: for screens, CSV, and mail. */
  tables(values: ValuesOf<S>, model: Model): readonly Table[]
}

export interface Scenario<S extends Schema, Model>
  extends ScenarioCore<S, Model>,
    ScenarioWords<S, Model> {
  readonly validations: readonly Validation[]
  /** What is worth timing on the reader's machine. */
  readonly benchmarks?: readonly Benchmark[]
}

/** A scenario of which no more is known. */
export type AnyScenario = Scenario<Schema, unknown>
export type AnyScenarioCore = ScenarioCore<Schema, unknown>
export type AnyScenarioWords = ScenarioWords<Schema, unknown>

/** For a scenario's one export: infers its types. */
export function defineScenario<const S extends Schema, Model>(
  scenario: Scenario<S, Model>,
): Scenario<S, Model> {
  return scenario
}

/** The values of a preset over the defaults, or nothing if there is no such preset. */
export function findPreset<S extends Schema>(
  { presets }: Pick<ScenarioWords<S, unknown>, 'presets'>,
  id: string,
): Preset<S> | undefined {
  return presets.find((preset) => preset.id === id)
}
