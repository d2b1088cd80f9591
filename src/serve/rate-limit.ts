// How often one client may ask for what costs most. A bucket per client holds tokens for a burst and
// fills again with time; the number of buckets is bounded. The client is who holds the socket: headers
// can say anything.

import { isIPv6 } from 'node:net'
import { LRUCache } from 'lru-cache'

export interface RateLimit {
  /** Which addresses count. */
  readonly isCounted: (url: string) => boolean
  readonly perSecond: number
  /** How many may come at once. */
  readonly burst: number
}

/** Clients remembered at once; one forgotten begins with a full bucket again. */
const clientsMax = 10_000

interface Bucket {
  tokens: number
  filledMs: number
}

/**
 * Returns a function that takes one token, and says after how many seconds to come again where there
 * is none; 0 means: go on.
 * @param now milliseconds of a clock that never goes back
 */
export function createRateLimiter(
  { isCounted, perSecond, burst }: RateLimit,
  now: () => number,
): (request: { readonly address: string | undefined; readonly url: string }) => number {
  const buckets = new LRUCache<string, Bucket>({ max: clientsMax })
  return ({ address, url }) => {
    if (!isCounted(url)) return 0
    const client = toClient(address)
    const time = now()
    const bucket = buckets.get(client) ?? { tokens: burst, filledMs: time }
    bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.filledMs) / 1000) * perSecond)
    bucket.filledMs = time
    buckets.set(client, bucket)
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    bucket.tokens -= 1
    return 0
  }
}

/** Whoever has one IPv6 address has the whole network of 64 bits it is in. */
function toClient(address = ''): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/u, '').replace(/%.*$/u, '')
  if (!isIPv6(bare)) return bare
  const [head = '', tail] = bare.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length
  return [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last].slice(0, 4).join(':')
}
