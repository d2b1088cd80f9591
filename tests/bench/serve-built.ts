// The built site on whatever store PATCHLORE_DATA has, without indexing: for figures over generated
// documents. Prints its address once it listens, and its memory when it is told to end.

import path from 'node:path'
import createNext from 'next'
import { readEnv, silenceTelemetry } from '#env'
import { serve } from '#serve'

const env = readEnv(path.resolve(import.meta.dirname, '../..'))
silenceTelemetry()
const next = createNext({ dev: false, dir: env.root, hostname: env.host, port: env.port })
await next.prepare()
const site = await serve({
  port: env.port,
  host: env.host,
  handler: next.getRequestHandler(),
  readEdition: () => 'generated',
  isHttps: false,
  isDev: false,
  log: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${site.url.replace('localhost', '127.0.0.1')}\n`)
process.once('SIGTERM', () => {
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ peakMemoryMb })}\n`)
  void site.close().then(() => process.exit(0))
})
