// What of this scenario can be touched.

import type { LiveViews } from '../live-view.ts'
import { BrinkLive } from './brink-live.tsx'
import { IcicleLive } from './icicle-live.tsx'
import { OwnLive } from './own-live.tsx'
import { TailsLive } from './tails-live.tsx'
import { WaterfallLive } from './waterfall-live.tsx'

export const kernelStackLiveViews: LiveViews = {
  icicle: IcicleLive,
  brink: BrinkLive,
  waterfall: WaterfallLive,
  tails: TailsLive,
  own: OwnLive,
}
