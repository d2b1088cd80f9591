// Starts the worker in a browser. Bundlers recognise the expression with `new URL` and make the
// worker a file of its own, so it must stay as it is written.

import type { FromWorker } from '../engine/index.ts'
import type { WorkerHandle } from './create-runner.ts'

export function spawnBrowserWorker(): WorkerHandle {
  const worker = new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module' })
  return {
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
    listen: ({ onMessage, onDeath }) => {
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => onMessage(data))
      worker.addEventListener('error', onDeath)
      worker.addEventListener('messageerror', onDeath)
    },
  }
}
