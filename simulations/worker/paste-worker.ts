// The program of the worker that reads a reader's own text, in a browser.

import type { FromPasteWorker, ToPasteWorker } from './paste-messages.ts'
import { servePastes } from './serve-pastes.ts'

/** What a worker has of its global scope; the types of a page describe another one. */
interface WorkerScope {
  postMessage(message: FromPasteWorker): void
  addEventListener(type: 'message', listen: (event: { readonly data: ToPasteWorker }) => void): void
}

const scope = globalThis as unknown as WorkerScope
const receive = servePastes((message) => scope.postMessage(message))
scope.addEventListener('message', ({ data }) => void receive(data))
