// How much memory is free, and how much of that lies together: the same two numbers on two views.

import type { MemoryValues } from '../../scenarios/kernel-stack/index.ts'
import type { Session } from '../session.ts'
import { Slider } from '../slider.tsx'

export interface FreeSlidersProps {
  readonly values: Pick<MemoryValues, 'free' | 'clustering'>
  readonly session: Session
  /** How far this view lets the free memory go, per cent. */
  readonly freeMax: number
  readonly isDisabled?: boolean
}

export function FreeSliders({
  values: { free, clustering },
  session,
  freeMax,
  isDisabled = false,
}: FreeSlidersProps) {
  return (
    <>
      <Slider
        label="Free"
        max={freeMax}
        value={free}
        isDisabled={isDisabled}
        says={`${free} per cent of the memory`}
        shown={`${free} %`}
        onChange={(next) => session.change({ free: next })}
      />
      <Slider
        label="Grouped"
        max={100}
        value={clustering}
        isDisabled={isDisabled}
        says={`${clustering} per cent of the free pages lie together`}
        shown={`${clustering} %`}
        onChange={(next) => session.change({ clustering: next })}
      />
    </>
  )
}
