// Caches of machines. The sizes are those of real ones; the delays are typical values and marked as
// inference.

import type { Values } from './parameters.ts'

interface Level {
  readonly bytes: number
  readonly ways: number
  /** A hit here, ns. */
  readonly ns: number
}

export interface CacheMachine {
  readonly label: string
  readonly levels: readonly [Level, Level, Level]
  readonly memoryNs: number
}

const kib = 1024
const mib = 1024 * 1024

export const cacheMachines: Readonly<Record<Values['cache'], CacheMachine>> = {
  xeon: {
    label: 'Xeon of 2014',
    levels: [
      { bytes: 32 * kib, ways: 8, ns: 1.5 },
      { bytes: 256 * kib, ways: 8, ns: 4.5 },
      { bytes: 20 * mib, ways: 20, ns: 16 },
    ],
    memoryNs: 80,
  },
  server: {
    label: 'server of today',
    levels: [
      { bytes: 48 * kib, ways: 12, ns: 1.5 },
      { bytes: 2 * mib, ways: 16, ns: 5 },
      { bytes: 480 * mib, ways: 16, ns: 25 },
    ],
    memoryNs: 110,
  },
  phone: {
    label: 'phone',
    levels: [
      { bytes: 64 * kib, ways: 4, ns: 1.5 },
      { bytes: 512 * kib, ways: 8, ns: 5 },
      { bytes: 2 * mib, ways: 16, ns: 15 },
    ],
    memoryNs: 120,
  },
}
