// What goes with every answer: the policy, the caches, the compressions.

import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, inject, test } from 'vitest'
import { listElements } from '../support/html.ts'
import { pageTypes, thread } from '../support/page-types.ts'
import { request } from '../support/request.ts'

const siteUrl = inject('siteUrl')

describe.each(pageTypes)('$name ($path)', ({ path }) => {
  test('lets run only its own files and the inline scripts it names by hash', async () => {
    const { headers, body } = await request(siteUrl + path)
    const policy = parsePolicy(String(headers['content-security-policy']))
    expect(policy.get('default-src')).toEqual(["'none'"])
    const scriptSources = policy.get('script-src') ?? []
    expect(scriptSources[0]).toBe("'self'")
    for (const source of scriptSources.slice(1)) expect(source).toMatch(/^'sha256-.{44}'$/u)
    for (const [directive, sources] of policy) {
      expect(sources, directive).not.toContain("'unsafe-inline'")
      expect(sources, directive).not.toContain("'unsafe-eval'")
    }
    for (const script of listInlineScripts(body.toString('utf8'))) {
      const hash = createHash('sha256').update(script).digest('base64')
      expect(scriptSources, script.slice(0, 120)).toContain(`'sha256-${hash}'`)
    }
  })

  test('is not sniffed, not framed, and sets no cookie', async () => {
    const { headers } = await request(siteUrl + path)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['referrer-policy']).toBeDefined()
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  })

  test('loads nothing from another host', async () => {
    const { body } = await request(siteUrl + path)
    for (const { name, attributes } of listElements(body.toString('utf8'))) {
      // Links and the canonical address are for following; nothing is fetched from them.
      const isFollowed = name === 'a' || attributes.rel === 'canonical'
      const isAlternate = attributes.rel === 'alternate'
      if (isFollowed || isAlternate) continue
      for (const key of ['src', 'href', 'srcset', 'action', 'data', 'poster']) {
        expect(attributes[key] ?? '', `${name} ${key}`).not.toMatch(/^(?:[a-z]+:)?\/\//iu)
      }
    }
  })
})

test('a reader who has the page gets 304 and no body', async () => {
  const first = await request(siteUrl + thread)
  const etag = String(first.headers.etag)
  const second = await request(siteUrl + thread, { headers: { 'if-none-match': etag } })
  expect(second.status).toBe(304)
  expect(second.body.length).toBe(0)
  const other = await request(siteUrl + thread, { headers: { 'if-none-match': '"other"' } })
  expect(other.status).toBe(200)
})

test('of several tags a reader names, one that fits is enough', async () => {
  const { headers } = await request(siteUrl + thread)
  for (const value of [`"other", ${headers.etag}`, `W/${headers.etag}`, '*']) {
    const { status } = await request(siteUrl + thread, { headers: { 'if-none-match': value } })
    expect(status, value).toBe(304)
  }
})

test('HEAD answers like GET without the body', async () => {
  const get = await request(siteUrl + thread)
  const head = await request(siteUrl + thread, { method: 'HEAD' })
  expect(head.status).toBe(200)
  expect(head.body.length).toBe(0)
  for (const name of ['content-type', 'content-length', 'etag', 'content-security-policy']) {
    expect(head.headers[name], name).toBe(get.headers[name])
  }
})

test('brotli and gzip give the same page in fewer bytes', async () => {
  const plain = await request(siteUrl + thread)
  expect(plain.headers['content-encoding']).toBeUndefined()
  const br = await request(siteUrl + thread, { headers: { 'accept-encoding': 'gzip, br' } })
  expect(br.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
  const gzip = await request(siteUrl + thread, { headers: { 'accept-encoding': 'gzip, br;q=0' } })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
  expect(br.body.length).toBeLessThan(plain.body.length / 3)
  for (const { headers } of [plain, br, gzip]) expect(headers.vary).toContain('Accept-Encoding')
})

test('files with a digest in their name are kept for good, pages are asked for again', async () => {
  const { headers, body } = await request(siteUrl + thread)
  expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate')
  const files = listElements(body.toString('utf8')).flatMap(({ attributes }) =>
    [attributes.src, attributes.href].filter((file) => file?.startsWith('/_next/static/')),
  )
  expect(files.length).toBeGreaterThan(2)
  for (const file of files) {
    const answer = await request(siteUrl + file)
    expect(answer.status, file).toBe(200)
    expect(answer.headers['cache-control'], file).toContain('immutable')
    expect(answer.headers['x-content-type-options'], file).toBe('nosniff')
  }
})

function parsePolicy(header: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    header.split(';').map((part) => {
      const [directive = '', ...sources] = part.trim().split(/\s+/u)
      return [directive, sources]
    }),
  )
}

/** The scripts a browser would run: not those with a source, nor blocks of data. */
function listInlineScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script(\s[^>]*)?>([\s\S]*?)<\/script>/giu)].flatMap(
    ([, attributes = '', script = '']) =>
      /\s(?:src|type="application\/)/iu.test(attributes) || script === '' ? [] : [script],
  )
}
