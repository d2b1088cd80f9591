import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createMailNames } from '../../src/store/mail/threads.ts'
import { aStore } from '../support/stores.ts'

test('a name at hand does not keep the header in memory that it was cut out of', () => {
  const store = aStore()
  store.sqlite.exec(`INSERT INTO MailList (id, name) VALUES (1, 'linux-mm')`)
  const names = createMailNames(store, 1)
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const connectMany = () => {
    for (let at = 0; at < 1_000; at += 1) {
      const name = `message-${at}-of-a-thousand@example.org`
      // Decoded, as headers are: one flat string, of which names are slices.
      const header = Buffer.from(`${name} ${'x'.repeat(50_000)}`).toString('latin1')
      names.connect(header.slice(0, name.length), [])
    }
  }
  collect()
  const before = process.memoryUsage()
  store.sqlite.transaction(connectMany)()
  collect()
  const after = process.memoryUsage()
  const grown = after.heapUsed + after.external - before.heapUsed - before.external
  // All headers together have 50 MB.
  expect(grown).toBeLessThan(10_000_000)
  // Until here they are at hand.
  expect(names.connect('message-7-of-a-thousand@example.org', []).ancestors).toEqual([])
})
