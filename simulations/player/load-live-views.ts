// Which views can be touched, by scenario. Apart from the faces, because servers draw without hooks.

import type { LiveViews } from './live-view.ts'

const loaders: Readonly<Record<string, () => Promise<LiveViews>>> = {
  'kernel-stack': async () => (await import('./kernel-stack/live-views.ts')).kernelStackLiveViews,
  'procfs-directory': async () =>
    (await import('./procfs-directory/live-views.ts')).procfsLiveViews,
  'stack-memory': async () => (await import('./stack-memory/live-views.ts')).stackMemoryLiveViews,
}

/** By the id of the view; none for a scenario that is only looked at. */
export async function loadLiveViews(id: string): Promise<LiveViews> {
  return Object.hasOwn(loaders, id) ? ((await loaders[id]?.()) ?? {}) : {}
}
