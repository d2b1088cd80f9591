// The face of this scenario with what can be touched.

import type { LiveFace } from '../live-view.ts'
import { BrinkLive } from './brink-live.tsx'
import { kernelStackFace } from './face.ts'
import { IcicleLive } from './icicle-live.tsx'
import { OwnLive } from './own-live.tsx'
import { TailsLive } from './tails-live.tsx'
import { WaterfallLive } from './waterfall-live.tsx'

export const kernelStackLiveFace: LiveFace = {
  ...kernelStackFace,
  live: {
    icicle: IcicleLive,
    brink: BrinkLive,
    waterfall: WaterfallLive,
    tails: TailsLive,
    own: OwnLive,
  },
}
