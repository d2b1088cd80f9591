// Reads mbox files, plain or compressed with gzip.

import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { createMboxSplitter, isMbox, type MboxDialect, type MboxMessage } from '#mail'
import { type ArchiveEvent, ArchiveUnreadable, type MailArchive } from './archive.ts'
import { toKey } from './to-key.ts'

const gzipMark = Buffer.from([0x1f, 0x8b])
const headBytes = 64 * 1024

/** An mbox of any dialect; `undefined` if the file is none. */
export async function openMbox(
  file: string,
  position: (place: string) => string | undefined,
): Promise<MailArchive | undefined> {
  const isGzip = (await readHead(file, 2)).equals(gzipMark)
  const head = await readFirst(file, isGzip)
  if (!isMbox(head)) return undefined
  const { size, mtimeMs } = await stat(file)
  const stamp = `${size}:${mtimeMs}`
  const isUnchanged = position(file) === stamp
  return {
    kind: 'mbox',
    place: file,
    total: { unit: 'bytes', count: isUnchanged ? 0 : size },
    isWhole: !isUnchanged,
    events: (known) =>
      isUnchanged ? nothing(stamp) : readMbox(file, { isGzip, head, stamp, known }),
  }
}

async function* nothing(position: string): AsyncGenerator<ArchiveEvent> {
  yield { kind: 'end', position }
}

interface MboxReading {
  readonly isGzip: boolean
  readonly head: Buffer
  readonly stamp: string
  readonly known: (key: Uint8Array) => boolean
}

async function* readMbox(
  file: string,
  { isGzip, head, stamp, known }: MboxReading,
): AsyncGenerator<ArchiveEvent> {
  const splitter = createMboxSplitter(detectDialect(head))
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 })
  const toEvent = ({ offset, raw }: MboxMessage): ArchiveEvent => {
    const key = toKey(raw)
    const done = stream.bytesRead
    // Until the last message is in, the file counts as unread; what is known is passed over quickly.
    if (known(key)) return { kind: 'kept', key, position: 'unfinished', done }
    const place = `${path.basename(file)}:${offset}`
    return { kind: 'message', key, place, raw, position: 'unfinished', done }
  }
  for await (const piece of unzip(stream, { file, isGzip })) {
    for (const message of splitter.push(piece)) yield toEvent(message)
  }
  for (const message of splitter.end()) yield toEvent(message)
  yield { kind: 'end', position: stamp }
}

async function* unzip(
  stream: Readable,
  { file, isGzip }: { file: string; isGzip: boolean },
): AsyncGenerator<Buffer> {
  if (!isGzip) {
    yield* stream
    return
  }
  const gunzip = createGunzip()
  stream.once('error', (error) => gunzip.destroy(error))
  try {
    yield* stream.pipe(gunzip)
  } catch (cause) {
    throw new ArchiveUnreadable(
      `Unexpected end or content of ${file}, expected gzip`,
      'What was read before is in the store. Mend the file and import it again.',
      { cause },
    )
  } finally {
    stream.destroy()
  }
}

/** Content-Length in the first message is the mark of mboxcl2. Otherwise marks are taken off, as mboxrd has them. */
function detectDialect(head: Buffer): MboxDialect {
  const headers = head.toString('latin1').split(/\r?\n\r?\n/u, 1)[0] ?? ''
  return /^content-length:\s*\d+\s*$/imu.test(headers) ? 'mboxcl2' : 'mboxrd'
}

async function readHead(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function readFirst(file: string, isGzip: boolean): Promise<Buffer> {
  if (!isGzip) return await readHead(file, headBytes)
  const pieces: Buffer[] = []
  let bytes = 0
  const stream = createReadStream(file)
  for await (const piece of unzip(stream, { file, isGzip })) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes >= headBytes) break
  }
  return Buffer.concat(pieces)
}
