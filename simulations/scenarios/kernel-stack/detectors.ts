// Who notices that a stack was too small, and when. What none of them sees is silent corruption.

import { interruptThreshold, pageBytes, type StackLayout, threadInfoBytes } from './layout.ts'
import type { Replay } from './replay.ts'

export const detectorIds = ['tracer', 'schedule', 'interrupt', 'usage', 'guard'] as const

export type DetectorId = (typeof detectorIds)[number]

export interface Detection {
  readonly id: DetectorId
  readonly title: string
  readonly verdict: 'sees' | 'may-see' | 'misses' | 'nothing-to-see'
  /** One sentence: what it sees, or why it does not. */
  readonly says: string
  /** For the interrupt check, from 0 to 1. */
  readonly probability?: number
}

export interface DetectorOptions {
  /** Those that are built in; the guard page is there whenever the layout has one. */
  readonly active: readonly string[]
  /** Interrupts in a second on this processor. */
  readonly interruptsPerSecond: number
  /** How long the chain stays so deep. */
  readonly dwellUs: number
}

const titles: Readonly<Record<DetectorId, string>> = {
  tracer: 'stack tracer',
  schedule: 'check of the magic at each schedule',
  interrupt: 'DEBUG_STACKOVERFLOW, at interrupts',
  usage: 'DEBUG_STACK_USAGE, when the thread ends',
  guard: 'guard page',
}

/** What each active detector makes of a replay. */
export function detect(
  replay: Replay,
  layout: StackLayout,
  options: DetectorOptions,
): readonly Detection[] {
  const judges: Readonly<Record<DetectorId, () => Omit<Detection, 'id' | 'title'>>> = {
    tracer: () => judgeTracer(replay),
    schedule: () => judgeSchedule(replay),
    interrupt: () => judgeInterrupt(replay, layout, options),
    usage: () => judgeUsage(replay, layout),
    guard: () => judgeGuard(replay),
  }
  return detectorIds
    .filter((id) => (id === 'guard' ? layout.below === 'guard-page' : options.active.includes(id)))
    .map((id) => ({ id, title: titles[id], ...judges[id]() }))
}

function judgeTracer({ traced, tail, usable, ending, lost }: Replay) {
  const seen = `It records ${traced} bytes`
  if (ending === 'fits') {
    return { verdict: 'nothing-to-see', says: `${seen}; ${tail} more it cannot see.` } as const
  }
  const isMagicLost = lost.some(({ name }) => name === 'STACK_END_MAGIC')
  if (isMagicLost && traced > usable) {
    return { verdict: 'sees', says: `${seen}, finds the magic gone and stops the kernel.` } as const
  }
  const tailSays = `${seen}, which would fit; the ${tail} bytes that did not are none of the calls it traces.`
  if (!isMagicLost) return { verdict: 'misses', says: tailSays } as const
  return {
    verdict: 'may-see',
    says: `${tailSays} At the next record it would find the magic gone.`,
  } as const
}

function judgeSchedule({ ending, isMagicSteppedOver, bytesBelow }: Replay) {
  if (ending === 'fits') {
    return { verdict: 'nothing-to-see', says: 'The magic is whole.' } as const
  }
  if (isMagicSteppedOver) {
    return {
      verdict: 'misses',
      says: 'No word was stored where the magic stands: it is whole, what lies below is not.',
    } as const
  }
  return {
    verdict: 'sees',
    says:
      bytesBelow > 0
        ? 'The magic is gone, which the next schedule finds, if the thread lives until then.'
        : 'The magic is gone: the next schedule stops the kernel.',
  } as const
}

function judgeInterrupt(
  { reached }: Replay,
  layout: StackLayout,
  { interruptsPerSecond, dwellUs }: DetectorOptions,
) {
  const threshold = interruptThreshold(layout)
  if (reached <= threshold) {
    return {
      verdict: 'nothing-to-see',
      says: `It warns beyond a depth of ${threshold}, which is not reached.`,
      probability: 0,
    } as const
  }
  const probability = findInterruptProbability(interruptsPerSecond, dwellUs)
  return {
    verdict: probability === 0 ? 'misses' : 'may-see',
    says: `It warns beyond a depth of ${threshold} if an interrupt comes in those ${dwellUs} µs.`,
    probability,
  } as const
}

/** At least one interrupt in so many microseconds, each of which has one with the same chance. */
export function findInterruptProbability(perSecond: number, dwellUs: number): number {
  // Powers by squaring: multiplications give the same bits everywhere, an exponential does not.
  let base = 1 - Math.min(1, perSecond / 1_000_000)
  let none = 1
  for (let exponent = Math.trunc(dwellUs); exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) none *= base
    base *= base
  }
  return 1 - none
}

function judgeUsage({ reached, ending }: Replay, { bytes, threadInfo }: StackLayout) {
  const end = threadInfo === 'in-stack' ? threadInfoBytes : 0
  const left = bytes - reached - end
  if (ending === 'fits') {
    return { verdict: 'nothing-to-see', says: `It prints ${left} bytes left.` } as const
  }
  return {
    verdict: 'may-see',
    says: 'It prints its figure only when the thread ends, and this one may not come to that.',
  } as const
}

function judgeGuard({ bytesBelow }: Replay) {
  if (bytesBelow === 0) {
    return { verdict: 'nothing-to-see', says: 'Nothing was written below the stack.' } as const
  }
  if (bytesBelow > pageBytes) {
    return {
      verdict: 'may-see',
      says: `The deepest write lies ${bytesBelow} bytes below, beyond the page; one before it hit the page unless all stepped over it.`,
    } as const
  }
  return {
    verdict: 'sees',
    says: 'The first write below the stack faults: the thread ends, nothing else is harmed.',
  } as const
}
