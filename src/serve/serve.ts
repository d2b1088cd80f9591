// The edge in front of Next: whole answers kept per edition, compressed once, under strict headers.
// It knows HTTP and the edition; it knows nothing of entries.

import { createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Answer, createAnswerCache, encodeBody, toAnswer } from './answer-cache.ts'
import {
  type Collected,
  collectResponse,
  HandlerTooSlow,
  type RequestHandler,
} from './collect-response.ts'
import { toContentSecurityPolicy } from './content-security-policy.ts'
import { createRateLimiter, type RateLimit } from './rate-limit.ts'
import { createStreamSender, type StreamedAnswer } from './send-stream.ts'

export interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly handler: RequestHandler
  /** Answers that need none of Next; the first that owns an address is asked. */
  readonly plain?: readonly PlainAnswers[]
  /** What the state is called that this address is answered from; answers are kept while it is the same. */
  readonly readEdition: (url: string) => string
  /** Whether readers come by https, so that browsers may insist on it. */
  readonly isHttps: boolean
  /** While pages are being written, nothing is kept and Next's own development scripts may run. */
  readonly isDev: boolean
  /** Next's own channel to the browser while pages are being written. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly log: (line: string) => void
  /** How often one client may ask for some addresses; as often as it likes where absent. */
  readonly rateLimit?: RateLimit
}

/** Whole answers by address, e.g. of the archive. Addresses it owns may be written as Next refuses. */
export interface PlainAnswers {
  readonly owns: (url: string) => boolean
  /** Rejects when `signal` is aborted: then all who waited have gone. */
  readonly answer: (url: string, signal: AbortSignal) => Promise<Collected>
  /** What is taken away by POST; `undefined` where that is for Next. Nothing of it is kept. */
  readonly answerPost?: (url: string, signal: AbortSignal) => Promise<Collected> | undefined
  /** What is larger than memory; `undefined` for all else. Nothing of it is kept. */
  readonly answerStream?: (url: string) => StreamedAnswer | undefined
}

export interface Site {
  readonly url: string
  readonly close: () => Promise<void>
}

/** The port is taken. */
export class PortTaken extends Error {
  override name = 'PortTaken'
}

const answerTimeoutMs = 30_000
const urlLengthMax = 4_000
/** Queries make endlessly many addresses; those longer than this are answered but not kept. */
const keptUrlLengthMax = 300

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST']

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
} as const

