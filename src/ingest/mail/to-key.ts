// What a message is called in a source that has no names of its own.

import { createHash } from 'node:crypto'

const keyBytes = 20

/** The first 20 bytes of the SHA-256. */
export function toKey(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, keyBytes)
}
