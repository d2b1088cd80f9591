// Which views can be touched, by scenario. Apart from the faces, because servers draw without hooks.

import type { LiveViews } from './live-view.ts'

export async function loadLiveViews(id: string): Promise<LiveViews> {
  if (id !== 'procfs-directory') return {}
  return (await import('./procfs-directory/live-views.ts')).procfsLiveViews
}
