import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeMessageId } from '#domain'
import {
  decodeLoosely,
  formatMoment,
  parseMailPath,
  parseMoment,
  toResultsUrl,
  writeMoment,
} from '../../../src/archive/addresses.ts'
import { findMeant } from '../../../src/archive/find-name.ts'

function firstMeaning(path: string) {
  const route = parseMailPath(path, '')
  return route?.kind === 'message' ? route.candidates[0] : route
}

test.each([
  ['/test/a@x/', { messageId: 'a@x', view: { kind: 'page' } }],
  ['/test/a@x/raw', { messageId: 'a@x', view: { kind: 'raw' } }],
  ['/test/a@x/t/', { messageId: 'a@x', view: { kind: 'nested' } }],
  ['/test/a@x/T/', { messageId: 'a@x', view: { kind: 'flat' } }],
  ['/test/a@x/t.mbox.gz', { messageId: 'a@x', view: { kind: 'mbox.gz' } }],
  ['/test/a@x/t.mbox', { messageId: 'a@x', view: { kind: 'mbox' } }],
  ['/test/a@x/t.atom', { messageId: 'a@x', view: { kind: 'atom' } }],
  ['/test/a@x/d/', { messageId: 'a@x', view: { kind: 'difference' } }],
  ['/test/a@x/2-fix.patch', { messageId: 'a@x', view: { kind: 'attachment', number: 2 } }],
  ['/test/a@x', { messageId: 'a@x', view: { kind: 'moved', suffix: '' } }],
  ['/test/a@x/T', { messageId: 'a@x', view: { kind: 'moved', suffix: 'T/#u' } }],
  ['/test/a@x/t', { messageId: 'a@x', view: { kind: 'moved', suffix: 't/#u' } }],
  ['/test/a@x/R', { messageId: 'a@x', view: { kind: 'moved', suffix: '#R' } }],
  ['/test/a@x/R/', { messageId: 'a@x', view: { kind: 'moved', suffix: '#R' } }],
  ['/test/a%2Fb@x/', { messageId: 'a/b@x' }],
  ['/test/a/b@x/', { messageId: 'a/b@x' }],
  ['/test/a%25b@x/', { messageId: 'a%b@x' }],
  ['/test/a%b@x/', { messageId: 'a%b@x' }],
  ['/test/a+b@x/', { messageId: 'a+b@x' }],
  ['/test/%3Ca@x%3E/', { messageId: 'a@x' }],
  ['/test/topics_new.html', { kind: 'topics', by: 'new', as: 'html' }],
  ['/test/_/text/mirror/', { kind: 'text', name: 'mirror', as: 'html' }],
  ['/test/_/text/config/raw', { kind: 'text', name: 'config', as: 'raw' }],
  ['/test/_/text/color', { kind: 'redirect', to: '/test/_/text/color/' }],
  ['/test/manifest.js.gz', { kind: 'git' }],
  ['/test/0/info/refs', { kind: 'git' }],
  ['/test/git/0.git/info/refs', { kind: 'git' }],
  ['/test/info/refs', { kind: 'git' }],
  ['/test/d1a39c1f4b7b/s/', { kind: 'blob', blob: 'd1a39c1f4b7b' }],
  ['/test/d1a39c1f4b7b/s/fs/x.c', { kind: 'blob', blob: 'd1a39c1f4b7b' }],
  ['/test', { kind: 'redirect', to: '/test/' }],
  ['/test/', { kind: 'list', list: 'test' }],
  ['/test/new.html', { kind: 'new', as: 'html' }],
  ['/test/new.atom', { kind: 'new', as: 'atom' }],
  ['/test/atom.xml', { kind: 'new', as: 'atom' }],
  ['/all/', { kind: 'lists' }],
  ['/r/a@x', { kind: 'find', text: 'a@x' }],
])('%s', (path, expected) => expect(firstMeaning(path)).toMatchObject(expected))

test.each([
  ['q=a', { order: 'newest', as: 'messages', offset: 0, limit: 50 }],
  ['q=a&o=100&l=200', { order: 'newest', offset: 100, limit: 200 }],
  ['q=a&o=-1', { order: 'oldest', offset: 0 }],
  ['q=a&o=-51&r', { order: 'relevance', offset: 50 }],
  ['q=a&t&x=A', { as: 'atom' }],
  ['q=a&x=t', { as: 'nested' }],
  ['q=a&t=1', { as: 'threads' }],
  ['q=a&x=m', { as: 'mbox.gz' }],
  ['q=a&l=0&o=x', { offset: 0, limit: 50 }],
  ['q=a&l=201', { limit: 50 }],
  ['q=a&o=999999999', { offset: 10_000 }],
])('/test/?%s is a search', (query, expected) => {
  const route = parseMailPath('/test/', query)
  expect(route).toMatchObject({ kind: 'results', list: 'test', text: 'a', ...expected })
  if (route?.kind !== 'results' || route.order === 'relevance') return
  const [, again = ''] = toResultsUrl(route).split('?')
  expect(parseMailPath('/test/', again)).toEqual(route)
})

