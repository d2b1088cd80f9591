// The edge over real sockets, with a handler that says what it saw.

import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  PortTaken,
  type RequestHandler,
  type ServeOptions,
  serve,
} from '../../../src/serve/index.ts'
import { request } from '../../support/request.ts'

interface Edge {
  readonly url: string
  /** What the handler was asked for, e.g. `GET /`. */
  readonly asked: readonly string[]
  /** What was logged. */
  readonly lines: readonly string[]
  edition: string
}

async function anEdge(handler: RequestHandler, options: Partial<ServeOptions> = {}): Promise<Edge> {
  const asked: string[] = []
  const lines: string[] = []
  const state = { edition: 'one' }
  const site = await serve({
    port: 0,
    host: '127.0.0.1',
    readEdition: () => state.edition,
    isHttps: false,
    isDev: false,
    log: (line) => lines.push(line),
    handler: (incoming, response) => {
      asked.push(`${incoming.method} ${incoming.url}`)
      return handler(incoming, response)
    },
    ...options,
  })
  onTestFinished(() => site.close())
  const url = site.url.replace('localhost', '127.0.0.1')
  return Object.assign(state, { url, asked, lines })
}

const html = `<!doctype html><script>self.__next_f.push([1])</script>${'<p>text'.repeat(200)}`

const page: RequestHandler = (_incoming, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(html)
}

test('a page is made once and then kept', async () => {
  const edge = await anEdge(page)
  for (const _ of [1, 2, 3]) expect((await request(`${edge.url}/a`)).body.toString()).toBe(html)
  await request(`${edge.url}/a?b`)
  expect(edge.asked).toEqual(['GET /a', 'GET /a?b'])
})

test('when the content changes every page is made anew, at the next request', async () => {
  const edge = await anEdge((_incoming, response) => {
    response.end(`edition ${edge.edition}`)
  })
  expect((await request(`${edge.url}/`)).body.toString()).toBe('edition one')
  edge.edition = 'two'
  expect((await request(`${edge.url}/`)).body.toString()).toBe('edition two')
  expect(edge.asked).toHaveLength(2)
})

test('a page made while the content changed is not kept', async () => {
  const edge: Edge = await anEdge((_incoming, response) => {
    edge.edition = 'two'
    response.end('half of one, half of two')
  })
  await request(`${edge.url}/`)
  edge.edition = 'one'
  await request(`${edge.url}/`)
  expect(edge.asked).toHaveLength(2)
})

test('readers who come together wait for one making', async () => {
  const edge = await anEdge(async (_incoming, response) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    response.end('made')
  })
  const answers = await Promise.all(Array.from({ length: 20 }, () => request(`${edge.url}/slow`)))
  expect(answers.map(({ body }) => body.toString())).toEqual(Array(20).fill('made'))
  expect(edge.asked).toEqual(['GET /slow'])
})

test('a reader who leaves early does not take the page from those who wait', async () => {
  const edge = await anEdge(async (_incoming, response) => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    response.end('made')
  })
  const { hostname, port } = new URL(edge.url)
  const leaving = httpRequest({ hostname, port, path: '/slow' })
  leaving.on('error', () => {})
  leaving.end()
  await new Promise((resolve) => setTimeout(resolve, 30))
  const waiting = request(`${edge.url}/slow`)
  leaving.destroy()
  expect((await waiting).body.toString()).toBe('made')
  expect(edge.asked).toHaveLength(1)
})

test('what is kept does not depend on who asked first', async () => {
  const edge = await anEdge((incoming, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(incoming.headers))
  })
  const first = await request(`${edge.url}/`, {
    headers: {
      host: 'evil.example',
      cookie: 'who=me',
      'accept-language': 'de',
      'user-agent': 'Special/1.0',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'accept-encoding': 'br',
      referer: 'https://evil.example/',
    },
  })
  expect(first.headers['set-cookie']).toBeUndefined()
  const second = await request(`${edge.url}/`)
  expect(edge.asked).toHaveLength(1)
  expect(JSON.parse(second.body.toString())).toEqual({ host: 'localhost' })
})

