import path from 'node:path'
import { expect, test } from 'vitest'
import { BadSetting, childEnvironment, readEnv } from '../../src/env.ts'

test('without any setting the site listens on this machine only, at port 3000', () => {
  expect(readEnv('/srv/patchlore', {})).toEqual({
    port: 3000,
    searchesPerSecond: 20,
    host: '127.0.0.1',
    siteUrl: 'http://localhost:3000',
    root: '/srv/patchlore',
    dataFolder: path.resolve('/srv/patchlore/.data'),
    contentFolder: path.resolve('/srv/patchlore/content'),
    storeFile: path.resolve('/srv/patchlore/.data/patchlore.db'),
    isCi: false,
    isGithubActions: false,
  })
})

test('an empty setting is the same as none', () => {
  expect(readEnv('/srv', { PORT: '', PATCHLORE_URL: '', PATCHLORE_DATA: '' })).toEqual(
    readEnv('/srv', {}),
  )
})

test('the address readers use follows the port and loses its slash', () => {
  expect(readEnv('/srv', { PORT: '8080' }).siteUrl).toBe('http://localhost:8080')
  expect(readEnv('/srv', { PATCHLORE_URL: 'https://example.org//' }).siteUrl).toBe(
    'https://example.org',
  )
})

test('folders are taken from the project, unless they are absolute', () => {
  const env = readEnv('/srv', { PATCHLORE_DATA: '/var/patchlore', PATCHLORE_CONTENT: 'entries' })
  expect(env.storeFile).toBe('/var/patchlore/patchlore.db')
  expect(env.contentFolder).toBe('/srv/entries')
})

test.each(['abc', '-1', '65536', '3.5', '1e9'])('PORT=%s is refused by name', (PORT) => {
  expect(() => readEnv('/srv', { PORT })).toThrow(BadSetting)
  expect(() => readEnv('/srv', { PORT })).toThrow('Unexpected value of PORT')
})

test.each(['example.org', 'ftp://example.org', 'javascript:alert(1)'])(
  'PATCHLORE_URL=%s is refused by name',
  (PATCHLORE_URL) => {
    expect(() => readEnv('/srv', { PATCHLORE_URL })).toThrow('Unexpected value of PATCHLORE_URL')
  },
)

test('every wrong setting is named at once', () => {
  expect(() => readEnv('/srv', { PORT: 'x', PATCHLORE_URL: 'y' })).toThrow(/PORT.*PATCHLORE_URL/su)
})

test.each([
  [{ CI: 'true' }, true],
  [{ CI: '1' }, true],
  [{ CI: 'false' }, false],
  [{}, false],
])('%j means CI: %j', (values, isCi) => {
  expect(readEnv('/srv', values).isCi).toBe(isCi)
})

test('a program we start gets our environment with the changes', () => {
  const environment = childEnvironment({ PATCHLORE_DATA: '/elsewhere' })
  expect(environment.PATCHLORE_DATA).toBe('/elsewhere')
  expect(environment.PATH).toBe(process.env.PATH)
})
