// What the setup files promise: tests that warn or leave this machine fail.

import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'

test('a warning nobody expects is thrown', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  console.warn('expected here')
  expect(warn).toHaveBeenCalledOnce()
  warn.mockRestore()
  expect(String(console.warn)).toContain('Unexpected console.')
})

test('a connection to another machine fails before a packet leaves', async () => {
  expect(() => connect(443, 'example.org')).toThrow('Unexpected connection to example.org')
  const failure: unknown = await fetch('http://192.0.2.1/').catch((error: Error) => error.cause)
  expect(String(failure)).toContain('Unexpected connection to 192.0.2.1')
})

test('the time zone is UTC', () => {
  expect(new Date(2014, 9, 2).toISOString()).toBe('2014-10-02T00:00:00.000Z')
})
