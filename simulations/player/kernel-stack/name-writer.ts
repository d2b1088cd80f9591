// Who wrote a byte, by the key that a replay names it with.

import { type IcicleFrame, tailKey } from '../../scenarios/kernel-stack/index.ts'

export function nameWriter(frames: readonly IcicleFrame[], by: string): string {
  if (by === tailKey) return 'the hidden tail'
  return frames.find(({ key }) => key === by)?.symbol ?? by
}
