// Starts the worker in a browser. Bundlers recognise the expression with `new URL` and make the
// worker a file of its own, so it must stay as it is written.

import type { FromWorker, ToWorker } from '../engine/index.ts'
import type { WorkerHandle } from './create-runner.ts'
import { toHandle } from './to-handle.ts'

export function spawnBrowserWorker(): WorkerHandle {
  return toHandle<ToWorker, FromWorker>(
    new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module' }),
  )
}
