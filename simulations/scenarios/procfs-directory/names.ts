// The names of a run, as bytes and as words of four bytes, so that comparing is an exclusive or.

import type { Random } from '../../engine/index.ts'
import { splitNames } from './name-list.ts'
import { once } from './once.ts'
import type { Values } from './parameters.ts'
import { countUp, sortStably } from './sort-stably.ts'

export interface Names {
  /** Names there are, those of later creations included. */
  readonly count: number
  readonly lengths: Uint8Array
  /** Words per name. */
  readonly stride: number
  /** Big-endian, filled with zeros: `words[name * stride + k]`. */
  readonly words: Int32Array
  /** All names by their bytes; one that another begins with comes first. */
  readonly byBytes: () => Int32Array
  readonly text: (name: number) => string
  readonly byteAt: (name: number, at: number) => number
}

/** So many names and some more for what is created later; a list of the reader's own ends where it ends. */
export function createNames(
  values: Pick<Values, 'names' | 'list'>,
  count: number,
  random: Random,
): Names {
  const { names: kind } = values
  if (kind === 'custom') return packNames(writeNames(values.list, count))
  return kind === 'vethX' ? drawNames(count, random) : numberNames(kind.slice(0, -1), count)
}

/** `veth` and seven random hexadecimal digits, none twice; texts are made when somebody asks for one. */
function drawNames(count: number, random: Random): Names {
  const drawn = new Int32Array(count)
  // A table of what was drawn, at least half of it empty.
  const mask = 2 * (1 << (32 - Math.clz32(count))) - 1
  const taken = new Int32Array(mask + 1)
  for (let name = 0; name < count; ) {
    const digits = random.next() >>> 4
    let at = (digits ^ (digits >>> 13)) & mask
    while (taken[at] !== 0 && taken[at] !== digits + 1) at = (at + 1) & mask
    if (taken[at] !== 0) continue
    taken[at] = digits + 1
    drawn[name] = digits
    name += 1
  }
  const stride = 3
  const words = new Int32Array(count * stride)
  const toByte = (digit: number): number => digit + (digit < 10 ? 0x30 : 0x61 - 10)
  for (let name = 0; name < count; name += 1) {
    // Seven digits and the end of the name.
    let digits = drawn[name] as number
    let last = 0
    let middle = 0
    for (let shift = 8; shift < 32; shift += 8, digits >>>= 4) last |= toByte(digits & 15) << shift
    for (let shift = 0; shift < 32; shift += 8, digits >>>= 4)
      middle |= toByte(digits & 15) << shift
    words[name * stride] = 0x76657468
    words[name * stride + 1] = middle
    words[name * stride + 2] = last
  }
  const text = (name: number): string =>
    `veth${(drawn[name] as number).toString(16).padStart(7, '0')}`
  return toNames({ count, stride, words, lengths: new Uint8Array(count).fill(11), text })
}

/** A stem and a number, written as words at once: texts are made when somebody asks for one. */
function numberNames(stem: string, count: number): Names {
  const { words: stems } = packNames([stem])
  const stride = (stem.length + String(count - 1).length + 3) >> 2
  const words = new Int32Array(count * stride)
  const lengths = new Uint8Array(count)
  let digits = 1
  let more = 10
  for (let number = 0; number < count; number += 1) {
    if (number === more) {
      digits += 1
      more *= 10
    }
    const base = number * stride
    for (let k = 0; k < stems.length; k += 1) words[base + k] = stems[k] as number
    let rest = number
    for (let at = stem.length + digits - 1; at >= stem.length; at -= 1) {
      const tens = Math.trunc(rest / 10)
      const digit = 0x30 + rest - tens * 10
      rest = tens
      const word = base + (at >> 2)
      words[word] = (words[word] as number) | (digit << (24 - ((at & 3) << 3)))
    }
    lengths[number] = stem.length + digits
  }
  const names = { count, stride, words, lengths, text: (name: number) => stem + name }
  return toNames(
    names,
    once(() => listNumbersAsTexts(count)),
  )
}

/** 0, 1, 10, 100, …, 101, …, 11, …, 2, …: all below the count, as their texts are sorted. */
function listNumbersAsTexts(count: number): Int32Array {
  const order = new Int32Array(count)
  let number = 1
  for (let at = 1; at < count; at += 1) {
    order[at] = number
    if (number * 10 < count) {
      number *= 10
      continue
    }
    while (number % 10 === 9 || number + 1 >= count) number = Math.trunc(number / 10)
    number += 1
  }
  return order
}

type PlainNames = Omit<Names, 'byteAt' | 'byBytes'>

function toNames(names: PlainNames, byBytes = once(() => sortByBytes(names))): Names {
  const { words, stride } = names
  return {
    ...names,
    byBytes,
    byteAt: (name, at) =>
      ((words[name * stride + (at >> 2)] as number) >>> (24 - ((at & 3) << 3))) & 0xff,
  }
}

function writeNames(list: string, count: number): readonly string[] {
  const given = splitNames(list)
  // What is created later needs names too: of the same kind, and not among them.
  const taken = new Set(given)
  const more: string[] = []
  for (let number = 0; given.length + more.length < count; number += 1) {
    if (!taken.has(`new${number}`)) more.push(`new${number}`)
  }
  return [...given, ...more]
}

