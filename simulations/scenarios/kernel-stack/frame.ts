// A frame: the bytes of the stack that one call of a function holds, as the stack tracer counts
// them, the eight of its return address included.

export interface Frame {
  readonly symbol: string
  readonly size: number
  /** Where in the function the call was made, e.g. `0x6d1/0xce0`. */
  readonly offset?: string
  readonly module?: string
  /** Set for frames no tracer saw: what a proposal adds. */
  readonly added?: 'layer' | 'worker' | 'waiter' | 'callee'
}

export function sumSizes(frames: readonly Frame[]): number {
  return frames.reduce((sum, { size }) => sum + size, 0)
}