test('HEAD gets the headers of GET, from the same making', async () => {
  const edge = await anEdge(page)
  const head = await request(`${edge.url}/`, { method: 'HEAD' })
  const get = await request(`${edge.url}/`)
  expect(edge.asked).toEqual(['GET /'])
  expect(head.status).toBe(200)
  expect(head.body).toHaveLength(0)
  const { date: _first, ...headHeaders } = head.headers
  const { date: _second, ...getHeaders } = get.headers
  expect(headHeaders).toEqual(getHeaders)
  expect(get.headers['content-length']).toBe(String(Buffer.byteLength(html)))
})

test('a reader who has the page gets 304 without a body, until it changes', async () => {
  let text = 'one'
  const edge = await anEdge((_incoming, response) => {
    response.end(text)
  })
  const { headers } = await request(`${edge.url}/`)
  const etag = String(headers.etag)
  for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await request(`${edge.url}/`, { headers: { 'if-none-match': value } })
    expect([value, again.status, again.body.length]).toEqual([value, 304, 0])
    expect(again.headers.etag).toBe(etag)
  }
  text = 'two'
  edge.edition = 'two'
  const changed = await request(`${edge.url}/`, { headers: { 'if-none-match': etag } })
  expect(changed.status).toBe(200)
  expect(changed.headers.etag).not.toBe(etag)
})

test('a page that is missing is never 304', async () => {
  const edge = await anEdge((_incoming, response) => {
    response.writeHead(404).end('missing')
  })
  const { headers } = await request(`${edge.url}/`)
  const again = await request(`${edge.url}/`, {
    headers: { 'if-none-match': String(headers.etag) },
  })
  expect(again.status).toBe(404)
})

test('each reader gets the encoding it asked for, of one making', async () => {
  const edge = await anEdge(page)
  const br = await request(`${edge.url}/`, { headers: { 'accept-encoding': 'br' } })
  const plain = await request(`${edge.url}/`)
  expect(br.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(br.body).toString()).toBe(html)
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(br.headers.vary).toBe('Accept-Encoding')
  expect(plain.headers.vary).toBe('Accept-Encoding')
  expect(edge.asked).toHaveLength(1)
})

