// Where the mail can be read that scenarios cite: the site around them need not hold it.

/** Where lore.kernel.org shows the message, on whichever list it was. */
export function toMessageUrl(messageId: string): string {
  return `https://lore.kernel.org/all/${encodeURIComponent(messageId).replaceAll('%40', '@')}/`
}
