import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { createStreamSender } from '../../../src/serve/send-stream.ts'

test('a reader who takes nothing more makes room for others', async () => {
  const send = createStreamSender({ idleMs: 200 })
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(65_536))
    },
  })
  let settle = (_: Promise<void>) => {}
  const sent = new Promise<void>((resolve) => {
    settle = resolve
  })
  const server = createServer((request, response) => {
    settle(send(request, response, { headers: {}, open: () => endless }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => void reader.destroy())
  reader.on('error', () => undefined)
  // It asks and never reads.
  reader.pause()
  reader.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await sent
  expect(endless.destroyed).toBe(true)
})
