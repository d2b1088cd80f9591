// The memory of a dispersed list without anything of the model: the same places, two words read of
// each entry, nothing compared or counted. What a visit takes beyond it is ours.

import { createRandom } from '../../engine/index.ts'
import { layouts } from './layout.ts'

const entries = 30_000
const stride = 4288
const enoughNs = 1e9

/** Nanoseconds of each visit. */
export function walkBareList(clock: () => number): number {
  const order = Array.from({ length: entries }, (_, entry) => entry)
  createRandom('bare').shuffle(order)
  const { link, nameLength } = layouts.list ?? { link: 0, nameLength: 0 }
  const words = new Int32Array(((entries + 1) * stride) >> 2)
  const toNext = link >> 2
  const toName = nameLength >> 2
  let head = 0
  for (const place of order) {
    const entry = ((place + 1) * stride) >> 2
    words[entry + toNext] = head
    words[entry + toName] = 1
    head = entry
  }
  let visits = 0
  let spent = 0
  while (spent < enoughNs) {
    const started = clock()
    // The sum keeps the reads.
    visits += walkOnce(words, head, toNext, toName)
    spent += clock() - started
  }
  return spent / visits
}

/** How many entries there are: their second words are ones. */
function walkOnce(words: Int32Array, head: number, toNext: number, toName: number): number {
  let sum = 0
  for (let entry = head; entry !== 0; entry = words[entry + toNext] as number) {
    sum = (sum + (words[entry + toName] as number)) | 0
  }
  return sum
}