test('pages carry a policy with their hashes, everything else the strictest one', async () => {
  const edge = await anEdge((incoming, response) => {
    const types = { '/page': 'text/html', '/worker.js': 'application/javascript; charset=UTF-8' }
    const type = types[incoming.url as keyof typeof types] ?? 'application/json'
    response.setHeader('content-type', type)
    response.end(incoming.url === '/page' ? html : '{}')
  })
  const { headers } = await request(`${edge.url}/page`)
  expect(headers['content-security-policy']).toContain("script-src 'self' 'sha256-")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-frame-options']).toBe('DENY')
  expect(headers['strict-transport-security']).toBeUndefined()
  const json = await request(`${edge.url}/json`)
  expect(json.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
  // A worker obeys the policy of its own program, which loads the rest of it.
  const worker = await request(`${edge.url}/worker.js`)
  expect(worker.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
  )
})

test('browsers may insist on https where readers come by it', async () => {
  const edge = await anEdge(page, { isHttps: true })
  const { headers } = await request(`${edge.url}/`)
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
})

test('pages are asked for again each time, files with a digest are kept for good', async () => {
  const immutable = 'public, max-age=31536000, immutable'
  const edge = await anEdge((incoming, response) => {
    response.setHeader('cache-control', incoming.url === '/file' ? immutable : 'private, no-store')
    response.end('x')
  })
  expect((await request(`${edge.url}/file`)).headers['cache-control']).toBe(immutable)
  expect((await request(`${edge.url}/page`)).headers['cache-control']).toBe(
    'public, max-age=0, must-revalidate',
  )
})

test('a handler that throws is a plain 500, logged and not kept', async () => {
  let isBroken = true
  const edge = await anEdge((_incoming, response) => {
    if (isBroken) throw new Error('the reason')
    response.end('mended')
  })
  const broken = await request(`${edge.url}/a`)
  expect(broken.status).toBe(500)
  expect(broken.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(broken.headers['x-content-type-options']).toBe('nosniff')
  expect(broken.body.toString()).not.toContain('the reason')
  expect(edge.lines).toEqual(['GET /a: Error: the reason'])
  isBroken = false
  expect((await request(`${edge.url}/a`)).body.toString()).toBe('mended')
})

test("a page of the handler's own about a fault is sent but not kept", async () => {
  const edge = await anEdge((_incoming, response) => {
    response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>')
  })
  for (const _ of [1, 2]) expect((await request(`${edge.url}/`)).status).toBe(500)
  expect(edge.asked).toHaveLength(2)
})

test('an address that is too long is refused before anybody looks at it', async () => {
  const edge = await anEdge(page)
  const { status, headers } = await request(`${edge.url}/search?q=${'a'.repeat(4_000)}`)
  expect(status).toBe(414)
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(edge.asked).toEqual([])
})

test('a long address is answered but not kept', async () => {
  const edge = await anEdge(page)
  const url = `${edge.url}/search?q=${'a'.repeat(400)}`
  for (const _ of [1, 2]) expect((await request(url)).status).toBe(200)
  expect(edge.asked).toHaveLength(2)
})

test.each(['/%', '/threads/%E0%A4%A', '/search?q=100%'])(
  '%s encodes nothing and is a bad request',
  async (path) => {
    const edge = await anEdge(page)
    expect((await request(edge.url + path)).status).toBe(400)
    expect(edge.asked).toEqual([])
  },
)

test('what is not reading goes to the handler itself and is never kept', async () => {
  const edge = await anEdge((incoming, response) => {
    response.end(`${incoming.method} ${incoming.headers['x-mine']}`)
  })
  const headers = { 'x-mine': 'mine' }
  const posted = await request(`${edge.url}/`, { method: 'POST', headers })
  expect(posted.body.toString()).toBe('POST mine')
  expect(posted.headers['x-content-type-options']).toBe('nosniff')
  await request(`${edge.url}/`, { method: 'POST', headers })
  expect(edge.asked).toEqual(['POST /', 'POST /'])
})

test.each(['PUT', 'DELETE', 'PROPFIND', 'TRACE'])(
  '%s is answered by saying what is',
  async (method) => {
    const edge = await anEdge(page)
    const { status, headers } = await request(`${edge.url}/`, { method })
    expect(status).toBe(405)
    expect(headers.allow).toBe('GET, HEAD, OPTIONS, POST')
    expect(edge.asked).toEqual([])
  },
)

test("the router's own requests never fill the place of a page", async () => {
  const edge = await anEdge((incoming, response) => {
    response.end(incoming.headers.rsc === undefined ? 'page' : 'flight')
  })
  const flight = await request(`${edge.url}/`, { headers: { rsc: '1' } })
  expect(flight.body.toString()).toBe('flight')
  expect((await request(`${edge.url}/`)).body.toString()).toBe('page')
})

test('while pages are being written nothing is kept', async () => {
  const edge = await anEdge(page, { isDev: true })
  for (const _ of [1, 2]) await request(`${edge.url}/`)
  expect(edge.asked).toHaveLength(2)
})

test('a taken port is named', async () => {
  const edge = await anEdge(page)
  const port = Number(new URL(edge.url).port)
  await expect(anEdge(page, { port })).rejects.toThrow(PortTaken)
  await expect(anEdge(page, { port })).rejects.toThrow(`Port ${port} is taken`)
})

test('a client that asks too often is told when to come again, whatever its headers say', async () => {
  const isCounted = (url: string) => url.startsWith('/search')
  const edge = await anEdge(page, { rateLimit: { isCounted, perSecond: 0.01, burst: 2 } })
  const ask = async (name: string) =>
    await request(`${edge.url}/search?q=${name}`, { headers: { 'x-forwarded-for': name } })
  expect([(await ask('a')).status, (await ask('b')).status]).toEqual([200, 200])
  const refused = await ask('c')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.headers['x-content-type-options']).toBe('nosniff')
  expect(refused.body.toString()).toContain('Too many searches')
  expect((await request(`${edge.url}/threads`)).status).toBe(200)
  expect(edge.asked).toEqual(['GET /search?q=a', 'GET /search?q=b', 'GET /threads'])
})

test('a page says its status where it cannot set it', async () => {
  const edge = await anEdge((_incoming, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      '<!doctype html><meta name="patchlore-status" content="400"/><p>A word is missing.',
    )
  })
  expect((await request(`${edge.url}/search?q=(`)).status).toBe(400)
})

