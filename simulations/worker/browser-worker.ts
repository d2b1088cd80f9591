// The program of a module worker in a browser.

import type { FromWorker } from '../engine/index.ts'
import { createPause } from './create-pause.ts'
import { serveRuns } from './serve-runs.ts'

/** What a worker has of its global scope; the types of a page describe another one. */
interface WorkerScope {
  postMessage(message: FromWorker, transfer: readonly ArrayBuffer[]): void
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void
}

const scope = globalThis as unknown as WorkerScope

const receive = serveRuns({
  post: (message, transfer) => scope.postMessage(message, transfer),
  now: () => performance.now(),
  pause: createPause(),
})
scope.addEventListener('message', ({ data }) => receive(data))
