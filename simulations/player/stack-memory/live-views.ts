// What of this scenario can be touched.

import type { LiveViews } from '../live-view.ts'
import { DepthsLive } from './depths-live.tsx'
import { ForksLive } from './forks-live.tsx'
import { FragmentationLive } from './fragmentation-live.tsx'
import { MemoryLive } from './memory-live.tsx'

export const stackMemoryLiveViews: LiveViews = {
  memory: MemoryLive,
  depths: DepthsLive,
  fragmentation: FragmentationLive,
  forks: ForksLive,
}
