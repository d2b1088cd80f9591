// How the events of a run are written down, for those who write them and those who play them.

/** Beyond it a run is too long to be played; `step` then gives the totals alone. */
export const stepEntriesMax = 2048

/** A mark's `a` is 8 × the place of the structure in the parameter `st` + the place of the phase here. */
export const phases = ['create', 'lookup', 'remove', 'read'] as const
export type Phase = (typeof phases)[number]

/** The phase of a mark lies above the operation. */
export const phaseBits = 24

/** Where a node hangs; a root hangs on no node. */
export const leftSide = 0
export const rightSide = 1
export const rootSide = 2
