/** Sorts numbers by a small key of each, by counting; of equal keys the earlier stays first. */
export function sortStably(
  order: Int32Array,
  keys: Int32Array | Uint8Array,
  keyCount: number,
): Int32Array {
  const starts = new Int32Array(keyCount + 1)
  for (let at = 0; at < order.length; at += 1) {
    const next = (keys[order[at] as number] as number) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let key = 0; key < keyCount; key += 1) {
    // All have one key.
    if (starts[key + 1] === order.length) return order
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number)
  }
  const sorted = new Int32Array(order.length)
  for (let at = 0; at < order.length; at += 1) {
    const item = order[at] as number
    const key = keys[item] as number
    sorted[starts[key] as number] = item
    starts[key] = (starts[key] as number) + 1
  }
  return sorted
}

/** What each index leads to. */
export function pickEach(indexes: Int32Array, from: Int32Array | Uint8Array): Int32Array {
  const picked = new Int32Array(indexes.length)
  for (let at = 0; at < indexes.length; at += 1) picked[at] = from[indexes[at] as number] as number
  return picked
}

/** 0, 1, 2, … */
export function countUp(count: number): Int32Array {
  const numbers = new Int32Array(count)
  for (let number = 0; number < count; number += 1) numbers[number] = number
  return numbers
}
