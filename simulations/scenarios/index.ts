// Which scenarios there are, each loaded when it is asked for: a page with one of them carries no
// other.

import type { AnyScenario } from '../engine/index.ts'

const loaders: Readonly<Record<string, () => Promise<AnyScenario>>> = {
  'procfs-directory': async () => (await import('./procfs-directory/index.ts')).procfsDirectory,
}

export const scenarioIds: readonly string[] = Object.keys(loaders)

/** The scenario, or nothing if there is none of this id. */
export async function loadScenario(id: string): Promise<AnyScenario | undefined> {
  return Object.hasOwn(loaders, id) ? loaders[id]?.() : undefined
}
