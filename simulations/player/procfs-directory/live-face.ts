// The face of this scenario as the player shows it. What several of its views share stays small: it
// comes with each of them.

import type { LiveFace } from '../live-view.ts'
import { procfsFace } from './face.ts'

export const procfsLiveFace: LiveFace = {
  ...procfsFace,
  views: {
    hero: async () => (await import('./hero-live.tsx')).heroLiveView,
    curve: async () => (await import('./curve-live.tsx')).curveLiveView,
    structure: async () => (await import('./structure-live.tsx')).structureLiveView,
    chains: async () => (await import('./chains-live.tsx')).chainsLiveView,
    memory: async () => (await import('./memory-live.tsx')).memoryLiveView,
    reading: async () => (await import('./reading-live.tsx')).readingLiveView,
    wait: async () => (await import('./wait-live.tsx')).waitLiveView,
    table: async () => ({ view: (await import('./table-view.tsx')).tableView }),
  },
}
