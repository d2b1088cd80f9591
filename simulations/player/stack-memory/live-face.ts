// The face of this scenario as the player shows it. What several of its views share stays small: it
// comes with each of them.

import type { LiveFace } from '../live-view.ts'
import { stackMemoryFace } from './face.ts'

const { words } = stackMemoryFace

export const stackMemoryLiveFace: LiveFace = {
  ...stackMemoryFace,
  views: {
    memory: async () => (await import('./memory-live.tsx')).memoryLiveView,
    depths: async () => (await import('./depths-live.tsx')).depthsLiveView,
    fragmentation: async () => (await import('./fragmentation-live.tsx')).fragmentationLiveView,
    forks: async () => (await import('./forks-live.tsx')).forksLiveView,
    table: async () => ({ view: (await import('../tables-view.tsx')).createTablesView(words) }),
  },
}
