import path from 'node:path'
import { expect, test } from 'vitest'
import { BadSetting, childEnvironment, readEnv, serverPackage } from '../../src/env.ts'

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
    meilisearch: {
      isWanted: true,
      indexPrefix: 'patchlore',
      programFolders: [],
      packagedProgram: path.join('/srv/patchlore/node_modules', serverPackage, 'meilisearch'),
    },
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

test('a given Meilisearch loses its slash, and has the keys that were given', () => {
  const { meilisearch } = readEnv('/srv', {
    MEILI_URL: 'http://search.example:7700/',
    MEILI_KEY: 'admin',
    MEILI_INDEX: 'lore-two',
    PATH: ['/usr/local/bin', '', '/usr/bin'].join(path.delimiter),
  })
  expect(meilisearch).toMatchObject({
    given: { url: 'http://search.example:7700', key: 'admin' },
    indexPrefix: 'lore-two',
    programFolders: ['/usr/local/bin', '/usr/bin'],
  })
  expect(readEnv('/srv', { PATCHLORE_MEILISEARCH: 'off' }).meilisearch.isWanted).toBe(false)
})

test.each([
  [{ MEILI_URL: 'search.example' }],
  [{ MEILI_INDEX: 'with_underscore' }],
  [{ MEILI_INDEX: 'a/b' }],
  [{ PATCHLORE_MEILISEARCH: 'maybe' }],
])('%j is refused by name', (values) => {
  expect(() => readEnv('/srv', values)).toThrow(`Unexpected value of ${Object.keys(values)[0]}`)
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