test.each([
  ['in a header', 'x-patchlore-keep', ''],
  ['in the page', 'x-other', '<meta name="patchlore-keep" content="no"/>'],
])(
  'an answer that says %s that it holds only for now is made anew',
  async (_where, header, body) => {
    const edge = await anEdge((_incoming, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader(header, 'no')
      response.end(`<!doctype html>${body}`)
    })
    await request(`${edge.url}/search`)
    await request(`${edge.url}/search`)
    expect(edge.asked).toHaveLength(2)
  },
)

describe('what needs none of Next', () => {
  const plain = {
    owns: (url: string) => url.startsWith('/list/'),
    answer: async (url: string) => ({
      status: url.includes('gone') ? 404 : 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(`<p>${url}`),
    }),
  }

  test('runs no script that stands in it, not even one that Next could have written', async () => {
    const edge = await anEdge(page, {
      plain: [
        {
          ...plain,
          answer: async (url) => ({
            ...(await plain.answer(url)),
            body: Buffer.from('<script>self.__next_f.push([1,"x"])</script>'),
          }),
        },
      ],
    })
    const { headers } = await request(`${edge.url}/list/x/`)
    expect(headers['content-security-policy']).toContain("script-src 'self';")
  })

  test('is answered first, kept, and under the same strict headers', async () => {
    const made: string[] = []
    const edge = await anEdge(page, {
      plain: [
        { owns: () => false, answer: () => Promise.reject(new Error('Unexpected question')) },
        {
          ...plain,
          answer: async (url) => {
            made.push(url)
            return await plain.answer(url)
          },
        },
      ],
    })
    for (const _ of [1, 2]) {
      const { status, headers, body } = await request(`${edge.url}/list/a%2Fb@x/`)
      expect(status).toBe(200)
      expect(body.toString()).toBe('<p>/list/a%2Fb@x/')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    expect(made).toEqual(['/list/a%2Fb@x/'])
    expect(edge.asked).toEqual([])
    expect((await request(`${edge.url}/list/gone`)).status).toBe(404)
  })

  test('may have a `%` in its address that encodes nothing; elsewhere that is a mistake', async () => {
    const edge = await anEdge(page, { plain: [plain] })
    expect((await request(`${edge.url}/list/100%@x/`)).status).toBe(200)
    expect((await request(`${edge.url}/other/100%`)).status).toBe(400)
  })

  test('is answered while pages are being written, too', async () => {
    const edge = await anEdge(page, { plain: [plain], isDev: true })
    expect((await request(`${edge.url}/list/x`)).body.toString()).toBe('<p>/list/x')
    await request(`${edge.url}/other`)
    expect(edge.asked).toEqual(['GET /other'])
  })

  test('is given up when the last who waited has gone, and made anew for who comes then', async () => {
    const underway: { signal: AbortSignal; finish: () => void }[] = []
    const answer = (url: string, signal: AbortSignal) =>
      new Promise<Awaited<ReturnType<typeof plain.answer>>>((resolve, reject) => {
        underway.push({ signal, finish: () => resolve(plain.answer(url)) })
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
    const edge = await anEdge(page, { plain: [{ ...plain, answer }] })
    const ask = () => {
      const asked = httpRequest(`${edge.url}/list/slow`)
      asked.once('error', () => undefined)
      asked.end()
      return asked
    }
    const [first, second] = [ask(), ask()]
    await vi.waitFor(() => expect(underway).toHaveLength(1))
    first.destroy()
    // Another page takes as long as the edge needs to notice.
    await request(`${edge.url}/other`)
    expect(underway[0]?.signal.aborted).toBe(false)
    second.destroy()
    await vi.waitFor(() => expect(underway[0]?.signal.aborted).toBe(true))
    const third = request(`${edge.url}/list/slow`)
    await vi.waitFor(() => expect(underway).toHaveLength(2))
    underway[1]?.finish()
    expect((await third).status).toBe(200)
    expect(edge.lines).toEqual([])
  })

  test('is sent as it is made where it is larger than memory, to so many at once', async () => {
    const made: Readable[] = []
    const answerStream = (url: string) =>
      url.endsWith('.gz')
        ? {
            headers: { 'content-type': 'application/gzip' },
            open: () => {
              const body = new Readable({ read() {} })
              made.push(body)
              return body
            },
          }
        : undefined
    const edge = await anEdge(page, { plain: [{ ...plain, answerStream }] })
    const head = await request(`${edge.url}/list/all.gz`, { method: 'HEAD' })
    expect(head.headers).toMatchObject({
      'content-type': 'application/gzip',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(made).toHaveLength(0)
    const whole = request(`${edge.url}/list/all.gz`)
    const given = httpRequest(`${edge.url}/list/all.gz`)
    given.once('error', () => undefined)
    given.end()
    await vi.waitFor(() => expect(made).toHaveLength(2))
    const refused = await request(`${edge.url}/list/all.gz`)
    expect(refused.status).toBe(503)
    expect(refused.headers['retry-after']).toBe('60')
    // Who goes makes room for another, and what was made for them ends.
    given.destroy()
    await vi.waitFor(() => expect(made[1]?.destroyed).toBe(true))
    const next = request(`${edge.url}/list/all.gz`)
    await vi.waitFor(() => expect(made).toHaveLength(3))
    for (const at of [0, 2]) {
      made[at]?.push('ma')
      made[at]?.push('il')
      made[at]?.push(null)
    }
    for (const answer of [whole, next]) expect((await answer).body.toString()).toBe('mail')
    expect(edge.lines).toEqual([])
    expect((await request(`${edge.url}/list/x`)).body.toString()).toBe('<p>/list/x')
  })

  test('breaks off, so that nobody takes a part for the whole, when it fails on the way', async () => {
    const open = () => new Readable({ read() {} })
    let body = open()
    const answerStream = () => ({ headers: {}, open: () => (body = open()) })
    const edge = await anEdge(page, { plain: [{ ...plain, answerStream }] })
    const asked = request(`${edge.url}/list/all.gz`)
    asked.catch(() => undefined)
    await vi.waitFor(() => expect(body.readableFlowing).toBe(true))
    body.push('ma')
    body.destroy(new Error('The disk is gone'))
    await expect(asked).rejects.toThrow()
    expect(edge.lines.join()).toContain('The disk is gone')
  })

  test('is only as often asked for as the limit allows', async () => {
    const rateLimit = { isCounted: plain.owns, perSecond: 0.01, burst: 1 }
    const edge = await anEdge(page, { plain: [plain], rateLimit })
    expect((await request(`${edge.url}/list/x`)).status).toBe(200)
    const { status, headers } = await request(`${edge.url}/list/x`)
    expect({ status, again: headers['retry-after'] }).toEqual({ status: 429, again: '100' })
  })

  test('may be taken away by POST, and nothing of that is kept', async () => {
    const asked: string[] = []
    const answerPost = (url: string) => {
      if (!url.endsWith('?x=m')) return undefined
      asked.push(url)
      return Promise.resolve({
        status: 200,
        headers: { 'content-type': 'application/gzip' },
        body: Buffer.from('mail'),
      })
    }
    const edge = await anEdge(page, { plain: [{ ...plain, answerPost }] })
    for (const _ of [1, 2]) {
      const { status, headers, body } = await request(`${edge.url}/list/?x=m`, { method: 'POST' })
      expect({ status, text: body.toString() }).toEqual({ status: 200, text: 'mail' })
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'application/gzip',
        'x-content-type-options': 'nosniff',
      })
    }
    expect(asked).toEqual(['/list/?x=m', '/list/?x=m'])
    await request(`${edge.url}/list/x`, { method: 'POST' })
    expect(edge.asked).toEqual(['POST /list/x'])
  })

  test('is only read: forms go to Next', async () => {
    const edge = await anEdge(page, { plain: [plain] })
    await request(`${edge.url}/list/x`, { method: 'POST' })
    expect(edge.asked).toEqual(['POST /list/x'])
  })
})
