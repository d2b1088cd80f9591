// Feeds, Markdown, JSON, the sitemap and robots.txt: the site as programs read it.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { launchBrowser } from '../support/browser.ts'
import { otherThread, thread } from '../support/page-types.ts'
import { publicUrl, root } from '../support/site.ts'

const siteUrl = inject('siteUrl')

describe.each([
  ['/feed.atom', '/'],
  [`${thread}/feed.atom`, thread],
  [`${otherThread}/feed.atom`, otherThread],
  ['/people/dave-chinner/feed.atom', '/people/dave-chinner'],
  ['/topics/procfs/feed.atom', '/topics/procfs'],
])('the feed at %s', (feedPath, pagePath) => {
  let browser: Browser
  let feed: Feed

  beforeAll(async () => {
    browser = await launchBrowser()
    feed = await readFeed(browser, siteUrl + feedPath)
  })
  afterAll(async () => await browser.close())

  test('is Atom, well-formed, with everything Atom asks for', () => {
    expect(feed.contentType).toBe('application/atom+xml; charset=utf-8')
    expect(feed.fault).toBe('')
    expect(feed.namespace).toBe('http://www.w3.org/2005/Atom')
    expect(feed.title).not.toBe('')
    expect(feed.author).not.toBe('')
    expect(feed.id).toBe(publicUrl + feedPath)
    expect(feed.self).toBe(publicUrl + feedPath)
    expect(new URL(feed.alternate).pathname).toBe(pagePath)
    expect(feed.entries.length).toBeGreaterThan(0)
  })

  test('has entries with permanent ids, absolute links, texts and dates, newest first', () => {
    const ids = feed.entries.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, title, link, updated, content } of feed.entries) {
      expect(id).toMatch(new RegExp(`^${publicUrl}/threads/`, 'u'))
      expect(link).toBe(id)
      expect(title, id).not.toBe('')
      expect(content, id).toContain('<p>')
      expect(updated, id).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/u)
    }
    const dates = feed.entries.map(({ updated }) => updated)
    expect(dates).toEqual(dates.toSorted().reverse())
    expect(feed.updated).toBe(dates[0])
  })

  test('links to anchors that exist', async () => {
    for (const { link } of feed.entries) {
      const { pathname, hash } = new URL(link)
      const html = await (await fetch(siteUrl + pathname)).text()
      if (hash !== '') expect(html, link).toContain(`id="${hash.slice(1)}"`)
    }
  })

  test('is the same when it is made again', async () => {
    const read = async () => (await fetch(`${siteUrl + feedPath}?again`)).text()
    expect(await read()).toBe(await (await fetch(siteUrl + feedPath)).text())
  })
})

test.each([thread, otherThread])('%s.md is the file its author wrote', async (page) => {
  const response = await fetch(`${siteUrl + page}.md`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  const file = path.join(root, `content${page}.md`)
  expect(await response.text()).toBe(await readFile(file, 'utf8'))
})

const date = z
  .string()
  .regex(/^(?:before |after )?\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?)?)?$/u)
const url = z.url()
const person = z.strictObject({ slug: z.string(), name: z.string().min(1), url })
const commit = { commit: z.string().optional(), commitUrl: url.optional() }
const evidence = z.enum(['verified', 'read', 'edited', 'retold', 'unchecked'])
const citation = z.union([
  z.strictObject({ source: z.string(), url }),
  z.strictObject({ message: z.string(), thread: z.string().optional(), url }),
])
const citations = z.array(citation)

/** Version 1, as docs/urls.md promises it: a field that goes must fail here. */
const threadJson = z.strictObject({
  version: z.literal(1),
  url,
  markdownUrl: url,
  feedUrl: url,
  slug: z.string(),
  formerSlugs: z.array(z.string()),
  title: z.string(),
  question: z.string(),
  summary: z.string(),
  lists: z.array(z.string()).min(1),
  subsystems: z.array(z.string()),
  topics: z.array(z.strictObject({ slug: z.string(), title: z.string(), url })),
  started: date,
  ended: date.optional(),
  outcome: z.strictObject({
    state: z.string(),
    summary: z.string(),
    date: date.optional(),
    ...commit,
    release: z.string().optional(),
    evidence: citations,
  }),
  series: z.array(
    z.strictObject({
      id: z.string(),
      url,
      label: z.string(),
      subject: z.string(),
      date,
      by: z.array(person).min(1),
      summary: z.string(),
      files: z.int().optional(),
      insertions: z.int().optional(),
      deletions: z.int().optional(),
      sources: citations,
    }),
  ),
  positions: z
    .array(
      z.strictObject({
        id: z.string(),
        url,
        by: person,
        role: z.string(),
        stance: z.string(),
        scope: z.string(),
        date,
        claim: z.string().min(1),
        quote: z.string().optional(),
        evidence,
        answers: z.array(z.strictObject({ to: z.string(), url, how: z.string() })),
        supersedes: z.string().optional(),
        simulation: z.strictObject({ id: z.string(), preset: z.string().optional() }).optional(),
        section: z.string().optional(),
        sources: citations.min(1),
      }),
    )
    .min(1),
  figures: z.array(
    z.strictObject({
      id: z.string(),
      url,
      caption: z.string(),
      unit: z.string(),
      columns: z.array(z.string()),
      rows: z.array(
        z.strictObject({ cells: z.array(z.string()), values: z.array(z.number().nullable()) }),
      ),
      compare: z.tuple([z.int(), z.int()]).optional(),
      evidence,
      sources: citations.min(1),
    }),
  ),
  retellings: z.array(
    z.strictObject({
      id: z.string(),
      url,
      quote: z.string(),
      source: citation,
      record: z.string(),
      recordSources: citations.min(1),
    }),
  ),
  quotes: z.array(
    z.strictObject({
      id: z.string(),
      url,
      by: person,
      date,
      text: z.string(),
      evidence,
      source: citation,
    }),
  ),
  followUps: z.array(
    z.strictObject({
      id: z.string(),
      url,
      title: z.string(),
      summary: z.string(),
      date: date.optional(),
      ...commit,
      release: z.string().optional(),
      sources: citations,
    }),
  ),
  sections: z.array(
    z.strictObject({ id: z.string(), url, title: z.string(), depth: z.int(), text: z.string() }),
  ),
  messages: z.array(
    z.strictObject({
      key: z.string(),
      url,
      messageId: z.string().optional(),
      archiveUrl: url.optional(),
      from: person,
      date,
      subject: z.string().optional(),
      known: z.string(),
      seenIn: citation.optional(),
      says: z.string(),
    }),
  ),
  sources: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      href: url.optional(),
      author: z.string().optional(),
      publisher: z.string().optional(),
      date: date.optional(),
      ...commit,
      known: z.string(),
      note: z.string().optional(),
    }),
  ),
  unknown: z.array(z.string()),
})

