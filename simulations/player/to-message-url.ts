/**
 * Where lore.kernel.org shows the message, on whichever list it was. Scenarios cite mail that the
 * site around them need not hold.
 */
export function toMessageUrl(messageId: string): string {
  return `https://lore.kernel.org/all/${encodeURIComponent(messageId).replaceAll('%40', '@')}/`
}
