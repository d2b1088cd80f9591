// Which scenarios have a face of their own, as a server draws it. A scenario without one is shown by
// its tables, so that it can be run, linked and taken away from the day it exists.

import { loadScenario } from '../scenarios/index.ts'
import { createTablesView } from './tables-view.tsx'
import type { StillFace } from './view.ts'

const loaders: Readonly<Record<string, () => Promise<StillFace>>> = {
  'kernel-stack': async () => (await import('./kernel-stack/still-face.ts')).kernelStackStillFace,
  'procfs-directory': async () =>
    (await import('./procfs-directory/still-face.ts')).procfsStillFace,
  'stack-memory': async () => (await import('./stack-memory/still-face.ts')).stackMemoryStillFace,
}

/** The face of a scenario, or nothing if there is no such scenario. */
export async function loadStillFace(id: string): Promise<StillFace | undefined> {
  if (Object.hasOwn(loaders, id)) return await loaders[id]?.()
  const scenario = await loadScenario(id)
  if (scenario === undefined) return undefined
  const views = [createTablesView(scenario)]
  return { words: scenario, scenario, views, guesses: [], formulas: [] }
}
