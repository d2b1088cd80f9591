// The face of this scenario as the player shows it. What several of its views share stays small: it
// comes with each of them.

import type { LiveFace } from '../live-view.ts'
import { kernelStackFace } from './face.ts'

const { words } = kernelStackFace

export const kernelStackLiveFace: LiveFace = {
  ...kernelStackFace,
  views: {
    icicle: async () => (await import('./icicle-live.tsx')).icicleLiveView,
    brink: async () => (await import('./brink-live.tsx')).brinkLiveView,
    waterfall: async () => (await import('./waterfall-live.tsx')).waterfallLiveView,
    verdicts: async () => ({ view: (await import('./verdict-view.tsx')).verdictView }),
    tails: async () => (await import('./tails-live.tsx')).tailsLiveView,
    functions: async () => ({ view: (await import('./shares-view.tsx')).functionsView }),
    subsystems: async () => ({ view: (await import('./shares-view.tsx')).subsystemsView }),
    detections: async () => ({ view: (await import('./detections-view.tsx')).detectionsView }),
    own: async () => (await import('./own-live.tsx')).ownLiveView,
    table: async () => ({ view: (await import('../tables-view.tsx')).createTablesView(words) }),
  },
}
