import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { chooseEncoding, encodeBody, toAnswer } from '../../../src/serve/answer-cache.ts'

function answerOf(body: string | Buffer, contentType = 'text/html; charset=utf-8') {
  const headers = { 'content-type': contentType }
  return toAnswer({ status: 200, headers, body: Buffer.from(body) }, {})
}

const page = `<p>${'Every position is tied to the message it was taken in. '.repeat(50)}</p>`

describe('the encoding', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1.0, br;q=0.5', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip;q=0', 'identity'],
    ['br ; q=0 , gzip', 'gzip'],
    ['BR', 'br'],
    ['identity', 'identity'],
    ['', 'identity'],
    ['deflate', 'identity'],
    ['broken', 'identity'],
    [';;;,,,', 'identity'],
  ])('for %j is %s', (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding)
  })

  test('leads back to the same bytes, and is made once', async () => {
    const answer = answerOf(page)
    const br = await encodeBody(answer, 'br')
    const gzip = await encodeBody(answer, 'gzip')
    expect(br.encoding).toBe('br')
    expect(brotliDecompressSync(br.bytes).toString()).toBe(page)
    expect(gunzipSync(gzip.bytes).toString()).toBe(page)
    expect((await encodeBody(answer, 'gzip')).bytes).toBe(gzip.bytes)
    expect((await encodeBody(answer, undefined)).bytes).toBe(answer.body)
  })

  test('is none for what is small or already compressed', async () => {
    expect((await encodeBody(answerOf('short'), 'br')).encoding).toBe('identity')
    expect((await encodeBody(answerOf(page, 'image/png'), 'br')).encoding).toBe('identity')
    expect((await encodeBody(answerOf(page, 'font/woff2'), 'br')).encoding).toBe('identity')
  })

  test.each([
    'text/html; charset=utf-8',
    'text/css',
    'application/json',
    'application/atom+xml; charset=utf-8',
    'application/ld+json',
    'application/javascript; charset=UTF-8',
    'image/svg+xml',
    'application/xml',
  ])('is br for a long %s', async (contentType) => {
    expect((await encodeBody(answerOf(page, contentType), 'br')).encoding).toBe('br')
  })
})

test('what belongs to one connection is not kept', () => {
  const answer = toAnswer(
    {
      status: 200,
      headers: {
        'content-type': 'text/html',
        connection: 'close',
        'transfer-encoding': 'chunked',
        'content-length': '5',
        date: 'now',
        link: '</a.css>; rel=preload',
      },
      body: Buffer.from('hello'),
    },
    { 'x-added': 'yes' },
  )
  expect(answer.headers).toEqual({
    'content-type': 'text/html',
    link: '</a.css>; rel=preload',
    'x-added': 'yes',
  })
})

test('the tag is a function of the body', () => {
  expect(answerOf('one').etag).toBe(answerOf('one').etag)
  expect(answerOf('one').etag).not.toBe(answerOf('two').etag)
  expect(answerOf('one').etag).toMatch(/^"[\w-]{22}"$/u)
})
