// Which scenarios there are, each loaded when it is asked for: a page with one of them carries no
// other.

import type { AnyScenario, AnyScenarioCore } from '../engine/index.ts'

const loaders: Readonly<Record<string, () => Promise<AnyScenario>>> = {
  'kernel-stack': async () => (await import('./kernel-stack/scenario.ts')).kernelStack,
  'procfs-directory': async () => (await import('./procfs-directory/scenario.ts')).procfsDirectory,
  'stack-memory': async () => (await import('./kernel-stack/stack-memory/scenario.ts')).stackMemory,
}

export const scenarioIds: readonly string[] = Object.keys(loaders)

/** The scenario, or nothing if there is none of this id. */
export async function loadScenario(id: string): Promise<AnyScenario | undefined> {
  return Object.hasOwn(loaders, id) ? loaders[id]?.() : undefined
}

/** What reads texts of a reader's own, and says which scenario can run them. */
export async function loadPasteReader() {
  return await import('./kernel-stack/paste.ts')
}

/** What writes the stacks of a replay as folded lines. */
export async function loadFolding() {
  return (await import('./kernel-stack/fold-stacks.ts')).foldStacks
}

/** What runs of a scenario, for a worker, where it can be had without the words around it. */
const coreLoaders: Readonly<Record<string, () => Promise<AnyScenarioCore>>> = {
  'kernel-stack': async () => (await import('./kernel-stack/core.ts')).core,
  'procfs-directory': async () => (await import('./procfs-directory/core.ts')).core,
  'stack-memory': async () => (await import('./kernel-stack/stack-memory/core.ts')).core,
}

export async function loadScenarioCore(id: string): Promise<AnyScenarioCore | undefined> {
  return Object.hasOwn(coreLoaders, id) ? coreLoaders[id]?.() : loadScenario(id)
}
