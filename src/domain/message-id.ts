// Message-IDs, the permanent names of mails.

declare const messageIdBrand: unique symbol

/** A Message-ID without its angle brackets, e.g. `20140528091345.GD6677@dastard`. */
export type MessageId = string & { readonly [messageIdBrand]: true }

// RFC 5322 is wider than what lists carry. White space and angle brackets never occur inside,
// and real archives hold ids without `@`; those cannot be told from words, so they are refused here.
const messageIdPattern = /^[^\s<>@]{1,200}@[^\s<>@]{1,200}$/u

/** Reads a Message-ID with or without angle brackets; `undefined` if the text is not one. */
export function parseMessageId(text: string): MessageId | undefined {
  const bare = text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text
  return messageIdPattern.test(bare) ? (bare as MessageId) : undefined
}

/**
 * Where lore.kernel.org shows the message.
 * public-inbox wants no brackets, and `/` inside an id as `%2F`.
 * @param list the archive's name, e.g. `linux-mm`; `all` searches every list
 */
export function toLoreUrl(messageId: MessageId, list = 'all'): string {
  return `https://lore.kernel.org/${list}/${encodeURIComponent(messageId).replaceAll('%40', '@')}/`
}
