// What makes a bucket of a name: the hashes of Linux 3.x and two for comparison.

import type { Names } from './names.ts'
import type { Values } from './parameters.ts'

export type BucketRule = Pick<Values, 'B' | 'hf' | 'fold'>

/** The bucket of every name. */
export function hashNames(names: Names, { B, hf, fold }: BucketRule): Int32Array {
  const hash = hashFunctions[hf]
  const bits = 31 - Math.clz32(B)
  const buckets = new Int32Array(names.count)
  for (let name = 0; name < names.count; name += 1) {
    const folded =
      fold === 'low'
        ? hash(names, name) & (B - 1)
        : bits === 0
          ? 0
          : Math.imul(hash(names, name), 0x9e370001) >>> (32 - bits)
    buckets[name] = folded
  }
  return buckets
}

type Hash = (names: Names, name: number) => number

const hashFunctions: Readonly<Record<Values['hf'], Hash>> = {
  bytewise: (names, name) => {
    let hash = 0
    const { words, stride } = names
    const length = names.lengths[name] as number
    const from = name * stride
    for (let at = 0; at < length; at += 1) {
      const byte = ((words[from + (at >> 2)] as number) >>> (24 - ((at & 3) << 3))) & 0xff
      hash = Math.imul((hash + (byte << 4) + (byte >> 4)) | 0, 11)
    }
    return hash
  },
  fnv1a: fingerprint,
  word: (names, name) => {
    // Little-endian words of eight bytes, each added and multiplied by 9; then the sparse golden
    // ratio of 64 bits, of which the upper half is kept.
    const length = names.lengths[name] as number
    let hash = 0n
    for (let at = 0; at < length; at += 8) {
      const isFull = length - at >= 8
      const sum = hash + readWord(names, name, at)
      hash = BigInt.asUintN(64, isFull ? sum * 9n : sum)
    }
    return Number(BigInt.asIntN(32, (hash * 0x9e37fffffffc0001n) >> 32n))
  },
  constant: () => 0,
}

function readWord(names: Names, name: number, from: number): bigint {
  const end = Math.min(from + 8, names.lengths[name] as number)
  let word = 0n
  for (let at = end - 1; at >= from; at -= 1) word = (word << 8n) | BigInt(names.byteAt(name, at))
  return word
}

/** FNV-1a of 32 bits. */
export function fingerprint(names: Names, name: number): number {
  let hash = 0x811c9dc5 | 0
  const { words, stride } = names
  const length = names.lengths[name] as number
  const from = name * stride
  for (let at = 0; at < length; at += 1) {
    const byte = ((words[from + (at >> 2)] as number) >>> (24 - ((at & 3) << 3))) & 0xff
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return hash
}
