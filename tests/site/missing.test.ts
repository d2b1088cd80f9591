// Addresses with nothing behind them, addresses that moved, and addresses nobody should have made.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { generateContent, toPersonSlug, toThreadSlug } from '../bench/generate-content.ts'
import { listElements } from '../support/html.ts'
import { request } from '../support/request.ts'
import { type RunningSite, startSite } from '../support/site.ts'

const siteUrl = inject('siteUrl')

test.each([
  '/nothing',
  '/threads/no-such-thread',
  '/people/no-such-person',
  '/topics/no-such-topic',
  '/threads/x86-64-16k-stacks/no-such-part',
  '/threads/Proc-Directory-Entries',
])('%s answers 404 the first time and the second, with a search form', async (missing) => {
  for (const time of ['first', 'second']) {
    const { status, body } = await request(siteUrl + missing)
    expect(status, time).toBe(404)
    const elements = listElements(body.toString('utf8'))
    const forms = elements.filter(({ name, attributes }) => name === 'form' && attributes.action)
    expect(forms.some(({ attributes }) => attributes.action === '/search')).toBe(true)
    expect(
      elements.some(({ name, attributes }) => name === 'input' && attributes.name === 'q'),
    ).toBe(true)
  }
})

test.each([
  ['/threads/no-such-thread.md', 'text/plain; charset=utf-8'],
  ['/threads/no-such-thread.json', 'application/json'],
  ['/threads/no-such-thread/feed.atom', 'text/plain; charset=utf-8'],
  ['/people/no-such-person/feed.atom', 'text/plain; charset=utf-8'],
  ['/topics/no-such-topic/feed.atom', 'text/plain; charset=utf-8'],
])('%s answers 404 in words a program can show', async (missing, contentType) => {
  const { status, headers, body } = await request(siteUrl + missing)
  expect(status).toBe(404)
  expect(headers['content-type']).toBe(contentType)
  expect(body.toString('utf8')).toContain('There is nothing at ')
})

const hostileAddresses = [
  '/threads/%2F',
  '/threads/..%2F..%2Fetc%2Fpasswd',
  '/threads/../../../etc/passwd',
  '/..%2f..%2fpackage.json',
  '/threads/%',
  '/threads/%zz',
  '/threads/%E0%A4%A',
  '/threads/%00',
  '/threads/%0d%0aset-cookie:x=1',
  '/threads/%F0%9F%92%A9',
  '/people/__proto__',
  '/topics/constructor',
  '/threads/x.md.json',
  '/threads/.md',
  '/threads/.json',
  '/threads/%2e%2e.md',
  '//evil.example/threads',
  '/\\evil.example',
  '/threads?topic=%',
  '/threads?topic[]=x&topic[__proto__]=y',
  `/threads?${'topic=procfs&'.repeat(250)}`,
  '/threads?page=-1',
  '/threads?page=99999999999999999999',
  '/threads?page=NaN&sort=nonsense&stance=nonsense',
  '/search?q=%22',
  '/search?q=%27%20OR%201=1--',
  '/search?q=AND%20OR%20NOT%20(',
  '/search?q=*%20NEAR(%20^',
  '/search?q=%00',
  `/search?q=${'a%20'.repeat(700)}`,
  '/search?q=x&q=y',
  '/search?q=stack&page=-3',
  '/search?q=stack&page=1e9',
  `/${'a'.repeat(5_000)}`,
  `/threads/${'a'.repeat(3_000)}`,
  '/_next/image?url=http://evil.example/x.png&w=64&q=75',
  '/_next/static/../../../package.json',
  '/_next/data/x/threads.json',
  '/api/nothing',
]

test.each(hostileAddresses)('%s never makes the site fail', async (address) => {
  const { status, headers } = await request(siteUrl + address)
  expect(status).toBeLessThan(500)
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers['x-content-type-options']).toBe('nosniff')
  // A redirect may tidy an address; it may not lead away.
  expect(headers.location ?? '/').toMatch(
    /^(?:\/(?![/\\])|http:\/\/(?:127\.0\.0\.1|localhost)[:/])/u,
  )
})

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
  '%s changes nothing and does not make the site fail',
  async (method) => {
    for (const address of ['/', '/threads', '/feed.atom', '/nothing']) {
      const { status } = await request(siteUrl + address, { method })
      expect(status, address).toBeLessThan(500)
      expect((await request(siteUrl + address)).status).toBe(address === '/nothing' ? 404 : 200)
    }
  },
)

test('a request for Next itself cannot put anything else into what others see', async () => {
  const before = await request(`${siteUrl}/about`)
  for (const headers of [
    { rsc: '1' },
    { 'next-router-prefetch': '1', rsc: '1' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { host: 'evil.example' },
    { 'x-middleware-subrequest': 'middleware' },
    { 'x-nextjs-data': '1' },
    { cookie: '__prerender_bypass=1' },
  ]) {
    const { status, body } = await request(`${siteUrl}/about`, { headers })
    expect(status, JSON.stringify(headers)).toBeLessThan(500)
    expect(body.toString('utf8'), JSON.stringify(headers)).not.toContain('evil.example')
  }
  const after = await request(`${siteUrl}/about`)
  expect(after.headers.etag).toBe(before.headers.etag)
})

describe('on a site where entries were renamed', () => {
  let contentFolder: string
  let site: RunningSite

  beforeAll(async () => {
    contentFolder = await mkdtemp(path.join(tmpdir(), 'patchlore-content-'))
    await generateContent(contentFolder, 2)
    for (const file of [
      `threads/${toThreadSlug(0)}.md`,
      `people/${toPersonSlug(0)}.md`,
      'topics/topic-0.md',
    ]) {
      const full = path.join(contentFolder, file)
      const text = await readFile(full, 'utf8')
      await writeFile(full, text.replace('---\n', '---\nformerly: [old-name]\n'))
    }
    site = await startSite({ contentFolder })
  })
  afterAll(async () => {
    await site?.stop()
    await rm(contentFolder, { recursive: true, force: true })
  })

  const moves: readonly (readonly [string, string])[] = [
    ['/threads/old-name', `/threads/${toThreadSlug(0)}`],
    ['/threads/old-name.md', `/threads/${toThreadSlug(0)}.md`],
    ['/threads/old-name.json', `/threads/${toThreadSlug(0)}.json`],
    ['/threads/old-name/feed.atom', `/threads/${toThreadSlug(0)}/feed.atom`],
    ['/people/old-name', `/people/${toPersonSlug(0)}`],
    ['/people/old-name/feed.atom', `/people/${toPersonSlug(0)}/feed.atom`],
    ['/topics/old-name', '/topics/topic-0'],
    ['/topics/old-name/feed.atom', '/topics/topic-0/feed.atom'],
  ]

  test.each(moves)('%s moved to %s for good', async (from, to) => {
    const { status, headers } = await request(site.url + from)
    expect(status).toBe(308)
    expect(new URL(headers.location ?? '', site.url).pathname).toBe(to)
    expect((await request(site.url + to)).status).toBe(200)
  })
})
