// Walks the whole site from its front page, as a reader with endless patience would.

import { beforeAll, expect, inject, test } from 'vitest'
import { type Element, listElements } from '../support/html.ts'
import { publicUrl } from '../support/site.ts'

const siteUrl = inject('siteUrl')

interface Visited {
  readonly status: number
  readonly contentType: string
  readonly elements: readonly Element[]
  readonly ids: ReadonlySet<string>
}

/** Facets and queries make endlessly many addresses; this many of each page are walked. */
const queriesPerPathMax = 40

/** By path and query. */
const visited = new Map<string, Visited>()
/** What is linked, and from where first. */
const linkedFrom = new Map<string, string>()

beforeAll(async () => {
  const queriesByPath = new Map<string, number>()
  const waiting = ['/']
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (visited.has(path)) continue
    const page = await visit(path)
    visited.set(path, page)
    for (const link of listLinks(page, path)) {
      if (!linkedFrom.has(link)) linkedFrom.set(link, path)
      const [target = ''] = link.split('#')
      const [name = '', query] = target.split('?')
      if (visited.has(target)) continue
      if (query !== undefined) {
        const count = (queriesByPath.get(name) ?? 0) + 1
        queriesByPath.set(name, count)
        if (count > queriesPerPathMax) continue
      }
      waiting.push(target)
    }
  }
})

test('the walk reaches every kind of page', () => {
  const paths = [...visited.keys()]
  for (const start of ['/threads/', '/people/', '/topics/', '/threads?', '/search?']) {
    expect(
      paths.some((path) => path.startsWith(start)),
      start,
    ).toBe(true)
  }
  expect(paths).toEqual(expect.arrayContaining(['/threads', '/people', '/topics', '/sources']))
  expect(paths).toEqual(expect.arrayContaining(['/about', '/feed.atom']))
})

test('every page of the sitemap is reached by links', async () => {
  const sitemap = await (await fetch(`${siteUrl}/sitemap.xml`)).text()
  const listed = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/gu)].map(([, url = '']) => {
    expect(url).toMatch(new RegExp(`^${publicUrl}/`, 'u'))
    return new URL(url).pathname
  })
  expect(listed.length).toBeGreaterThan(10)
  expect(listed.filter((path) => !visited.has(path))).toEqual([])
})

test('every link leads to something that is there', () => {
  const dead = [...visited].flatMap(([path, { status }]) =>
    status === 200 ? [] : `${path} (${status}), linked from ${linkedFrom.get(path)}`,
  )
  expect(dead).toEqual([])
})

test('every anchor that is linked exists on its page', () => {
  const dead = [...linkedFrom].flatMap(([link, from]) => {
    const [path = '', anchor] = link.split('#')
    const page = visited.get(path)
    if (anchor === undefined || page === undefined) return []
    return page.ids.has(decodeURIComponent(anchor)) ? [] : `${link}, linked from ${from}`
  })
  expect(dead).toEqual([])
})

test('what a page says it points at is on the page', () => {
  const references = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'list']
  const dead = [...visited].flatMap(([path, { elements, ids }]) =>
    elements.flatMap(({ name, attributes }) =>
      references.flatMap((key) =>
        (attributes[key]?.split(/\s+/u) ?? [])
          .filter((id) => id !== '' && !ids.has(id))
          .map((id) => `${path}: ${name} ${key}=${id}`),
      ),
    ),
  )
  expect(dead).toEqual([])
})

test('every page has a picture for those who share it', async () => {
  const pictures = new Set<string>()
  for (const [path, { elements }] of visited) {
    if (elements.length === 0) continue
    const picture = elements.find(({ attributes }) => attributes.property === 'og:image')
    expect(picture?.attributes.content, path).toMatch(new RegExp(`^${publicUrl}/`, 'u'))
    pictures.add(picture?.attributes.content ?? '')
  }
  for (const picture of pictures) {
    const { pathname, search } = new URL(picture)
    const response = await fetch(siteUrl + pathname + search)
    expect(response.status, pathname).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
  }
})

test('links to other hosts are http or https and say so', () => {
  const odd = [...visited].flatMap(([path, { elements }]) =>
    elements.flatMap(({ name, attributes: { href } }) =>
      name !== 'a' || href === undefined || /^(?:[/#?]|https?:\/\/[^\s]+$|mailto:)/u.test(href)
        ? []
        : `${path}: ${href}`,
    ),
  )
  expect(odd).toEqual([])
})

async function visit(path: string): Promise<Visited> {
  const response = await fetch(siteUrl + path, { redirect: 'manual' })
  const contentType = response.headers.get('content-type') ?? ''
  const text = await response.text()
  const elements = contentType.startsWith('text/html') ? listElements(text) : []
  return {
    status: response.status,
    contentType,
    elements,
    ids: new Set(elements.flatMap(({ attributes }) => attributes.id ?? [])),
  }
}

/** Addresses on this site that the page links to or names as other forms of itself. */
function listLinks({ elements }: Visited, from: string): readonly string[] {
  return elements.flatMap(({ name, attributes: { href, rel } }) => {
    const isLink = name === 'a' || (name === 'link' && rel === 'alternate')
    if (!isLink || href === undefined) return []
    const url = new URL(href, publicUrl + from)
    return url.origin === publicUrl ? `${url.pathname}${url.search}${url.hash}` : []
  })
}
