// Searching over HTTP: for programs, for feed readers, and what a wrong query gets.

import { describe, expect, inject, test } from 'vitest'
import type { SearchJson } from '#search'
import { listElements, toText } from '../support/html.ts'
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
  expect(api.facets?.kind.find(({ value }) => value === 'topic')?.isChosen).toBe(true)
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

async function readPage(path: string) {
  const response = await fetch(siteUrl + path)
  const html = await response.text()
  return { status: response.status, html, text: toText(html), elements: listElements(html) }
}

function listHrefs({ elements }: Awaited<ReturnType<typeof readPage>>): readonly string[] {
  return elements.flatMap(({ name, attributes }) =>
    name === 'a' && attributes.href !== undefined ? attributes.href : [],
  )
}

describe('the page of hits', () => {
  test('says how many there are, who found them and how fast', async () => {
    const { total, engine } = await readJson('/api/search?q=stack')
    const { text } = await readPage('/search?q=stack')
    expect(text).toContain(`${total} hits, answered by ${engine?.label} in `)
  })

  test('each facet has the counts of the answer, and its links keep the rest of the query', async () => {
    const path = '/search?q=stack&kind=position&sort=newest'
    const page = await readPage(path)
    const { facets } = await readJson('/api/search?q=stack&kind=position&sort=newest')
    const hrefs = listHrefs(page)
    for (const facet of ['topic', 'list', 'outcome', 'stance', 'person', 'year'] as const) {
      const [first] = facets?.[facet] ?? []
      expect(first, facet).toBeDefined()
      const query = new URLSearchParams(`q=stack&kind=position&sort=newest`)
      const link = hrefs.find((href) => {
        const given = new URL(href, publicUrl).searchParams
        return given.get(facet) === first?.value && given.get('kind') === 'position'
      })
      expect(link, facet).toBeDefined()
      const given = new URL(link ?? '', publicUrl).searchParams
      for (const [name, value] of query) expect(given.getAll(name), facet).toContain(value)
      const narrowed = await readJson(`/api/search?${given}`)
      expect(narrowed.total, facet).toBe(first?.count)
    }
    expect(hrefs).toContain('/search?q=stack&sort=newest')
  })

  test('new words keep what was chosen, because the form sends it too', async () => {
    const { elements } = await readPage('/search?q=stack&kind=position&kind=figure&sort=oldest')
    const hidden = elements.filter(({ attributes }) => attributes.type === 'hidden')
    expect(hidden.map(({ attributes: { name, value } }) => `${name}=${value}`)).toEqual([
      'kind=position',
      'kind=figure',
      'sort=oldest',
    ])
  })

  test('a hit lands on an anchor, with the sentence that matched', async () => {
    const page = await readPage('/search?q=dev_snmp6&kind=position')
    const hit = listHrefs(page).find((href) => href.includes('#position-'))
    const [path, anchor] = (hit ?? '').split('#')
    expect((await readPage(path ?? '')).html).toContain(`id="${anchor}"`)
    expect(page.html).toContain('<mark>dev_snmp6</mark>')
  })

  test('pages follow one another by their address', async () => {
    const first = await readPage('/search?q=stack&sort=oldest')
    const next = listHrefs(first).find((href) => href.includes('page=2'))
    expect(next).toBe('/search?q=stack&sort=oldest&page=2')
    const second = await readPage(next ?? '')
    expect(second.text).toContain('Page 2 of')
    expect(second.html).toContain('<ol class="hits" start="21">')
    const beyond = await readPage('/search?q=stack&page=49')
    expect(beyond.status).toBe(200)
    expect(beyond.text).toContain('The hits end before page 49.')
  })

  test('names its forms for programs', async () => {
    const hrefs = listHrefs(await readPage('/search?q=stack&kind=figure'))
    expect(hrefs).toContain('/api/search?q=stack&kind=figure')
    expect(hrefs).toContain('/search/feed.atom?q=stack&kind=figure')
  })

  test('a date that is known in part is shown in part', async () => {
    const { text } = await readPage('/search?q=who%3Amiller+acked')
    expect(text).toContain('before 8 October 2014')
  })
})

