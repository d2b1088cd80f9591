// Which scenarios have a face of their own, as the player shows it; see `load-still-face.ts`.

import { loadScenario } from '../scenarios/index.ts'
import type { LiveFace } from './live-view.ts'
import { createTablesView } from './tables-view.tsx'

const loaders: Readonly<Record<string, () => Promise<LiveFace>>> = {
  'kernel-stack': async () => (await import('./kernel-stack/live-face.ts')).kernelStackLiveFace,
  'procfs-directory': async () => (await import('./procfs-directory/live-face.ts')).procfsLiveFace,
  'stack-memory': async () => (await import('./stack-memory/live-face.ts')).stackMemoryLiveFace,
}

/** The face of a scenario, or nothing if there is no such scenario. */
export async function loadLiveFace(id: string): Promise<LiveFace | undefined> {
  if (Object.hasOwn(loaders, id)) return await loaders[id]?.()
  const scenario = await loadScenario(id)
  if (scenario === undefined) return undefined
  const views = { table: async () => ({ view: createTablesView(scenario) }) }
  return { words: scenario, views, guesses: [] }
}
