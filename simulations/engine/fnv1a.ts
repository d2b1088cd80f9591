// FNV-1a in 64 bits over UTF-8: sixteen hexadecimal digits that name a result.

/** Names a text. Not for security: whoever wants to can find a second text for a name. */
export function fnv1a64(text: string): string {
  // The state in halves of 32 bits, because a product of 64 does not fit a number. The prime is
  // 2^40 + 0x1b3: a multiplication by 0x1b3, and the low half shifted by 8 into the high one.
  let high = 0xcbf29ce4
  let low = 0x84222325
  const feed = (byte: number): void => {
    low = (low ^ byte) >>> 0
    const product = low * 0x1b3
    const carry = Math.floor(product / 4294967296)
    high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0
    low = product >>> 0
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) as number
    if (code < 0x80) {
      feed(code)
    } else if (code < 0x800) {
      feed(0xc0 | (code >>> 6))
      feed(0x80 | (code & 0x3f))
    } else if (code < 0x10000) {
      feed(0xe0 | (code >>> 12))
      feed(0x80 | ((code >>> 6) & 0x3f))
      feed(0x80 | (code & 0x3f))
    } else {
      feed(0xf0 | (code >>> 18))
      feed(0x80 | ((code >>> 12) & 0x3f))
      feed(0x80 | ((code >>> 6) & 0x3f))
      feed(0x80 | (code & 0x3f))
      at += 1
    }
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}
