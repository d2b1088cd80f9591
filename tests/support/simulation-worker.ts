// The worker's loop in a thread of Node, for tests.

import { parentPort } from 'node:worker_threads'
import { serveRuns } from '../../simulations/worker/serve-runs.ts'

const port = parentPort
if (port === null) throw new Error('Unexpected main thread, expected a worker')
const receive = serveRuns({
  post: (message, transfer) => port.postMessage(message, [...transfer]),
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
})
port.on('message', receive)
