// The door of the engine: all that scenarios, worker and player share. It imports nothing.

export { toCanonicalJson } from './canonical-json.ts'
export {
  createEventRecorder,
  type EventKind,
  type EventLog,
  type EventRecorder,
  eventAt,
  eventKinds,
  eventsMax,
  eventWords,
  invertEvent,
  isWhole,
  type SimulationEvent,
} from './event-log.ts'
export { fnv1a64 } from './fnv1a.ts'
export { formatNumber } from './format-number.ts'
export {
  type Choice,
  type ChoiceParameter,
  choiceParameter,
  type Dependency,
  defaultValues,
  type FlagParameter,
  findIdleReason,
  flagParameter,
  isMet,
  type NumberParameter,
  numberParameter,
  type Parameter,
  type Schema,
  type SubsetParameter,
  subsetParameter,
  type TextParameter,
  type TextProblem,
  textParameter,
  type Value,
  type ValueOf,
  type ValuesOf,
} from './parameter.ts'
export {
  type Agreement,
  compareWithLink,
  formatPermalink,
  type Permalink,
  parsePermalink,
  permalinkLengthMax,
  reservedKeys,
} from './permalink.ts'
export { createRandom, type Random } from './random.ts'
export {
  describeRange,
  findNearest,
  formatChanged,
  formatValue,
  listChanged,
  type ParameterProblem,
  type ReadParameters,
  readParameters,
  snapNumber,
} from './read-parameters.ts'
export {
  finishRun,
  type Result,
  type RunInput,
  type RunOptions,
  runCore,
  runScenario,
  toResultJson,
  toRunInput,
} from './run-scenario.ts'
export {
  type AnyScenario,
  type AnyScenarioCore,
  type AnyScenarioWords,
  type Benchmark,
  defineScenario,
  type Finding,
  findPreset,
  type Measured,
  type Mode,
  type ModeCard,
  type Outcome,
  type Preset,
  type RunContext,
  type Scenario,
  type ScenarioCore,
  type ScenarioName,
  type ScenarioWords,
  type Tick,
} from './scenario.ts'
export {
  type Cell,
  type Column,
  formatCell,
  mailWidth,
  type Table,
  toCsv,
  toPlainText,
  wrapText,
} from './table.ts'
export { createTimeline, keyframeEvery, type Machine, type Timeline } from './timeline.ts'
export {
  judge,
  type Prediction,
  type Tolerance,
  toVerdict,
  type Validation,
  type Verdict,
} from './validation.ts'
export {
  type FromWorker,
  hardCancelMs,
  progressPerSecondMax,
  protocolVersion,
  softCancelMs,
  type ToWorker,
} from './worker-messages.ts'
