// Chance that is the same everywhere: sfc32, seeded from a text by cyrb128. Each purpose takes a
// stream of its own, so that a new consumer never shifts the numbers of another.

export interface Random {
  /** A whole number from 0 to 2³²−1. */
  readonly next: () => number
  /** A whole number from 0 to below the limit, which is at most 2³². */
  readonly below: (limit: number) => number
  /** True so many times in a million. */
  readonly happens: (millionths: number) => boolean
  /** Reorders in place. */
  readonly shuffle: <T extends Shufflable>(values: T) => T
  /** A stream for one purpose, e.g. `fork('removal')`; the parent is not advanced. */
  readonly fork: (purpose: string) => Random
}

interface Shufflable {
  readonly length: number
  [index: number]: number
}

const two32 = 4294967296

export function createRandom(seed: string): Random {
  const next = createStream(seed)
  const below = (limit: number): number => Math.floor((next() / two32) * limit)
  return {
    next,
    below,
    happens: (millionths) => below(1_000_000) < millionths,
    shuffle: (values) => {
      for (let last = values.length - 1; last > 0; last -= 1) {
        const other = below(last + 1)
        const kept = values[last] as number
        values[last] = values[other] as number
        values[other] = kept
      }
      return values
    },
    fork: (purpose) => createRandom(`${seed}/${purpose}`),
  }
}

function createStream(seed: string): () => number {
  let [a, b, c, counter] = hashSeed(seed)
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  // The first numbers of near seeds are alike.
  for (let warm = 0; warm < 15; warm += 1) next()
  return next
}

/** cyrb128: four words from a text. */
function hashSeed(seed: string): [number, number, number, number] {
  let h1 = 1779033703
  let h2 = 3144134277
  let h3 = 1013904242
  let h4 = 2773480762
  for (let at = 0; at < seed.length; at += 1) {
    const code = seed.charCodeAt(at)
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179)
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067)
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233)
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213)
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179)
  h1 ^= h2 ^ h3 ^ h4
  return [h1 | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 0]
}