/** Listens until closed. */
export async function serve(options: ServeOptions): Promise<Site> {
  const whole = createEdge(options)
  const edge = options.isDev
    ? async (request: IncomingMessage, response: ServerResponse) =>
        options.plain?.some(({ owns }) => owns(request.url ?? '/')) === true
          ? await whole(request, response)
          : await options.handler(request, response)
    : whole
  const server = createServer((request, response) => {
    edge(request, response).catch((error: unknown) => {
      if (response.destroyed && error instanceof ReaderGone) return
      options.log(`${request.method} ${request.url}: ${String(error)}`)
      answerPlainly(response, error instanceof HandlerTooSlow ? 503 : 500)
    })
  })
  if (options.upgrade !== undefined) server.on('upgrade', options.upgrade)
  server.keepAliveTimeout = 30_000
  server.requestTimeout = 60_000
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const shownHost = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(options.host)
    ? 'localhost'
    : options.host
  return { url: `http://${shownHost}:${port}`, close: () => close(server) }
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new PortTaken(`Port ${port} is taken by another program`, { cause })
          : cause,
      )
    })
    server.listen(port, host, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Pages drawn without Next have no script in them, whatever somebody manages to write there. */
const plainPagePolicy = toContentSecurityPolicy('')

/** What an answer may load: pages as they need, scripts other scripts of ours, all else nothing. */
function toPolicy(contentType: string, pagePolicy: string): string {
  if (contentType.startsWith('text/html')) return pagePolicy
  // A worker obeys the policy of its own program, not that of the page.
  const isScript = /^(?:application|text)\/javascript\b/u.test(contentType)
  return `default-src 'none'; ${isScript ? "script-src 'self'; " : ''}frame-ancestors 'none'`
}

/** The request handler, apart from the socket it listens on. */
function createEdge({ handler, plain = [], readEdition, isHttps, rateLimit }: ServeOptions) {
  const cache = createAnswerCache()
  const wait =
    rateLimit === undefined ? () => 0 : createRateLimiter(rateLimit, () => performance.now())
  const underway = new Map<string, Making>()
  const always = {
    ...securityHeaders,
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
  }

  const findPlain = (url: string) => plain.find(({ owns }) => owns(url))

  const collect = async (request: IncomingMessage): Promise<Collected> => {
    const first = await collectResponse(handler, request, answerTimeoutMs)
    return isLeftToScript(first) ? await collectUnmatched(request, first) : first
  }

  const render = async (
    request: IncomingMessage,
    url: string,
    signal: AbortSignal,
  ): Promise<Answer> => {
    const owner = findPlain(url)
    if (owner !== undefined) {
      const collected = await owner.answer(url, signal)
      const policy = toPolicy(toContentType(collected), plainPagePolicy)
      return toAnswer(collected, { ...always, 'content-security-policy': policy })
    }
    const collected = await collect(request)
    const contentType = toContentType(collected)
    const page = contentType.startsWith('text/html') ? collected.body.toString('utf8') : ''
    return toAnswer(withWordsOfPage(collected, page), {
      ...always,
      'content-security-policy': toPolicy(contentType, toContentSecurityPolicy(page)),
    })
  }

  // Only the first answer announces the fonts, and without them early the page shifts.
  const collectUnmatched = async (
    request: IncomingMessage,
    { headers: { link } }: Collected,
  ): Promise<Collected> => {
    const drawn = await collectResponse(handler, toUnmatched(request), answerTimeoutMs)
    return { ...drawn, headers: { ...(link !== undefined && { link }), ...drawn.headers } }
  }

  const make = async (
    request: IncomingMessage,
    {
      url,
      key,
      edition,
      signal,
    }: { url: string; key: string; edition: string; signal: AbortSignal },
  ): Promise<Answer> => {
    const fresh = await render(request, url, signal)
    // Content that changed meanwhile may be on the page in half; the next reader gets it whole.
    const isKept =
      isKeepable(fresh) && url.length <= keptUrlLengthMax && readEdition(url) === edition
    if (isKept) cache.set(key, fresh)
    return fresh
  }

  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
  ): Promise<Answer> => {
    const edition = readEdition(url)
    const key = `${edition} ${url}`
    const kept = cache.get(key)
    if (kept !== undefined) return kept
    // Many readers of a page nobody has made yet wait for the one who makes it.
    const known = underway.get(key)
    if (known !== undefined && known.stop?.signal.aborted !== true)
      return await waitFor(known, response)
    const stop = new AbortController()
    const made = make(request, { url, key, edition, signal: stop.signal })
    // Next cannot be stopped; what it draws is kept for who comes then.
    const making: Making = { made, stop: findPlain(url) && stop, waiting: 0 }
    underway.set(key, making)
    const forget = () => {
      if (underway.get(key) === making) underway.delete(key)
    }
    made.then(forget, forget)
    return await waitFor(making, response)
  }

  /** Whether the request was one that a plain answer takes. */
  const answerPost = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
  ): Promise<boolean> => {
    if (request.method !== 'POST') return false
    const stop = new AbortController()
    const made = findPlain(url)?.answerPost?.(url, stop.signal)
    if (made === undefined) return false
    // What the form sent is in the address; nothing more is read.
    request.resume()
    const gone = new ReaderGone('The reader has gone')
    response.once('close', () => stop.abort(gone))
    const { status, headers, body } = await made
    for (const [name, value] of Object.entries({ ...headers, ...always })) {
      if (value !== undefined) response.setHeader(name, value)
    }
    const contentType = String(headers['content-type'] ?? '')
    response.setHeader('content-security-policy', toPolicy(contentType, plainPagePolicy))
    response.setHeader('cache-control', 'no-store')
    response.writeHead(status, { 'content-length': body.length })
    response.end(body)
    return true
  }

  const sendStream = createStreamSender()
  /** Whether the request was for what is not kept. */
  const answerAtOnce = async (
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
  ): Promise<boolean> => {
    const streamed = isReading(request) ? findPlain(url)?.answerStream?.(url) : undefined
    if (streamed === undefined) return await answerPost(request, response, url)
    await sendStream(request, response, {
      ...streamed,
      headers: {
        ...streamed.headers,
        ...always,
        'content-security-policy': toPolicy(
          streamed.headers['content-type'] ?? '',
          plainPagePolicy,
        ),
      },
    })
    return true
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/'
    if (url.length > urlLengthMax) return answerPlainly(response, 414)
    // Next answers methods it has no name for with 500.
    if (!methods.includes(request.method ?? '')) return answerPlainly(response, 405)
    const waitS = wait({ address: request.socket.remoteAddress, url })
    if (waitS > 0) {
      response.setHeader('retry-after', waitS)
      return answerPlainly(response, 429)
    }
    if (await answerAtOnce(request, response, url)) return
    const isPlain = isReading(request) && findPlain(url) !== undefined
    // Next answers a stray `%` with 500; it is the reader's mistake, but in a Message-ID it is none.
    if (!isPlain && !isDecodable(url)) return answerPlainly(response, 400)
    if (!isPlain && isPrivate(request)) {
      for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
      return await Promise.resolve(handler(request, response))
    }
    const asked: Asked = {
      isHead: request.method === 'HEAD',
      ifNoneMatch: request.headers['if-none-match'],
      acceptEncoding: request.headers['accept-encoding'],
    }
    // Next leaves the body of HEAD out, but the policy is made from the body.
    request.method = 'GET'
    // A kept answer must not depend on who asked first, so Next sees nothing of this reader, not
    // even the name by which the site was called.
    request.headers = { host: 'localhost' }
    await send(response, await answer(request, response, url), asked)
  }
}

