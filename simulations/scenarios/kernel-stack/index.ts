// The door of the kernel stack: two scenarios, the replay of one chain and the memory of many
// threads. What readers bring has a door of its own, `paste.ts`.

export { formatCompactFrames } from './compact-frames.ts'
export { core as kernelStackCore } from './core.ts'
export type { Detection } from './detectors.ts'
export { doubleFault, tailMax } from './double-fault.ts'
export { editSizeMax, formatEdits, parseEdits } from './edits.ts'
export { type Moment, machine } from './event-log.ts'
export { foldStacks } from './fold-stacks.ts'
export { formatTrace } from './format-trace.ts'
export { type Frame, sumSizes } from './frame.ts'
export type { IcicleFrame, Share } from './icicle.ts'
export { interruptThreshold, pageBytes } from './layout.ts'
export type { Brink, StackModel, StackView } from './model.ts'
export type { Values } from './parameters.ts'
export { refuseLength } from './parsers/paste-length-max.ts'
export { findChain } from './plan.ts'
export { type PolicyId, policies } from './policies.ts'
export { brinkBytes, type Ending, tailKey } from './replay.ts'
export { kernelStack } from './scenario.ts'
export { expectAvailable } from './stack-memory/buddy.ts'
export type { MemoryModel } from './stack-memory/model.ts'
export type { Values as MemoryValues } from './stack-memory/parameters.ts'
export { stackMemory } from './stack-memory/scenario.ts'
export { stackMemoryWords } from './stack-memory/words.ts'
export { findSubsystem, type SubsystemId, subsystems } from './subsystems.ts'
export {
  describeEnding,
  detectionsTable,
  sharesTable,
  tailsTable,
  waterfallTable,
} from './tables.ts'
export { traceIds, traces } from './traces.ts'
export { kernelStackWords } from './words.ts'