test.each([thread, otherThread])('%s.json has the promised shape', async (page) => {
  const response = await fetch(`${siteUrl + page}.json`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/u)
  const json = threadJson.parse(await response.json())
  expect(json.url).toBe(publicUrl + page)
  for (const { by } of json.positions) expect(by.name).not.toBe(by.slug)
  const ids = new Set(json.sources.map(({ id }) => id))
  const cited = json.positions.flatMap(({ sources }) => sources)
  for (const source of cited) if ('source' in source) expect(ids).toContain(source.source)
})

test('every address in the JSON that is ours leads somewhere', async () => {
  const text = await (await fetch(`${siteUrl + thread}.json`)).text()
  const html = await (await fetch(siteUrl + thread)).text()
  const own = [...text.matchAll(/"(http:\/\/patchlore\.test[^"]*)"/gu)].map(
    ([, found = '']) => new URL(found),
  )
  const anchors = own.filter(({ pathname, hash }) => pathname === thread && hash !== '')
  expect(anchors.length).toBeGreaterThan(20)
  for (const { hash } of anchors) expect(html).toContain(`id="${hash.slice(1)}"`)
  for (const pathname of new Set(own.map((found) => found.pathname))) {
    expect((await fetch(siteUrl + pathname)).status, pathname).toBe(200)
  }
})

test('robots.txt lets everybody in and names the sitemap', async () => {
  const response = await fetch(`${siteUrl}/robots.txt`)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/u)
  const text = await response.text()
  expect(text).toMatch(/^User-Agent: \*$/imu)
  expect(text).not.toMatch(/^Disallow: \/$/imu)
  expect(text).toContain(`Sitemap: ${publicUrl}/sitemap.xml`)
})

interface Feed {
  readonly contentType: string
  /** What an XML parser says against it. */
  readonly fault: string
  readonly namespace: string
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly author: string
  readonly self: string
  readonly alternate: string
  readonly entries: readonly {
    readonly id: string
    readonly title: string
    readonly link: string
    readonly updated: string
    readonly content: string
  }[]
}

/** Parsed as XML by the browser. */
async function readFeed(browser: Browser, address: string): Promise<Feed> {
  const response = await fetch(address)
  const page = await browser.newPage()
  const parsed = await page.evaluate(
    (xml) => {
      const parsedXml = new DOMParser().parseFromString(xml, 'application/xml')
      const feed = parsedXml.documentElement
      const textOf = (parent: globalThis.Element, name: string) =>
        parent.querySelector(`:scope > ${name}`)?.textContent?.trim() ?? ''
      const linkOf = (parent: globalThis.Element, rel: string) =>
        [...parent.querySelectorAll(':scope > link')]
          .find((link) => (link.getAttribute('rel') ?? 'alternate') === rel)
          ?.getAttribute('href') ?? ''
      return {
        fault: parsedXml.querySelector('parsererror')?.textContent ?? '',
        namespace: feed.namespaceURI ?? '',
        id: textOf(feed, 'id'),
        title: textOf(feed, 'title'),
        updated: textOf(feed, 'updated'),
        author: feed.querySelector(':scope > author > name')?.textContent ?? '',
        self: linkOf(feed, 'self'),
        alternate: linkOf(feed, 'alternate'),
        entries: [...feed.querySelectorAll(':scope > entry')].map((entry) => ({
          id: textOf(entry, 'id'),
          title: textOf(entry, 'title'),
          link: linkOf(entry, 'alternate'),
          updated: textOf(entry, 'updated'),
          content: textOf(entry, 'content'),
        })),
      }
    },
    await response.text(),
  )
  await page.close()
  return { contentType: response.headers.get('content-type') ?? '', ...parsed }
}