/** An answer that is being made, and how many wait for it. */
interface Making {
  readonly made: Promise<Answer>
  /** Absent where it is made to its end, whoever waits. */
  readonly stop: AbortController | undefined
  waiting: number
}

/** Who asked has closed the connection; there is nobody to tell. */
class ReaderGone extends Error {
  override name = 'ReaderGone'
}

/** Waits with all the others; when the last one of them has gone, what can be given up is. */
async function waitFor(making: Making, response: ServerResponse): Promise<Answer> {
  making.waiting += 1
  const leave = () => {
    making.waiting -= 1
    if (making.waiting === 0) making.stop?.abort(new ReaderGone('Nobody waits any more'))
  }
  response.once('close', leave)
  try {
    return await making.made
  } finally {
    response.off('close', leave)
  }
}

function toContentType({ headers }: Collected): string {
  return String(headers['content-type'] ?? '')
}

/**
 * A page of Next cannot set its status, nor a header; it writes them down, e.g.
 * `<meta name="patchlore-status" content="400"/>`.
 */
function withWordsOfPage(collected: Collected, page: string): Collected {
  const status = /<meta name="patchlore-status" content="(4\d\d)"\/?>/u.exec(page)?.[1]
  const isForNow = page.includes('<meta name="patchlore-keep" content="no"')
  return {
    ...collected,
    status: status !== undefined && collected.status === 200 ? Number(status) : collected.status,
    headers: { ...collected.headers, ...(isForNow && { 'x-patchlore-keep': 'no' }) },
  }
}

/** Faults are not kept, nor what says that it holds only for now. */
function isKeepable({ status, headers }: Answer): boolean {
  return status < 500 && headers['x-patchlore-keep'] !== 'no'
}

// Where a page finds that there is nothing, Next sends an empty page that script fills. Addresses no
// route matches get the same words drawn on the server, so that everybody can read them.
function isLeftToScript({ status, body }: Collected): boolean {
  return status === 404 && body.includes('<html id="__next_error__">')
}

/** The same request for an address that no route matches; its last part stays, as words to search. */
function toUnmatched(request: IncomingMessage): IncomingMessage {
  const other = new IncomingMessage(request.socket)
  other.method = 'GET'
  other.url = `/nothing-at${request.url}`
  other.headers = { ...request.headers }
  other.push(null)
  return other
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Requests that must reach Next itself: forms, and the router's own between pages. */
function isPrivate(request: IncomingMessage): boolean {
  return (
    !isReading(request) ||
    request.headers.rsc !== undefined ||
    request.headers['next-action'] !== undefined
  )
}

/** What of a request decides how a kept answer is sent. */
interface Asked {
  readonly isHead: boolean
  readonly ifNoneMatch: string | undefined
  readonly acceptEncoding: string | undefined
}

async function send(
  response: ServerResponse,
  answer: Answer,
  { isHead, ifNoneMatch, acceptEncoding }: Asked,
): Promise<void> {
  for (const [name, value] of Object.entries(answer.headers)) {
    response.setHeader(name, value as number | string | string[])
  }
  if (!String(answer.headers['cache-control'] ?? '').includes('immutable')) {
    response.setHeader('cache-control', 'public, max-age=0, must-revalidate')
  }
  response.setHeader('etag', answer.etag)
  response.setHeader('vary', 'Accept-Encoding')
  if (answer.status === 200 && isKnown(answer.etag, ifNoneMatch)) {
    response.writeHead(304).end()
    return
  }
  const { encoding, bytes } = await encodeBody(answer, acceptEncoding)
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
  response.setHeader('content-length', bytes.length)
  response.writeHead(answer.status)
  response.end(isHead ? undefined : bytes)
}

/** Whether the reader names the tag; caches on the way may have marked it as weak (RFC 9110, 13.1.2). */
function isKnown(etag: string, ifNoneMatch = ''): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//u, ''))
  return tags.includes(etag) || tags.includes('*')
}

function answerPlainly(response: ServerResponse, status: 400 | 405 | 414 | 429 | 500 | 503): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const texts = {
    400: 'This address has a `%` that encodes nothing. Write it as `%25`.\n',
    405: `Only ${methods.join(', ')} are answered here.\n`,
    414: 'This address is too long.\n',
    429: 'Too many searches came from your address at once. Please try again in a moment.\n',
    500: 'Something went wrong on our side. It was logged. Please try again.\n',
    503: 'This page took too long to make. Please try again in a moment.\n',
  }
  response.writeHead(status, {
    ...securityHeaders,
    ...(status === 405 && { allow: methods.join(', ') }),
    'content-type': 'text/plain; charset=utf-8',
  })
  response.end(texts[status])
}
