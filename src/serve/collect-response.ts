// Runs a request handler against memory instead of a socket, so that a whole answer can be kept,
// compressed and given its headers before the first byte leaves.

import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'

export interface Collected {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>

/** The handler did not finish in time. */
export class HandlerTooSlow extends Error {
  override name = 'HandlerTooSlow'
}

/** What the handler answers; rejects if it throws or takes longer than `timeoutMs`. */
export async function collectResponse(
  handler: RequestHandler,
  request: IncomingMessage,
  timeoutMs: number,
): Promise<Collected> {
  return await new Promise<Collected>((resolve, reject) => {
    const response = new CollectingResponse(request, resolve)
    const timer = setTimeout(
      () => reject(new HandlerTooSlow(`No answer to ${request.url} in ${timeoutMs} ms`)),
      timeoutMs,
    )
    response.once('finish', () => clearTimeout(timer))
    Promise.resolve(handler(request, response)).catch((cause: unknown) => {
      clearTimeout(timer)
      reject(cause)
    })
  })
}

type Chunk = string | Uint8Array
type Callback = (error?: Error | null) => void

class CollectingResponse extends ServerResponse {
  readonly #chunks: Buffer[] = []
  readonly #done: (collected: Collected) => void

  constructor(request: IncomingMessage, done: (collected: Collected) => void) {
    super(request)
    this.#done = done
  }

  override write(chunk: Chunk, encoding?: BufferEncoding | Callback, callback?: Callback): boolean {
    this.#chunks.push(toBuffer(chunk, encoding))
    const report = typeof encoding === 'function' ? encoding : callback
    report?.()
    return true
  }

  override end(
    chunk?: Chunk | Callback,
    encoding?: BufferEncoding | Callback,
    callback?: Callback,
  ) {
    if (this.writableEnded) return this
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
      this.#chunks.push(toBuffer(chunk, encoding))
    }
    this.#done({
      status: this.statusCode,
      headers: this.getHeaders(),
      body: Buffer.concat(this.#chunks),
    })
    this.finished = true
    Object.defineProperty(this, 'writableEnded', { value: true })
    for (const maybe of [chunk, encoding, callback]) if (typeof maybe === 'function') maybe()
    this.emit('finish')
    this.emit('close')
    return this
  }

  override writeHead(status: number, ...rest: unknown[]) {
    this.statusCode = status
    const headers = rest.find((part) => typeof part === 'object' && part !== null)
    for (const [name, value] of Object.entries((headers ?? {}) as OutgoingHttpHeaders)) {
      if (value !== undefined) this.setHeader(name, value)
    }
    return this
  }

  override flushHeaders(): void {}
}

function toBuffer(chunk: Chunk, encoding?: BufferEncoding | Callback): Buffer {
  if (typeof chunk !== 'string') return Buffer.from(chunk)
  return Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8')
}
