// Searching over HTTP: for programs, for feed readers, and what a wrong query gets.

import { expect, inject, test } from 'vitest'
import type { SearchJson } from '#search'
import { request } from '../support/request.ts'
import { publicUrl } from '../support/site.ts'

const siteUrl = inject('siteUrl')

async function readJson(path: string): Promise<SearchJson> {
  const response = await fetch(siteUrl + path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/u)
  return (await response.json()) as SearchJson
}

test('a search for programs is the same at its two addresses', async () => {
  const api = await readJson('/api/search?q=dev_snmp6&kind=topic')
  const page = await readJson('/search?format=json&q=dev_snmp6&kind=topic')
  expect({ ...page, tookMs: 0 }).toEqual({ ...api, tookMs: 0 })
  expect(api.hits.map(({ url }) => url)).toContain(`${publicUrl}/topics/procfs`)
  expect(api.hits.every(({ kind }) => kind === 'topic')).toBe(true)
  expect(api.facets.kind.find(({ value }) => value === 'topic')?.isChosen).toBe(true)
})

test('order and pages are those that were asked for', async () => {
  const oldest = await readJson('/api/search?q=stack&sort=oldest&per=5')
  const next = await readJson('/api/search?q=stack&sort=oldest&per=5&page=2')
  expect(oldest.hits).toHaveLength(5)
  expect(oldest.pages).toBeGreaterThan(1)
  expect(next.hits[0]?.id).not.toBe(oldest.hits[0]?.id)
})

test.each([
  '/api/search?q=%28a',
  '/search?q=%28a',
  '/search?format=json&q=%28a',
  '/search?q=stack&page=51',
])('%s is a mistake of the reader’s, with its place', async (path) => {
  const { status, body } = await request(siteUrl + path)
  expect(status).toBe(400)
  expect(body.toString()).toContain('Unexpected')
})

test('a prefix that has nothing to search yet is explained, not refused', async () => {
  const { total, notes } = await readJson('/api/search?q=dfn%3Amm%2Fvmscan.c')
  expect(total).toBe(0)
  expect(notes[0]).toContain('No mail is indexed here yet')
})

test('prefixes and their values are completed', async () => {
  const response = await fetch(`${siteUrl}/api/search/complete?q=stack%20who:hp`)
  expect(await response.json()).toMatchObject({
    query: 'stack who:hp',
    completions: [{ label: 'H. Peter Anvin', query: 'stack who:h-peter-anvin ' }],
  })
})

test('any search is a feed, newest first', async () => {
  for (const path of ['/search/feed.atom?q=who%3Ahpa', '/search?format=atom&q=who%3Ahpa']) {
    const response = await fetch(siteUrl + path)
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const text = await response.text()
    expect(text).toContain(`<link rel="self" href="${publicUrl}/search/feed.atom?q=who%3Ahpa"/>`)
    const dates = [...text.matchAll(/<entry>[\s\S]*?<updated>(.*?)<\/updated>/gu)].map(
      ([, at]) => at,
    )
    expect(dates.length).toBeGreaterThan(3)
    expect(dates).toEqual(dates.toSorted().toReversed())
  }
  expect((await fetch(`${siteUrl}/search/feed.atom?q=%28`)).status).toBe(400)
})
