// SHA-1, where git asks for it.

import { createHash } from 'node:crypto'

export function toSha1(text: string): Uint8Array {
  return createHash('sha1').update(text).digest()
}
