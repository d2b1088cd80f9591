// SQLite on threads of its own: a search of many documents would hold up every page while it runs, and
// one processor would be all that searches have. Where there are few documents, or no thread can run,
// the engine answers where it is asked.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import {
  type AnswerLimits,
  createMailSearch,
  createSqliteEngine,
  EngineTooSlow,
  type MailSearch,
  type SearchEngine,
} from '#search'
import { QuestionTooLarge, type Store } from '#store'

/** What SQLite can be asked, by who asks. */
export type ThreadQuestion =
  | { readonly of: 'documents'; readonly asked: Parameters<SearchEngine['answer']>[0] }
  | { readonly of: 'mail'; readonly asked: Parameters<MailSearch['find']>[0] }
  | { readonly of: 'mail to show'; readonly asked: Parameters<MailSearch['show']>[0] }

/** What a thread is asked. */
export interface ThreadRequest {
  readonly question: ThreadQuestion
  /** Its clock is another one. */
  readonly remainingMs: number
}

/** It begins with `ready`. */
export type ThreadAnswer =
  | 'ready'
  | { readonly answer: unknown; readonly failure?: never }
  | { readonly failure: ThreadFailure; readonly answer?: never }

/** An error without its class, which cannot leave a thread. */
export interface ThreadFailure {
  readonly name: string
  readonly message: string
}

export interface SearchThreads {
  readonly sqlite: SearchEngine
  readonly mail: MailSearch
  readonly close: () => Promise<void>
}

export interface SearchThreadsOptions {
  readonly store: () => Store
  /** How many documents and mails there are to search; asked each time. */
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
  readonly question: ThreadQuestion
  readonly limits: AnswerLimits
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  isReady: boolean
  underway: Waiting | undefined
}

export function createSearchThreads({
  store,
  countDocuments,
  documentsMin = threadedDocumentsMin,
  threads: wanted = Math.min(threadsMax, availableParallelism()),
}: SearchThreadsOptions): SearchThreads {
  const answerDirectly = createAnswerer(store)
  const sqlite = createSqliteEngine(store)
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
      if (answered.failure === undefined) asked?.resolve(answered.answer)
      else asked?.reject(toError(answered.failure))
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

  const answerHere = ({ question, limits, resolve, reject }: Waiting) => {
    answerDirectly(question, limits).then(resolve, reject)
  }

  const give = (thread: Thread) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const remainingMs = next.limits.deadline - performance.now()
      if (next.limits.signal.aborted) next.reject(next.limits.signal.reason)
      else if (remainingMs <= 0)
        next.reject(new EngineTooSlow('Unexpected wait, expected time left'))
      else {
        thread.underway = next
        thread.worker.postMessage({ question: next.question, remainingMs } satisfies ThreadRequest)
        return
      }
    }
  }

  const answer = async (question: ThreadQuestion, limits: AnswerLimits): Promise<unknown> => {
    limits.signal.throwIfAborted()
    if (isClosed || countDocuments() < documentsMin) return await answerDirectly(question, limits)
    if (queue.length >= waitingMax) {
      throw new EngineTooSlow(`Unexpected crowd of ${waitingMax} searches, expected fewer`)
    }
    while (threads.size < wanted && losses < lossesMax) start()
    const ready = [...threads].filter(({ isReady }) => isReady)
    // Loading takes a thread longer than most readers wait.
    if (ready.length === 0) return await answerDirectly(question, limits)
    return await new Promise<unknown>((resolve, reject) => {
      queue.push({ question, limits, resolve, reject })
      const idle = ready.find(({ underway }) => underway === undefined)
      if (idle !== undefined) give(idle)
    })
  }

  return {
    sqlite: {
      ...sqlite,
      answer: async (asked, limits) =>
        (await answer({ of: 'documents', asked }, limits)) as Awaited<
          ReturnType<SearchEngine['answer']>
        >,
    },
    mail: {
      find: async (asked, limits) =>
        (await answer({ of: 'mail', asked }, limits)) as Awaited<ReturnType<MailSearch['find']>>,
      show: async (asked, limits) =>
        (await answer({ of: 'mail to show', asked }, limits)) as Awaited<
          ReturnType<MailSearch['show']>
        >,
    },
    close: async () => {
      isClosed = true
      for (const { reject } of queue.splice(0)) reject(new Error('The site is closing'))
      await Promise.all([...threads].map(({ worker }) => worker.terminate()))
    },
  }
}

export function toFailure(error: unknown): ThreadFailure {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
}

/** The error with its class, where the planner tells the class from others. */
export function toError({ name, message }: ThreadFailure): Error {
  const known = [EngineTooSlow, QuestionTooLarge].find((kind) => kind.name === name)
  return new (known ?? Error)(message)
}

/** Answers where it is asked: in the thread, or instead of it. */
export function createAnswerer(
  store: () => Store,
): (question: ThreadQuestion, limits: AnswerLimits) => Promise<unknown> {
  const sqlite = createSqliteEngine(store)
  const mail = createMailSearch(store)
  return async (question, limits) => {
    switch (question.of) {
      case 'documents':
        return await sqlite.answer(question.asked, limits)
      case 'mail':
        return await mail.find(question.asked, limits)
      case 'mail to show':
        return await mail.show(question.asked, limits)
    }
  }
}
