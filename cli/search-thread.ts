// A thread that searches with SQLite, over its own connection to the store: takes one question at a
// time and answers it.

import { parentPort, workerData } from 'node:worker_threads'
import { createStoreKeeper } from '#store'
import {
  createAnswerer,
  type ThreadAnswer,
  type ThreadRequest,
  toFailure,
} from './search-threads.ts'

const answerDirectly = createAnswerer(createStoreKeeper(workerData as string))
// Questions that nobody waits for any more are never sent here.
const { signal } = new AbortController()

async function answer({ question, remainingMs }: ThreadRequest): Promise<ThreadAnswer> {
  try {
    const deadline = performance.now() + remainingMs
    return { answer: await answerDirectly(question, { signal, deadline }) }
  } catch (error) {
    return { failure: toFailure(error) }
  }
}

// What every search needs is read before the first one comes.
const asked = { selection: {}, order: 'newest', offset: 0, limit: 1 } as const
for (const of of ['documents', 'mail'] as const) {
  await answer({ question: { of, asked }, remainingMs: 60_000 })
}
parentPort?.on('message', (request: ThreadRequest) => {
  void answer(request).then((answered) => parentPort?.postMessage(answered))
})
parentPort?.postMessage('ready' satisfies ThreadAnswer)
