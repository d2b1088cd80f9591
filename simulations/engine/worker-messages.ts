// What a page and its worker say to each other. Plain values only: no functions, no shared memory.

import type { Result, RunInput } from './run-scenario.ts'
import type { Mode } from './scenario.ts'

/** Raised when a message changes its meaning; a page of another version is refused. */
export const protocolVersion = 2

/** A worker reports at most so often. */
export const progressPerSecondMax = 20

/** A running worker sees a new message within so long. */
export const softCancelMs = 16

/** A worker that has not answered a cancel by then is ended and replaced. */
export const hardCancelMs = 250

export type ToWorker =
  | {
      readonly kind: 'run'
      readonly protocol: number
      readonly id: number
      readonly scenario: string
      /** Read by the page, which has the schema and the words for what is wrong. */
      readonly input: RunInput
      readonly mode: Mode
      /** True if wall times are wanted. */
      readonly isMeasured: boolean
    }
  | { readonly kind: 'cancel'; readonly id: number }

export type FromWorker =
  /** Once, when it has loaded. */
  | { readonly kind: 'ready'; readonly protocol: number }
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly phase: string
      readonly done: number
      readonly total: number
    }
  | {
      readonly kind: 'result'
      readonly id: number
      readonly result: Result
    }
  | { readonly kind: 'cancelled'; readonly id: number }
  | {
      readonly kind: 'error'
      readonly id: number
      /** For the reader: one sentence. */
      readonly message: string
      /** What they can do. */
      readonly advice: string
      readonly stack?: string
    }
