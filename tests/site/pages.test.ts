// What every page owes its readers before any script runs.

import { describe, expect, inject, test } from 'vitest'
import { listElements } from '../support/html.ts'
import { pageTypes } from '../support/page-types.ts'
import { publicUrl } from '../support/site.ts'

const siteUrl = inject('siteUrl')

describe.each(pageTypes)('$name ($path)', ({ path, status, title }) => {
  test('answers with its status and HTML in UTF-8', async () => {
    const response = await fetch(siteUrl + path)
    await response.text()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  test('has a title, a language and a description', async () => {
    const elements = await readElements(path)
    expect(elements.filter(({ name }) => name === 'html')[0]?.attributes.lang).toBe('en')
    const titles = elements.filter(({ name, attributes }) => name === 'title' && !attributes.id)
    expect(titles[0]?.text).toContain(title)
    expect(titles[0]?.text).toContain('Patchlore')
    expect(findMeta(elements, 'description')).toMatch(/\w+ \w+/u)
    expect(findMeta(elements, 'viewport')).toContain('width=device-width')
  })

  test('has one h1, one main, and navigation with a name', async () => {
    const elements = await readElements(path)
    const count = (wanted: string) => elements.filter(({ name }) => name === wanted).length
    expect(count('h1')).toBe(1)
    expect(count('main')).toBe(1)
    const navigations = elements.filter(({ name }) => name === 'nav')
    expect(navigations.length).toBeGreaterThan(0)
    for (const { attributes } of navigations) {
      expect(attributes['aria-label'] ?? attributes['aria-labelledby']).toBeTruthy()
    }
  })

  test('has headings that leave out no level', async () => {
    const levels = (await readElements(path)).flatMap(({ name }) =>
      /^h[1-6]$/u.test(name) ? [Number(name[1])] : [],
    )
    expect(levels[0]).toBe(1)
    for (const [at, level] of levels.entries()) {
      expect(level - (levels[at - 1] ?? 0), `heading ${at}: ${levels}`).toBeLessThanOrEqual(1)
    }
  })

  test('uses every id once', async () => {
    const ids = (await readElements(path)).flatMap(({ attributes }) => attributes.id ?? [])
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })
})

test.each(pageTypes.filter(({ status }) => status === 200))(
  '$name names its own address under the public one',
  async ({ path }) => {
    const links = (await readElements(path)).filter(({ name }) => name === 'link')
    const canonical = links.find(({ attributes }) => attributes.rel === 'canonical')?.attributes
      .href
    expect(canonical).toMatch(new RegExp(`^${publicUrl}(?:/|$)`, 'u'))
    expect(new URL(canonical ?? '').pathname).toBe(new URL(path, siteUrl).pathname)
  },
)

async function readElements(path: string) {
  return listElements(await (await fetch(siteUrl + path)).text())
}

function findMeta(elements: Awaited<ReturnType<typeof readElements>>, wanted: string) {
  return elements.find(({ name, attributes }) => name === 'meta' && attributes.name === wanted)
    ?.attributes.content
}
