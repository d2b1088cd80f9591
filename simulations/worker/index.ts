// The door of the worker for the player: something that runs scenarios beside the page.

export { createPasteReader, type PasteReader } from './create-paste-reader.ts'
export {
  createRunner,
  type Runner,
  type RunOutcome,
  type RunProgress,
  type RunRequest,
  silenceMsMax,
  type WorkerHandle,
} from './create-runner.ts'
export type { PasteAnswer } from './paste-messages.ts'
export { spawnBrowserWorker } from './spawn-browser-worker.ts'
export { spawnPasteWorker } from './spawn-paste-worker.ts'
