// Which scenarios have a face, each loaded when it is asked for. A scenario without views of its own
// is shown by its tables, so that it can be run, linked and taken away from the day it exists.

import type { AnyScenario } from '../engine/index.ts'
import { loadScenario, scenarioIds } from '../scenarios/index.ts'
import { createTablesView } from './tables-view.tsx'
import type { Face } from './view.ts'

const loaders: Readonly<Record<string, () => Promise<Face>>> = {
  'kernel-stack': async () => (await import('./kernel-stack/face.ts')).kernelStackFace,
  'procfs-directory': async () => (await import('./procfs-directory/face.ts')).procfsFace,
  'stack-memory': async () => (await import('./stack-memory/face.ts')).stackMemoryFace,
}

/** The face of a scenario, or nothing if there is no such scenario. */
export async function loadFace(id: string): Promise<Face | undefined> {
  if (!scenarioIds.includes(id)) return undefined
  if (Object.hasOwn(loaders, id)) return await loaders[id]?.()
  const scenario = await loadScenario(id)
  return scenario === undefined ? undefined : toPlainFace(scenario)
}

function toPlainFace(scenario: AnyScenario): Face {
  return { scenario, views: [createTablesView(scenario)], guesses: [], formulas: [] }
}
