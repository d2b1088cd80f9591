// Searching one list on its own pages, under public-inbox's parameters.

import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Archive, createArchive } from '#archive'
import { createMboxSplitter } from '#mail'
import { openSearch } from '#search'
import { addMail, list, someMail } from '../support/archives.ts'
import { aMail } from '../support/mail.ts'
import { aStore } from '../support/stores.ts'

let archive: Archive

beforeEach(async () => {
  const store = aStore()
  await addMail(store, someMail)
  // The same words on another list are none of this one's business.
  await addMail(
    store,
    [aMail({ headers: { 'Message-ID': '<elsewhere@example.org>' }, body: 'Compare names.\n' })],
    { toList: 'other-list' },
  )
  const search = openSearch({ store: () => store, log: () => {} })
  archive = createArchive({
    store: () => store,
    siteUrl: 'https://patchlore.example',
    find: search.ofList,
  })
})

async function get(query: string) {
  const { status, headers, body } = await archive.answer(`/${list}/?${query}`)
  const text = body.toString()
  const found = [
    ...text.matchAll(/<li>.*?<a class="topic" href="\/linux-test\/([^"]*?)\/(?:T\/)?">/gu),
  ]
  return { status, headers, text, ids: found.map(([, id]) => id) }
}

test.each([
  ['q=compare', ['review@example.org', 'one@example.org']],
  ['q=compare&o=-1', ['one@example.org', 'review@example.org']],
  ['q=compare&o=1', ['one@example.org']],
  ['q=compare&l=1', ['review@example.org']],
  ['q=compare&l=1&o=-2', ['review@example.org']],
  ['q=s%3Acompare+nq%3Acompare', ['one@example.org']],
  ['q=dfn%3Ageneric.c', ['one@example.org']],
  ['q=-%E2%80%9Cby+compare%E2%80%9D+compare', ['review@example.org', 'one@example.org']],
  ['q=f%3Abob', ['review@example.org']],
  ['q=proc&r', ['cover@example.org', 'one@example.org', 'review@example.org']],
  ['q=compare&t', ['cover@example.org']],
  ['q=compare&x=m', ['review@example.org', 'one@example.org']],
])('%s', async (query, expected) => {
  const { status, ids } = await get(query)
  expect(status).toBe(200)
  expect(query.includes('&r') ? ids.toSorted() : ids).toEqual(expected)
})

test('what is found is shown whole and nested', async () => {
  const { status, text } = await get('q=nq%3Acompare+OR+nq%3Asee+OR+f%3Abob&x=t')
  expect(status).toBe(200)
  const articles = [
    ...text.matchAll(/(<div class="in in\d+">)?<article[^>]* id="(m[0-9a-f]{40})"/gu),
  ]
  const toAnchor = (id: string) => `m${createHash('sha1').update(id).digest('hex')}`
  expect(articles.map(([, indent, anchor]) => [indent ?? '', anchor])).toEqual([
    ['', toAnchor('a/b%c+d@example.org')],
    // Its cover letter was not found, so it is the highest.
    ['', toAnchor('one@example.org')],
    ['<div class="in in1">', toAnchor('review@example.org')],
  ])
  // What they answer is here, or a page away.
  expect([...text.matchAll(/rel="up" href="([^"]*)"/gu)].map(([, href]) => href)).toEqual([
    '/linux-test/cover@example.org/',
    `#${toAnchor('one@example.org')}`,
  ])
  expect(text).toContain('<b>whole and nested</b>')
  expect(text).toContain('Compare by content.')
})

test('nothing found is a page that is not there, a wrong query a mistake with its place', async () => {
  const none = await get('q=zyzzyva')
  expect(none.status).toBe(404)
  expect(none.text).toContain('Nothing on this list matches')
  const wrong = await get('q=%28a')
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('Unexpected end at 3')
})

test('what only entries have is said to be theirs, with a way there', async () => {
  const { status, text } = await get('q=stance%3Aopposes+compare+who%3Aann')
  expect(status).toBe(404)
  expect(text).toContain('`stance:` looks at entries, and a list has none.')
  expect(text).toContain('href="/search?q=stance%3Aopposes%20compare%20who%3Aann"')
  for (const query of ['q=compare+year%3A2014', 'q=f%3Abob', 'q=kind%3Amessage+compare']) {
    expect((await get(query)).text).not.toContain('looks at entries')
  }
})

test('what a page of results links to is another one of the same search', async () => {
  const { text, status } = await get('q=%22compare+by%22&l=1')
  expect(status).toBe(200)
  const hrefs = [...text.matchAll(/href="(\/linux-test\/\?[^"]*)"/gu)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  expect(hrefs.length).toBeGreaterThan(3)
  for (const href of hrefs) {
    expect(new URL(href, 'http://x').searchParams.get('q')).toBe('"compare by"')
    expect((await archive.answer(href)).status, href).toBe(200)
  }
})

test('a search is a feed', async () => {
  const { headers, text } = await get('q=compare&x=A')
  expect(headers['content-type']).toContain('application/atom+xml')
  expect(text).toContain(
    '<link rel="self" type="application/atom+xml" href="https://patchlore.example/linux-test/?q=compare&amp;x=A"/>',
  )
  expect(text.match(/<entry>/gu)).toHaveLength(2)
})

describe('taking results away as mail', () => {
  test('gives all of them, exactly as they are, in one file', async () => {
    const taken = await archive.answerPost(`/${list}/?q=compare&x=m&l=1`)
    expect(taken?.status).toBe(200)
    expect(taken?.headers['content-type']).toBe('application/gzip')
    expect(taken?.headers['content-disposition']).toContain('linux-test-results.mbox.gz')
    const splitter = createMboxSplitter('mboxrd')
    const messages = [...splitter.push(gunzipSync(taken?.body ?? '')), ...splitter.end()]
    const [, one, review] = someMail
    expect(messages.map(({ raw }) => Buffer.from(raw).toString())).toEqual(
      [review, one].map((raw) => raw?.toString()),
    )
  })

  test('is only for searches, and says what is wrong with one', async () => {
    expect(archive.answerPost(`/${list}/`)).toBeUndefined()
    expect(archive.answerPost(`/${list}/?q=compare`)).toBeUndefined()
    expect((await archive.answerPost(`/${list}/?q=%28&x=m`))?.status).toBe(400)
    expect((await archive.answerPost(`/${list}/?q=zyzzyva&x=m`))?.status).toBe(404)
  })
})

test('the page of a list has a box to search it', async () => {
  const { body } = await archive.answer(`/${list}/`)
  expect(body.toString()).toContain('<form class="find" action="/linux-test/"')
})

test('a version of a file is known by the patches that make it and that change it', async () => {
  const { status, body } = await archive.answer(`/${list}/3d0a4a2e3f/s/`)
  const text = body.toString()
  expect(status).toBe(404)
  const [before = '', after = ''] = text.split('Patches that change it')
  expect(before).toContain('/linux-test/one@example.org/')
  expect(before).toContain('?q=dfpost:3d0a4a2e3f')
  expect(after).toContain('None on linux-test.')
})
