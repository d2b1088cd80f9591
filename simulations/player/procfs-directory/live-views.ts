// What of this scenario can be touched.

import type { LiveViews } from '../live-view.ts'
import { ChainsLive } from './chains-live.tsx'
import { CurveLive } from './curve-live.tsx'
import { HeroLive } from './hero-live.tsx'
import { MemoryLive } from './memory-live.tsx'
import { ReadingLive } from './reading-live.tsx'
import { StructureLive } from './structure-live.tsx'
import { WaitLive } from './wait-live.tsx'

export const procfsLiveViews: LiveViews = {
  hero: HeroLive,
  curve: CurveLive,
  structure: StructureLive,
  chains: ChainsLive,
  memory: MemoryLive,
  reading: ReadingLive,
  wait: WaitLive,
}
