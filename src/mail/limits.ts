// How much of one message is looked at. A message beyond a limit is kept whole, as bytes; only what
// is read from it ends there.

export const limits = {
  /** Bytes of headers that are read. Real ones have some 10 000. */
  headerBytes: 512 * 1024,
  headers: 2_000,
  /** Characters of one header that are decoded. */
  headerLength: 64 * 1024,
  /** Bytes of a message that are parsed for text. */
  messageBytes: 32 * 1024 * 1024,
  /** Multiparts within multiparts, and messages within messages. */
  partDepth: 32,
  messageDepth: 4,
  /** Boundary lines in a message; each costs its parser some hundred objects. */
  boundaries: 2_000,
  /** Headers that say a message follows; a digest has a hundred. */
  messages: 500,
  parts: 500,
  addresses: 2_000,
  references: 1_000,
  messageIdLength: 500,
  /** Characters of text that are taken from one message. */
  textLength: 8 * 1024 * 1024,
  quoteDepth: 50,
  trailers: 500,
  files: 5_000,
  nameLength: 255,
} as const