export function packNames(texts: readonly string[]): Names {
  const longest = texts.reduce((max, text) => Math.max(max, text.length), 1)
  const stride = (longest + 3) >> 2
  const words = new Int32Array(texts.length * stride)
  const lengths = new Uint8Array(texts.length)
  for (let name = 0; name < texts.length; name += 1) {
    const text = texts[name] as string
    lengths[name] = text.length
    for (let at = 0; at < text.length; at += 1) {
      const word = name * stride + (at >> 2)
      words[word] = (words[word] as number) | (text.charCodeAt(at) << (24 - ((at & 3) << 3)))
    }
  }
  return toNames({
    count: texts.length,
    lengths,
    stride,
    words,
    text: (name) => texts[name] as string,
  })
}

/** How many whole words all begin with; one is always left to look at. */
export function countAgreeingWords(words: Int32Array, stride: number): number {
  let agreeing = stride - 1
  for (let from = stride; from < words.length && agreeing > 0; from += stride) {
    let k = 0
    while (k < agreeing && words[from + k] === words[k]) k += 1
    agreeing = k
  }
  return agreeing
}

function sortByBytes({
  count,
  stride,
  words,
}: Pick<Names, 'count' | 'stride' | 'words'>): Int32Array {
  let order = countUp(count)
  const bytes = new Uint8Array(count)
  // From the last byte to the first: each pass keeps what the ones before did.
  for (let word = stride - 1; word >= 0; word -= 1) {
    let differing = 0
    for (let at = word; at < words.length; at += stride) {
      differing |= (words[at] as number) ^ (words[word] as number)
    }
    for (let shift = 0; shift < 32; shift += 8) {
      if (((differing >>> shift) & 0xff) === 0) continue
      for (let name = 0; name < count; name += 1) {
        bytes[name] = (words[name * stride + word] as number) >>> shift
      }
      order = sortStably(order, bytes, 128)
    }
  }
  return order
}

/** Every name's place among all, by length first and bytes second, as the tree of 3.19 orders them. */
export function rankNames(names: Names): Int32Array {
  return toRanks(sortStably(names.byBytes(), names.lengths, 256))
}

/** Keys of 31 bits in the order of the tree, if the names are alike enough to have them. */
export interface OrderKeys {
  /** Of every name; names that differ have keys that do. */
  readonly keys: Int32Array
  /** By leading zeros of two keys' exclusive or: bytes compared to see it, 0 if the lengths tell. */
  readonly bytesByZeros: Uint8Array
}

/** A 1 for each length that occurs, in row 0, and for each byte at p, in row p + 1. */
function findOccurring({ count, lengths, words, stride }: PlainNames): Uint8Array {
  const numbers = new Uint8Array((stride * 4 + 1) * 256)
  for (let name = 0; name < count; name += 1) numbers[lengths[name] as number] = 1
  for (let word = 0; word < stride; word += 1) {
    const row = (word * 4 + 1) * 256
    let before = 0
    for (let at = word; at < words.length; at += stride) {
      const four = words[at] as number
      if (four === before) continue
      before = four
      numbers[row + (four >>> 24)] = 1
      numbers[row + 256 + ((four >>> 16) & 0xff)] = 1
      numbers[row + 512 + ((four >>> 8) & 0xff)] = 1
      numbers[row + 768 + (four & 0xff)] = 1
    }
  }
  return numbers
}

/** The length and each byte, numbered among those that occur at its place, in as few bits as that takes. */
export function findOrderKeys(names: Names): OrderKeys | undefined {
  const rows = names.stride * 4 + 1
  const numbers = findOccurring(names)
  const bytesByZeros = new Uint8Array(33)
  const shifts = new Uint8Array(rows)
  let bits = 0
  // From the last byte to the length, which is told apart first.
  for (let row = rows - 1; row >= 0; row -= 1) {
    let different = 0
    // Behind the end of a name there is 0, which no name is told from another by.
    for (let value = 1; value < 256; value += 1) {
      if (numbers[row * 256 + value] === 1) numbers[row * 256 + value] = different++
    }
    shifts[row] = bits
    if (different > 1) bits += 32 - Math.clz32(different - 1)
    bytesByZeros.fill(row, Math.max(0, 32 - bits), 32 - (shifts[row] as number))
  }
  if (bits > 31) return undefined
  const keys = foldBytes(
    names,
    0,
    (key, byte, at) =>
      key | ((numbers[(at + 1) * 256 + byte] as number) << (shifts[at + 1] as number)),
  )
  for (let name = 0; name < keys.length; name += 1) {
    const length = numbers[names.lengths[name] as number] as number
    keys[name] = (keys[name] as number) | (length << (shifts[0] as number))
  }
  return { keys, bytesByZeros }
}

/** Makes a number of each name, byte after byte; not again of what it begins with as the one before does. */
export function foldBytes(
  { count, lengths, words, stride }: PlainNames,
  start: number,
  step: (state: number, byte: number, at: number) => number,
): Int32Array {
  const numbers = new Int32Array(count)
  // After so many bytes of the name.
  const states = new Int32Array(stride * 4 + 1)
  states[0] = start
  for (let name = 0; name < count; name += 1) {
    const from = name * stride
    const length = lengths[name] as number
    let at = 0
    if (name > 0) {
      while (at < stride && words[from + at] === words[from + at - stride]) at += 1
      at *= 4
    }
    for (; at < length; at += 1) {
      const byte = ((words[from + (at >> 2)] as number) >>> (24 - ((at & 3) << 3))) & 0xff
      states[at + 1] = step(states[at] as number, byte, at)
    }
    numbers[name] = states[length] as number
  }
  return numbers
}

export function toRanks(order: Int32Array): Int32Array {
  const ranks = new Int32Array(order.length)
  for (let rank = 0; rank < order.length; rank += 1) ranks[order[rank] as number] = rank
  return ranks
}
