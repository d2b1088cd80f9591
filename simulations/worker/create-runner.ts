// The page's side: runs things in a worker, one at a time, and survives whatever becomes of it. A
// worker that does not answer a cancel, or dies, is replaced; the page always gets an outcome.

import {
  type FromWorker,
  hardCancelMs,
  type Mode,
  protocolVersion,
  type Result,
  type RunInput,
  type ToWorker,
} from '../engine/index.ts'

/** A worker, in a browser or in Node. */
export interface WorkerHandle {
  readonly post: (message: ToWorker) => void
  readonly end: () => void
  /** Called before anything is posted. */
  readonly listen: (listeners: {
    readonly onMessage: (message: FromWorker) => void
    /** It died, could not be loaded, or a message could not be read. */
    readonly onDeath: () => void
  }) => void
}

export interface RunRequest {
  readonly scenario: string
  readonly input: RunInput
  readonly mode: Mode
  readonly isMeasured?: boolean
}

export interface RunProgress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

export type RunOutcome =
  | {
      readonly kind: 'done'
      readonly result: Result
    }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed'
      /** One sentence, and what can be done. */
      readonly message: string
      readonly advice: string
      readonly stack?: string
    }

export interface Runner {
  /** Cancels what runs, then runs this. Never rejects. */
  readonly run: (
    request: RunRequest,
    options?: { readonly onProgress?: (progress: RunProgress) => void },
  ) => Promise<RunOutcome>
  /** Stops what runs; its promise resolves as cancelled, within a quarter of a second at most. */
  readonly cancel: () => void
  /** Ends the worker: when the page or the figure goes. */
  readonly close: () => void
}

/** Longer silence during a run means that the worker is gone without a word. */
export const silenceMsMax = 15_000

interface Job {
  readonly id: number
  readonly resolve: (outcome: RunOutcome) => void
  readonly onProgress: ((progress: RunProgress) => void) | undefined
  timer: ReturnType<typeof setTimeout> | undefined
  isCancelled: boolean
}

/** @param spawn starts a worker; it may throw where there are none. */
export function createRunner(
  spawn: () => WorkerHandle,
  limits: { readonly silenceMs: number; readonly hardCancelMs: number } = {
    silenceMs: silenceMsMax,
    hardCancelMs,
  },
): Runner {
  let worker: WorkerHandle | undefined
  let job: Job | undefined
  let lastId = 0

  function settle(outcome: RunOutcome): void {
    if (job === undefined) return
    const { resolve, timer } = job
    clearTimeout(timer)
    job = undefined
    resolve(outcome)
  }

  function endWorker(): void {
    worker?.end()
    worker = undefined
  }

  function watch(): void {
    if (job === undefined) return
    clearTimeout(job.timer)
    job.timer = setTimeout(() => {
      endWorker()
      settle({
        kind: 'failed',
        message: 'The run has not been heard of for a while and was ended.',
        advice: 'Run it again, or with fewer entries.',
      })
    }, limits.silenceMs)
  }

  function onMessage(message: FromWorker): void {
    // A run that was cancelled may still say something.
    if (job === undefined || message.kind === 'ready' || message.id !== job.id) return
    switch (message.kind) {
      case 'progress':
        // Sent before the cancel was read: the deadline of the cancel stands.
        if (job.isCancelled) return
        watch()
        job.onProgress?.({ phase: message.phase, done: message.done, total: message.total })
        return
      case 'result':
        settle({ kind: 'done', result: message.result })
        return
      case 'cancelled':
        settle({ kind: 'cancelled' })
        return
      case 'error':
        settle({
          kind: 'failed',
          message: message.message,
          advice: message.advice,
          ...(message.stack !== undefined && { stack: message.stack }),
        })
    }
  }

  function start(): WorkerHandle {
    if (worker !== undefined) return worker
    const started = spawn()
    started.listen({
      onMessage: (message) => {
        if (worker === started) onMessage(message)
      },
      onDeath: () => {
        if (worker !== started) return
        endWorker()
        settle({
          kind: 'failed',
          message: 'The program that runs the simulation ended unexpectedly.',
          advice: 'Run it again: a new one is started. If it needs much memory, choose less.',
        })
      },
    })
    worker = started
    return started
  }

  function cancel(): void {
    if (job === undefined || worker === undefined || job.isCancelled) return
    const { id } = job
    job.isCancelled = true
    worker.post({ kind: 'cancel', id })
    clearTimeout(job.timer)
    job.timer = setTimeout(() => {
      endWorker()
      settle({ kind: 'cancelled' })
    }, limits.hardCancelMs)
  }

  return {
    run: ({ scenario, input, mode, isMeasured = false }, { onProgress } = {}) =>
      new Promise((resolve) => {
        // The worker gives way to a new run by itself; the page need not wait for that.
        settle({ kind: 'cancelled' })
        lastId += 1
        const id = lastId
        job = { id, resolve, onProgress, timer: undefined, isCancelled: false }
        try {
          start().post({
            kind: 'run',
            protocol: protocolVersion,
            ...{ id, scenario, input, mode, isMeasured },
          })
          watch()
        } catch {
          worker = undefined
          settle({
            kind: 'failed',
            message: 'This browser does not let the simulation run beside the page.',
            advice: 'The finished figures and tables are complete without it.',
          })
        }
      }),
    cancel,
    close: () => {
      endWorker()
      settle({ kind: 'cancelled' })
    },
  }
}
