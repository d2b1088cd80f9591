// The description of our interface is true: what the site answers is what it says, to the last field.

import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, expect, inject, test } from 'vitest'
import { otherThread, thread } from '../support/page-types.ts'
import { publicUrl } from '../support/site.ts'

const siteUrl = inject('siteUrl')

interface Description {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, unknown>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

let description: Description
let ajv: Ajv2020

beforeAll(async () => {
  description = (await (await fetch(`${siteUrl}/openapi.json`)).json()) as Description
  ajv = new Ajv2020({ strictTypes: false, formats: { uri: /^https?:\/\// } })
  ajv.addVocabulary(['components', 'openapi', 'info', 'servers', 'paths'])
  ajv.addSchema(description, 'api')
})

function expectToBe(value: unknown, schema: string): void {
  const check = ajv.getSchema(`api#/components/schemas/${schema}`)
  expect(check?.(value), JSON.stringify(check?.errors?.slice(0, 3))).toBe(true)
}

async function readJson(path: string, status = 200): Promise<unknown> {
  const response = await fetch(siteUrl + path)
  expect(response.status, path).toBe(status)
  return await response.json()
}

test('it is OpenAPI 3.1, of this site, and every schema compiles', () => {
  expect(description).toMatchObject({ openapi: '3.1.0', servers: [{ url: publicUrl }] })
  for (const name of Object.keys(description.components.schemas)) {
    expect(ajv.getSchema(`api#/components/schemas/${name}`), name).toBeTypeOf('function')
  }
})

test('every reference leads to a schema', () => {
  const references = [
    ...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/gu),
  ]
  expect(references.length).toBeGreaterThan(5)
  for (const [, name = ''] of references)
    expect(description.components.schemas).toHaveProperty(name)
})

test.each([
  '/api/search?q=stack',
  '/api/search?q=stack&stance=opposes&sort=newest&per=3&page=2',
  '/api/search?q=ext4+stck',
  '/api/search?q=zyzzyva+qwxz',
  '/api/search?q=dfn%3Aa',
  '/api/search?q=sta&typing=1&facets=none',
  '/api/search',
  '/search?format=json&q=torvalds',
])('%s answers as described', async (path) => {
  expectToBe(await readJson(path), 'SearchAnswer')
})

test('a wrong query is answered as described', async () => {
  expectToBe(await readJson('/api/search?q=%28', 400), 'WrongQuery')
})

test('completions and suggestions are answered as described', async () => {
  expectToBe(await readJson('/api/search/complete?q=stack%20s'), 'Completions')
  expectToBe(await readJson('/api/search/complete?q=who%3Ahp&format=suggestions'), 'Suggestions')
})

test.each([thread, otherThread])('%s.json is as described', async (path) => {
  expectToBe(await readJson(`${path}.json`), 'Thread')
})

test('what is not described is not accepted', async () => {
  const answer = (await readJson('/api/search?q=stack')) as Record<string, unknown>
  const check = ajv.getSchema('api#/components/schemas/SearchAnswer')
  expect(check?.({ ...answer, more: 1 })).toBe(false)
  const { total: _, ...less } = answer
  expect(check?.(less)).toBe(false)
})

test('it can be found from every page', async () => {
  const html = await (await fetch(`${siteUrl}/`)).text()
  expect(html).toContain(
    '<link rel="service-desc" type="application/openapi+json" href="/openapi.json"/>',
  )
})
