// A thread that searches with SQLite, over its own connection to the store: takes one request at a
// time and answers it.

import { parentPort, workerData } from 'node:worker_threads'
import { createSqliteEngine } from '#search'
import { createStoreKeeper } from '#store'
import type { ThreadAnswer, ThreadRequest } from './search-threads.ts'

const store = createStoreKeeper(workerData as string)
const engine = createSqliteEngine(store)
// Requests that nobody waits for any more are never sent here.
const { signal } = new AbortController()

async function answer({ request, remainingMs }: ThreadRequest): Promise<ThreadAnswer> {
  try {
    const deadline = performance.now() + remainingMs
    return { answer: await engine.answer(request, { signal, deadline }) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

// What every search needs is read before the first one comes.
void answer({
  request: { selection: {}, order: 'newest', offset: 0, limit: 1 },
  remainingMs: 60_000,
}).then(() => parentPort?.postMessage('ready' satisfies ThreadAnswer))

parentPort?.on('message', (asked: ThreadRequest) => {
  void answer(asked).then((answered) => parentPort?.postMessage(answered))
})
