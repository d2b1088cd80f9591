// The door of the worker for the player: something that runs scenarios beside the page.

export {
  createRunner,
  type Runner,
  type RunOutcome,
  type RunProgress,
  type RunRequest,
  silenceMsMax,
  type WorkerHandle,
} from './create-runner.ts'
export { spawnBrowserWorker } from './spawn-browser-worker.ts'
