// A thread of Node as the runner sees a worker.

import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerHandle } from '../../simulations/worker/index.ts'
import { root } from './site.ts'

/** @param program a file that runs under tsx, or source text if it begins with `//` */
export function spawnNodeWorker(
  program = path.join(root, 'tests/support/simulation-worker.ts'),
  limits?: { readonly maxOldGenerationSizeMb: number },
): WorkerHandle {
  const isText = program.startsWith('//')
  const worker = new Worker(isText ? program : toBootstrap(program), {
    eval: true,
    ...(limits !== undefined && { resourceLimits: limits }),
  })
  return {
    post: (message) => worker.postMessage(message),
    end: () => void worker.terminate(),
    listen: ({ onMessage, onDeath }) => {
      worker.on('message', onMessage)
      worker.on('messageerror', onDeath)
      worker.on('error', onDeath)
      worker.on('exit', onDeath)
    },
  }
}

/** TypeScript in a thread: tsx first, then the program. */
function toBootstrap(file: string): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}) })`
}