describe('a search that goes wrong', () => {
  test('a mistake is shown under the query, with a caret at its place', async () => {
    const page = await readPage('/search?q=stack+stance%3Aoposes')
    expect(page.status).toBe(400)
    expect(page.text).toContain('Unexpected stance oposes at 14')
    expect(page.html).toContain(`stack stance:oposes\n<span class="caret" aria-hidden="true">`)
    expect(page.html).toContain(`${' '.repeat(13)}^^^^^^</span>`)
    expect(listHrefs(page)).toContain('/search?q=stack+stance%3Aopposes')
  })

  test('words that stand nowhere are replaced, and it says so', async () => {
    const page = await readPage('/search?q=ext4+stck')
    expect(page.text).toContain('Nothing here has “stck”. Did you mean ext4 stack?')
    expect(listHrefs(page)).toContain('/search?q=ext4+stack')
  })

  test('a name that is nearly right is offered right', async () => {
    const page = await readPage('/search?q=who%3Achiner+stack')
    expect(page.text).toContain('Nobody here is called chiner.')
    expect(listHrefs(page)).toContain('/search?q=who%3Achinner+stack')
    expect(page.text).toContain('Read as: ')
  })

  test('what was chosen can be taken back where it leaves nothing', async () => {
    const page = await readPage('/search?q=dev_snmp6&year=1999')
    expect(page.text).toContain('Nothing found')
    expect(listHrefs(page)).toContain('/search?q=dev_snmp6')
  })

  test('prefixes with nothing to search yet are said', async () => {
    const { status, text } = await readPage('/search?q=dfn%3Amm%2Fvmscan.c')
    expect(status).toBe(200)
    expect(text).toContain('No mail is indexed here yet')
  })
})

test('each example of the help finds something, or says why not yet', async () => {
  const { html } = await readPage('/search/help')
  const examples = [...html.matchAll(/<dt><a href="(\/search\?q=[^"]+)">/gu)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  expect(examples.length).toBeGreaterThan(30)
  let idle = 0
  for (const example of examples) {
    const { total, isLoose, notes } = await readJson(`${example}&format=json`)
    if (total === 0) {
      idle += 1
      expect(notes.join(' '), example).toMatch(/No mail is indexed here/u)
    }
    expect(isLoose, example).toBe(false)
  }
  expect(idle).toBeLessThan(examples.length / 2)
})

test('browsers can add the search', async () => {
  const { elements } = await readPage('/')
  const link = elements.find(({ attributes }) => attributes.rel === 'search')
  expect(link?.attributes).toMatchObject({
    type: 'application/opensearchdescription+xml',
    href: '/opensearch.xml',
  })
  const response = await fetch(`${siteUrl}/opensearch.xml`)
  expect(response.headers.get('content-type')).toMatch(/^application\/opensearchdescription\+xml/u)
  const templates = [...(await response.text()).matchAll(/template="([^"]+)"/gu)].map(
    ([, template = '']) => template.replaceAll('&amp;', '&'),
  )
  expect(templates).toContain(`${publicUrl}/search?q={searchTerms}`)
  for (const template of templates) {
    expect(template).toMatch(new RegExp(`^${publicUrl}/`, 'u'))
    const path = template.replace('{searchTerms}', 'who%3Ahp').slice(publicUrl.length)
    expect((await fetch(siteUrl + path)).status, path).toBe(200)
  }
})

test('browsers get completions in the shape they ask for', async () => {
  const response = await fetch(`${siteUrl}/api/search/complete?q=who%3Ahp&format=suggestions`)
  expect(response.headers.get('content-type')).toMatch(/^application\/x-suggestions\+json/u)
  expect(await response.json()).toEqual(['who:hp', ['who:h-peter-anvin'], [expect.any(String)]])
})
