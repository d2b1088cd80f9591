// The face of this scenario with what can be touched.

import type { LiveFace } from '../live-view.ts'
import { DepthsLive } from './depths-live.tsx'
import { stackMemoryFace } from './face.ts'
import { ForksLive } from './forks-live.tsx'
import { FragmentationLive } from './fragmentation-live.tsx'
import { MemoryLive } from './memory-live.tsx'

export const stackMemoryLiveFace: LiveFace = {
  ...stackMemoryFace,
  live: {
    memory: MemoryLive,
    depths: DepthsLive,
    fragmentation: FragmentationLive,
    forks: ForksLive,
  },
}
