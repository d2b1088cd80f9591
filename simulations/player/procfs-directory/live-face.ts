// The face of this scenario with what can be touched.

import type { LiveFace } from '../live-view.ts'
import { ChainsLive } from './chains-live.tsx'
import { CurveLive } from './curve-live.tsx'
import { procfsFace } from './face.ts'
import { HeroLive } from './hero-live.tsx'
import { MemoryLive } from './memory-live.tsx'
import { ReadingLive } from './reading-live.tsx'
import { StructureLive } from './structure-live.tsx'
import { WaitLive } from './wait-live.tsx'

export const procfsLiveFace: LiveFace = {
  ...procfsFace,
  live: {
    hero: HeroLive,
    curve: CurveLive,
    structure: StructureLive,
    chains: ChainsLive,
    memory: MemoryLive,
    reading: ReadingLive,
    wait: WaitLive,
  },
}
