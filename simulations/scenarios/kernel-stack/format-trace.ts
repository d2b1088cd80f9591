// Frames as the kernel's stack tracer prints them: what a reader would copy.

import type { Frame } from './frame.ts'

/** A trace as /sys/kernel/tracing/stack_trace shows it, deepest first. */
export function formatTrace(frames: readonly Frame[]): string {
  let depth = frames.reduce((sum, { size }) => sum + size, 0)
  const rows = [...frames].reverse().map(({ symbol, offset, size }, index) => {
    const location = offset === undefined ? symbol : `${symbol}+${offset}`
    const row = `${String(index).padStart(3)}) ${String(depth).padStart(8)}   ${String(size).padStart(5)}   ${location}`
    depth -= size
    return row
  })
  return [
    `        Depth    Size   Location    (${frames.length} entries)`,
    '        -----    ----   --------',
    ...rows,
    '',
  ].join('\n')
}
