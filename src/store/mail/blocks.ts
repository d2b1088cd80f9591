// Where the bytes of messages are. Some messages at a time are compressed together, which takes two
// thirds of the room they would take one by one: mail repeats itself from message to message.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { Store } from '../open-store.ts'
import type { MessageDocument, StoredPart } from './stored-message.ts'

/** A block is closed when it has this many bytes; inflating that takes half a millisecond. */
export const blockBytesMin = 96 * 1024

/** Inflated blocks kept at hand; the messages of a thread lie in few. */
const keptBytesMax = 16 * 1024 * 1024

/** Text that stands in the raw bytes as it is, is not kept twice. */
type PartInBlock = Omit<StoredPart, 'text'> & {
  readonly text?: string
  readonly textAt?: number
  readonly textBytes?: number
}

type DocumentInBlock = Omit<MessageDocument, 'parts'> & { readonly parts: readonly PartInBlock[] }

export interface BlockPlace {
  readonly blockId: number
  readonly rawAt: number
  readonly rawBytes: number
  readonly documentBytes: number
}

/** The document as bytes, to stand behind the raw ones. */
export function toDocumentBytes(document: MessageDocument, raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length)
  const parts = document.parts.map((part): PartInBlock => {
    if (part.text === '') return part
    const text = Buffer.from(part.text)
    const textAt = bytes.indexOf(text)
    if (textAt < 0) return part
    const { text: _, ...rest } = part
    return { ...rest, textAt, textBytes: text.length }
  })
  return Buffer.from(JSON.stringify({ ...document, parts } satisfies DocumentInBlock))
}

/** On two real lists level 6 takes a third more time for less than a hundredth of the room. */
export function compressBlock(bytes: Uint8Array): Buffer {
  return deflateRawSync(bytes, { level: 5, memLevel: 9 })
}

const inflatedByStore = new WeakMap<Store['sqlite'], LRUCache<number, Buffer>>()

function toCache({ sqlite }: Store): LRUCache<number, Buffer> {
  const known = inflatedByStore.get(sqlite)
  if (known !== undefined) return known
  const cache = new LRUCache<number, Buffer>({
    maxSize: keptBytesMax,
    sizeCalculation: (bytes) => bytes.length + 1,
  })
  inflatedByStore.set(sqlite, cache)
  return cache
}

/** The bytes of a whole block, as they were before compression. */
export function readBlock({ sqlite }: Store, blockId: number): Buffer {
  const row = sqlite
    .prepare<[number], { bytes: Buffer }>('SELECT bytes FROM MailBlock WHERE id = ?')
    .get(blockId)
  if (row === undefined)
    throw new RangeError(`Unexpected block ${blockId}, expected one that is there`)
  return inflateRawSync(row.bytes)
}

// A block never changes: where a message is taken out, the others move to a new one.
function findBlock(store: Store, blockId: number): Buffer {
  const cache = toCache(store)
  const kept = cache.get(blockId)
  if (kept !== undefined) return kept
  const bytes = readBlock(store, blockId)
  cache.set(blockId, bytes)
  return bytes
}

/** The message exactly as it came. */
export function readRaw(store: Store, { blockId, rawAt, rawBytes }: BlockPlace): Buffer {
  return findBlock(store, blockId).subarray(rawAt, rawAt + rawBytes)
}

export function readDocument(store: Store, place: BlockPlace): MessageDocument {
  const block = findBlock(store, place.blockId)
  const from = place.rawAt + place.rawBytes
  const document = JSON.parse(
    block.subarray(from, from + place.documentBytes).toString('utf8'),
  ) as DocumentInBlock
  return {
    ...document,
    parts: document.parts.map(({ text, textAt = 0, textBytes = 0, ...part }) => ({
      ...part,
      text:
        text ??
        block.subarray(place.rawAt + textAt, place.rawAt + textAt + textBytes).toString('utf8'),
    })),
  }
}
