// Starts the worker that reads a reader's own text. As with the other worker, bundlers recognise the
// expression with `new URL`, so it must stay as it is written.

import type { PasteWorkerHandle } from './create-paste-reader.ts'
import type { FromPasteWorker, ToPasteWorker } from './paste-messages.ts'
import { toHandle } from './to-handle.ts'

export function spawnPasteWorker(): PasteWorkerHandle {
  return toHandle<ToPasteWorker, FromPasteWorker>(
    new Worker(new URL('./paste-worker.ts', import.meta.url), { type: 'module' }),
  )
}
