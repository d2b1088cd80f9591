// The pages of mail through the edge, without Next: for figures of one page after the other. Takes the
// file of a store; prints its address once it listens. Nothing is kept, so every answer is drawn.

import { createArchive } from '#archive'
import { serve } from '#serve'
import { closeStore, openStore } from '#store'

const [file = ''] = process.argv.slice(2)
const store = openStore(file)
const archive = createArchive({ store: () => store, siteUrl: 'https://patchlore.example' })
let answers = 0
const site = await serve({
  port: 0,
  host: '127.0.0.1',
  handler: (_, response) => void response.writeHead(404).end(),
  plain: [archive],
  readEdition: () => {
    answers += 1
    return String(answers)
  },
  isHttps: false,
  isDev: false,
  log: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${site.url.replace('localhost', '127.0.0.1')}\n`)
process.once('SIGTERM', () => {
  void site
    .close()
    .then(() => closeStore(store))
    .then(() => process.exit(0))
})
