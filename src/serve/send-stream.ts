// What is sent as it is made, because it may be larger than memory. A slow reader slows down who makes
// it; only so many are made at once.

import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface StreamedAnswer {
  readonly headers: Readonly<Record<string, string>>
  /** Begins to make it; it is destroyed when the reader has gone. */
  readonly open: () => Readable
}

/** Each takes a core while it is read as fast as it is made. */
const streamsMax = 2
const retryS = 60
/** A reader who takes nothing for so long has gone, and keeps others waiting. */
const patienceMs = 60_000

export function createStreamSender({ idleMs = patienceMs } = {}) {
  let streams = 0
  return async (
    { method }: IncomingMessage,
    response: ServerResponse,
    { headers, open }: StreamedAnswer,
  ): Promise<void> => {
    const all: OutgoingHttpHeaders = { ...headers, 'cache-control': 'no-store' }
    if (method === 'HEAD') {
      response.writeHead(200, all).end()
      return
    }
    if (streams >= streamsMax) {
      const type = 'text/plain; charset=utf-8'
      response.writeHead(503, { ...all, 'content-type': type, 'retry-after': String(retryS) })
      response.end('Others are taking everything just now. Please try again in a minute.\n')
      return
    }
    streams += 1
    try {
      response.setTimeout(idleMs, () => response.destroy())
      response.writeHead(200, all)
      await pipeline(open(), response)
    } catch (error) {
      if (!isReaderGone(error)) throw error
    } finally {
      streams -= 1
    }
  }
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
