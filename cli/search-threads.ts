// SQLite on threads of its own: a search of many documents would hold up every page while it runs, and
// one processor would be all that searches have. Where there are few documents, or no thread can run,
// the engine answers where it is asked.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { EngineAnswer, SearchRequest } from '#domain'
import { type AnswerLimits, createSqliteEngine, EngineTooSlow, type SearchEngine } from '#search'
import type { Store } from '#store'

/** What a thread is asked. */
export interface ThreadRequest {
  readonly request: SearchRequest
  /** Its clock is another one. */
  readonly remainingMs: number
}

/** It begins with `ready`. */
export type ThreadAnswer =
  | 'ready'
  | { readonly answer: EngineAnswer; readonly failure?: never }
  | { readonly failure: string; readonly answer?: never }

export interface ThreadedEngine extends SearchEngine {
  readonly close: () => Promise<void>
}

export interface ThreadedEngineOptions {
  readonly store: () => Store
  /** How many documents there are to search; asked each time. */
  readonly countDocuments: () => number
  /** From so many on threads are worth their memory. */
  readonly documentsMin?: number
  readonly threads?: number
}

/** Fewer are searched in a millisecond, and a thread takes some fifty megabytes. */
const threadedDocumentsMin = 5_000
const threadsMax = 4
/** Who comes when so many wait already would not be answered in time. */
const waitingMax = 500
/** When so many threads have died, something is wrong with threads here. */
const lossesMax = 20

interface Waiting {
  readonly request: SearchRequest
  readonly limits: AnswerLimits
  readonly resolve: (answer: EngineAnswer) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  isReady: boolean
  underway: Waiting | undefined
}

export function createThreadedEngine({
  store,
  countDocuments,
  documentsMin = threadedDocumentsMin,
  threads: wanted = Math.min(threadsMax, availableParallelism()),
}: ThreadedEngineOptions): ThreadedEngine {
  const direct = createSqliteEngine(store)
  const threads = new Set<Thread>()
  const queue: Waiting[] = []
  let losses = 0
  let isClosed = false

  const start = () => {
    const worker = new Worker(new URL('search-thread.js', import.meta.url), {
      workerData: store().file,
    })
    const thread: Thread = { worker, isReady: false, underway: undefined }
    threads.add(thread)
    worker.on('message', (answered: ThreadAnswer) => {
      const asked = thread.underway
      thread.underway = undefined
      thread.isReady = true
      give(thread)
      if (answered === 'ready') return
      if (answered.answer !== undefined) asked?.resolve(answered.answer)
      else asked?.reject(new Error(answered.failure))
    })
    // A thread that died, of a lack of memory say, is replaced by the next search; what it was asked is
    // answered here.
    const lose = () => {
      if (!threads.delete(thread) || isClosed) return
      losses += 1
      if (thread.underway !== undefined) answerHere(thread.underway)
      if (threads.size === 0) for (const waiting of queue.splice(0)) answerHere(waiting)
    }
    worker.once('error', lose)
    worker.once('exit', lose)
    worker.unref()
  }

  const answerHere = ({ request, limits, resolve, reject }: Waiting) => {
    direct.answer(request, limits).then(resolve, reject)
  }

  const give = (thread: Thread) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const remainingMs = next.limits.deadline - performance.now()
      if (next.limits.signal.aborted) next.reject(next.limits.signal.reason)
      else if (remainingMs <= 0)
        next.reject(new EngineTooSlow('Unexpected wait, expected time left'))
      else {
        thread.underway = next
        thread.worker.postMessage({ request: next.request, remainingMs } satisfies ThreadRequest)
        return
      }
    }
  }

  return {
    ...direct,
    answer: async (request, limits) => {
      limits.signal.throwIfAborted()
      if (isClosed || countDocuments() < documentsMin) return await direct.answer(request, limits)
      if (queue.length >= waitingMax) {
        throw new EngineTooSlow(`Unexpected crowd of ${waitingMax} searches, expected fewer`)
      }
      while (threads.size < wanted && losses < lossesMax) start()
      const ready = [...threads].filter(({ isReady }) => isReady)
      // Loading takes a thread longer than most readers wait.
      if (ready.length === 0) return await direct.answer(request, limits)
      return await new Promise<EngineAnswer>((resolve, reject) => {
        queue.push({ request, limits, resolve, reject })
        const idle = ready.find(({ underway }) => underway === undefined)
        if (idle !== undefined) give(idle)
      })
    },
    close: async () => {
      isClosed = true
      for (const { reject } of queue.splice(0)) reject(new Error('The site is closing'))
      await Promise.all([...threads].map(({ worker }) => worker.terminate()))
    },
  }
}
