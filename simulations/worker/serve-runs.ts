// The loop of a worker: runs what it is asked to, says how far it is, and looks often whether it
// shall stop. Knows no browser and no Node: what it needs of them it is given.

import {
  type FromWorker,
  progressPerSecondMax,
  protocolVersion,
  runCore,
  type ToWorker,
} from '../engine/index.ts'
import { loadScenarioCore } from '../scenarios/index.ts'

export interface WorkerEffects {
  readonly post: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  /** Lets messages that wait come in, and goes on without delay. */
  readonly pause: () => Promise<void>
}

/** A run works so long before it looks whether it shall stop. */
const sliceMs = 4

/** One worker does one thing at a time: a new run takes the place of the one before. */
export function serveRuns({ post, now, pause }: WorkerEffects): (message: unknown) => void {
  let current: { readonly id: number; isCancelled: boolean } | undefined

  async function run(request: ToWorker & { readonly kind: 'run' }): Promise<void> {
    const { id } = request
    if (current !== undefined) current.isCancelled = true
    const job = { id, isCancelled: false }
    current = job
    try {
      const answer = await perform(request, () => job.isCancelled)
      if (answer === undefined) post({ kind: 'cancelled', id }, [])
      else post(answer, answer.kind === 'result' ? listTransfers(answer) : [])
    } catch (error) {
      post(toFailure(id, error), [])
    } finally {
      if (current === job) current = undefined
    }
  }

  async function perform(
    { id, scenario: name, input, mode, isMeasured, protocol }: ToWorker & { readonly kind: 'run' },
    isCancelled: () => boolean,
  ): Promise<FromWorker | undefined> {
    if (protocol !== protocolVersion) {
      return fail(id, 'This page and its worker are of different versions.', 'Load the page again.')
    }
    const scenario = await loadScenarioCore(name)
    if (scenario === undefined) {
      return fail(id, 'There is no simulation of this name.', 'Choose one from the list.')
    }
    const ticks = runCore(scenario, input, {
      mode,
      ...(isMeasured && { clock: () => now() * 1e6 }),
    })
    let sliceEnd = now() + sliceMs
    let nextProgress = now()
    for (;;) {
      const step = ticks.next()
      if (step.done === true) return { kind: 'result', id, result: step.value }
      const time = now()
      if (time < sliceEnd) continue
      if (time >= nextProgress) {
        const { phase, done, total } = step.value
        post({ kind: 'progress', id, phase, done, total }, [])
        nextProgress = time + 1000 / progressPerSecondMax
      }
      await pause()
      if (isCancelled()) return undefined
      sliceEnd = now() + sliceMs
    }
  }

  post({ kind: 'ready', protocol: protocolVersion }, [])
  return (message) => {
    if (!isRequest(message)) return
    if (message.kind === 'run') void run(message)
    // What is over already has answered already.
    else if (current?.id === message.id) current.isCancelled = true
  }
}

function isRequest(message: unknown): message is ToWorker {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false
  return message.kind === 'run' || message.kind === 'cancel'
}

/** The events of a run are many: handed over, not copied. */
function listTransfers({
  result,
}: FromWorker & { readonly kind: 'result' }): readonly ArrayBuffer[] {
  const buffer = result.log?.words.buffer
  return buffer instanceof ArrayBuffer ? [buffer] : []
}

function fail(id: number, message: string, advice: string): FromWorker {
  return { kind: 'error', id, message, advice }
}

function toFailure(id: number, error: unknown): FromWorker {
  // Engines name it differently: "Array buffer allocation failed", "out of memory", "Invalid array length".
  if (error instanceof RangeError && /alloc|memory|array|length/iu.test(error.message)) {
    return fail(
      id,
      'This run needs more memory than it was given.',
      'Choose fewer entries, or entries closer together.',
    )
  }
  return {
    kind: 'error',
    id,
    message: 'The run failed, which is a fault of ours.',
    advice: 'Other parameters may work. The article does not depend on it.',
    ...(error instanceof Error && error.stack !== undefined && { stack: error.stack }),
  }
}
