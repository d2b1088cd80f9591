// A warning that nobody reads is a fault that nobody sees: `console.error` and `console.warn` fail
// the test they happen in. A test that expects one says so with `vi.spyOn(console, 'error')`.

import { afterEach, beforeEach } from 'vitest'

const unexpected: string[] = []

for (const level of ['error', 'warn'] as const) {
  console[level] = (...parts: unknown[]) => {
    const line = `Unexpected console.${level}: ${parts.map(String).join(' ')}`
    // Kept as well as thrown, because renderers and event handlers swallow what is thrown.
    unexpected.push(line)
    throw new Error(line)
  }
}

beforeEach(() => {
  unexpected.length = 0
})

afterEach(() => {
  if (unexpected.length > 0) throw new Error(unexpected.join('\n'))
})