test('a list without a query, or with an empty one, is the list', () => {
  expect(parseMailPath('/test/', 'q=+')).toMatchObject({ kind: 'list' })
  expect(parseMailPath('/all/', 'q=+')).toMatchObject({ kind: 'lists' })
})

test.each([
  ['/test/m/a@x/', 'a@x', ''],
  ['/test/m/a@x.html', 'a@x', ''],
  ['/test/f/a@x', 'a@x', ''],
  ['/test/a@x/f/', 'a@x', ''],
  ['/test/t/a@x/', 'a@x', 't/#u'],
  ['/test/t/a@x.html', 'a@x', 't/#u'],
  ['/test/t/a@x.mbox.gz', 'a@x', 't.mbox.gz'],
])('%s, as links of 2014 have it, may mean another address', (path, messageId, suffix) => {
  const route = parseMailPath(path, '')
  const candidates = route?.kind === 'message' ? route.candidates : []
  expect(candidates).toContainEqual({ messageId, view: { kind: 'moved', suffix } })
})

test.each([
  ['', { beforeMs: undefined, skipped: 0 }],
  ['t=20140528', { beforeMs: Date.UTC(2014, 4, 28, 23, 59, 59, 999), skipped: 0 }],
  ['t=20140528091345&o=2', { beforeMs: Date.UTC(2014, 4, 28, 9, 13, 45, 999), skipped: 2 }],
  ['o=-3', { beforeMs: undefined, skipped: 0 }],
  ['t=never&o=99999999', { beforeMs: undefined, skipped: 10_000 }],
])('topics at ?%s begin there', (query, at) => {
  for (const path of ['/test/', '/test/topics_new.html']) {
    const route = parseMailPath(path, query)
    expect(route).toMatchObject({ at })
    expect(parseMailPath(path, writeMoment(at).slice(1))).toEqual(route)
  }
})

test('a search of all lists is the search of the site, newest first', () => {
  expect(parseMailPath('/all/', 'q=f:ann+%22a+b%22')).toEqual({
    kind: 'redirect',
    to: '/search?q=f%3Aann%20%22a%20b%22&sort=newest',
  })
})

test('an id that looks like an escape is also looked for as it is written', () => {
  const route = parseMailPath('/test/a%20b@x/', '')
  const names = route?.kind === 'message' ? route.candidates.map(({ messageId }) => messageId) : []
  expect(names.slice(0, 2)).toEqual(['a b@x', 'a%20b@x'])
})

test('every id is found under its own address, whatever it is made of', () => {
  const id = fc
    .string({ minLength: 1, maxLength: 40, unit: 'binary' })
    .filter((text) => !/[<>]/u.test(text))
  fc.assert(
    fc.property(id, (messageId) => {
      const path = `/test/${escapeMessageId(messageId)}/`
      expect(path).toMatch(/^\/test\/[\w.!~*'()@+=$&,:;%-]+\/$/u)
      const route = parseMailPath(path, '')
      const names = route?.kind === 'message' ? route.candidates.map((one) => one.messageId) : []
      expect(names).toContain(Buffer.from(messageId).toString())
    }),
    { seed: 6, numRuns: 500 },
  )
})

test.each([
  ['a%2Fb', 'a/b'],
  ['100%', '100%'],
  ['%zz%41', '%zzA'],
  ['%ff', '%ff'],
])('%s means %s', (written, meant) => expect(decodeLoosely(written)).toBe(meant))

test.each([
  ['20140528191345', '20140528191345'],
  ['20140528', '20140528235959'],
  ['201402', '20140228235959'],
  ['2014', '20141231235959'],
])('the moment %s is the last it can mean', (text, moment) => {
  expect(formatMoment(parseMoment(text) ?? 0)).toBe(moment)
})

test('what is no moment is none', () => {
  expect(parseMoment('yesterday')).toBeUndefined()
})

describe('what is handed over', () => {
  const id = '20140528091345.GD6677@dastard'
  test.each([
    id,
    `<${id}>`,
    `https://lore.kernel.org/all/${id}/`,
    `https://lore.kernel.org/linux-mm/${id}/t/#u`,
    `https://lore.kernel.org/r/${id}`,
    `lore.kernel.org/r/${id}/raw`,
    `https://patch.msgid.link/${id}`,
    `http://lkml.kernel.org/r/${id}`,
    `https://marc.info/?i=${id}`,
    `https://marc.info/?l=linux-mm&i=${id}&w=2`,
    `https://patchwork.kernel.org/project/linux-mm/patch/${id}/`,
    `https:/lore.kernel.org/all/${id}/`,
  ])('%s is a message', (text) => {
    expect(findMeant(text)).toEqual({ kind: 'message', messageId: id })
  })

  test('a commit, an address of one and words are told apart', () => {
    expect(findMeant('710585d4922f')).toEqual({ kind: 'commit', commit: '710585d4922f' })
    expect(findMeant('https://git.kernel.org/torvalds/c/710585d4922f')).toMatchObject({
      kind: 'commit',
    })
    expect(findMeant('red-black%20tree')).toEqual({ kind: 'words', words: 'red-black tree' })
  })
})
