// Whole answers, kept until the content changes. An answer is a function of the edition and the URL.

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { Collected } from './collect-response.ts'

/** How much memory answers may take, compressed forms included. */
const bytesMax = 96 * 1024 * 1024

/** Below this, compression costs more than it saves. */
const compressedBytesMin = 512

export const encodings = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof encodings)[number]

/** An answer with everything that is the same each time it is sent. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, number | string | readonly string[]>>
  readonly body: Buffer
  readonly etag: string
  readonly isCompressible: boolean
  readonly compressed: Map<Encoding, Promise<Buffer>>
}

export type AnswerCache = LRUCache<string, Answer>

export function createAnswerCache(): AnswerCache {
  return new LRUCache<string, Answer>({
    maxSize: bytesMax,
    // Compressed forms come later and are about a fifth of the body each.
    sizeCalculation: (answer) => Math.ceil(answer.body.length * 1.5) + 2048,
  })
}

export function toAnswer(
  { status, headers, body }: Collected,
  more: Readonly<Record<string, string>>,
): Answer {
  const kept: Record<string, number | string | readonly string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !droppedHeaders.has(name)) kept[name] = value
  }
  return {
    status,
    headers: { ...kept, ...more },
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    isCompressible:
      body.length >= compressedBytesMin &&
      /^(?:text\/|application\/(?:json|javascript|xml|manifest|[a-z.+-]*\+(?:xml|json))|image\/svg)/u.test(
        String(headers['content-type'] ?? ''),
      ),
    compressed: new Map(),
  }
}

// What belongs to one connection or is set anew.
const droppedHeaders = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'etag',
  'date',
  'keep-alive',
])

/** The body in the best encoding the reader accepts; each is made once. */
export async function encodeBody(
  answer: Answer,
  accepted: string | undefined,
): Promise<{ readonly encoding: Encoding; readonly bytes: Buffer }> {
  const encoding = answer.isCompressible ? chooseEncoding(accepted ?? '') : 'identity'
  if (encoding === 'identity') return { encoding, bytes: answer.body }
  let bytes = answer.compressed.get(encoding)
  if (bytes === undefined) {
    bytes = compress[encoding](answer.body)
    answer.compressed.set(encoding, bytes)
  }
  return { encoding, bytes: await bytes }
}

const compress: Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        // 5 takes a few milliseconds for a page; 11 takes hundreds and saves a tenth.
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
}

/** `identity` unless the reader names br or gzip with a weight above zero. */
export function chooseEncoding(accepted: string): Encoding {
  const allowed = accepted.split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
    const isRefused = parameters.some((parameter) => /^\s*q=0(?:\.0*)?\s*$/u.test(parameter))
    return isRefused ? [] : [name.trim()]
  })
  return encodings.find((encoding) => allowed.includes(encoding)) ?? 'identity'
}
