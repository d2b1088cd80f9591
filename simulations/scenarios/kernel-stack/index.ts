// The door of the kernel stack: two scenarios, the replay of one chain and the memory of many
// threads. What readers bring has a door of its own, `paste.ts`.

export { formatCompactFrames } from './compact-frames.ts'
export { type Moment, machine } from './event-log.ts'
export { foldStacks } from './fold-stacks.ts'
export { type Frame, sumSizes } from './frame.ts'
export type { StackModel } from './model.ts'
export { kernelStack } from './scenario.ts'
export type { MemoryModel } from './stack-memory/model.ts'
export { stackMemory } from './stack-memory/scenario.ts'
export { traceIds, traces } from './traces.ts'
