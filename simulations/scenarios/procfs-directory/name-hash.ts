// What makes a bucket of a name: the hashes of Linux 3.x and two for comparison.

import { foldBytes, type Names } from './names.ts'
import type { Values } from './parameters.ts'

export type BucketRule = Pick<Values, 'B' | 'hf' | 'fold'>

/** The bucket of every name. */
export function hashNames(names: Names, { B, hf, fold }: BucketRule): Int32Array {
  const hashes = hashFunctions[hf](names)
  const bits = 31 - Math.clz32(B)
  for (let name = 0; name < names.count; name += 1) {
    const hash = hashes[name] as number
    hashes[name] =
      fold === 'low' ? hash & (B - 1) : bits === 0 ? 0 : Math.imul(hash, 0x9e370001) >>> (32 - bits)
  }
  return hashes
}

const hashFunctions: Readonly<Record<Values['hf'], (names: Names) => Int32Array>> = {
  bytewise: (names) => foldBytes(names, 0, addBytewise),
  fnv1a: fingerprintNames,
  word: (names) => {
    // Little-endian words of eight bytes, each added and multiplied by 9; then the sparse golden
    // ratio of 64 bits, of which the upper half is kept.
    const hashes = new Int32Array(names.count)
    for (let name = 0; name < names.count; name += 1) {
      const length = names.lengths[name] as number
      let hash = 0n
      for (let at = 0; at < length; at += 8) {
        const isFull = length - at >= 8
        const sum = hash + readWord(names, name, at)
        hash = BigInt.asUintN(64, isFull ? sum * 9n : sum)
      }
      hashes[name] = Number(BigInt.asIntN(32, (hash * 0x9e37fffffffc0001n) >> 32n))
    }
    return hashes
  },
  constant: ({ count }) => new Int32Array(count),
}

function addBytewise(hash: number, byte: number): number {
  return Math.imul((hash + (byte << 4) + (byte >> 4)) | 0, 11)
}

/** FNV-1a of 32 bits, of every name. */
export function fingerprintNames(names: Names): Int32Array {
  return foldBytes(names, 0x811c9dc5 | 0, addFnv1a)
}

function addFnv1a(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

function readWord(names: Names, name: number, from: number): bigint {
  const end = Math.min(from + 8, names.lengths[name] as number)
  let word = 0n
  for (let at = end - 1; at >= from; at -= 1) word = (word << 8n) | BigInt(names.byteAt(name, at))
  return word
}
