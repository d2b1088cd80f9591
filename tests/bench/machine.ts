// What the figures were measured on, and how busy it was.

import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** Programs that wanted to run in the last minute, this one among them; above `cores`, figures are noise. */
  readonly load: number
  readonly measuredAt: string
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()}`,
    node: process.version,
    load: Number(loadavg()[0]?.toFixed(2)),
    measuredAt: new Date().toISOString(),
  }
}
