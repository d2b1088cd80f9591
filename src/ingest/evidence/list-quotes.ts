// Every quotation of an entry with the messages it cites: where it was said, and where it was read.

import {
  anchors,
  type CitedMessage,
  type MessageId,
  type PersonSlug,
  type SourceRef,
  type ThreadEntry,
  type ThreadSlug,
} from '#domain'

export interface QuoteToCheck {
  readonly slug: ThreadSlug
  /** On the page of the thread, e.g. `position-ann-asks`. */
  readonly anchor: string
  readonly by: PersonSlug
  readonly text: string
  /** The first in which it should stand, then the others; none if no Message-ID is known. */
  readonly cites: readonly Cited[]
  /** The mark it has while no machine has compared it. */
  readonly mark: ThreadEntry['positions'][number]['evidence']
}

export interface Cited {
  readonly messageId: MessageId
  /** The words may stand in it as somebody else's, quoted by its author. */
  readonly mayBeQuoted: boolean
}

export function toQuoteKey({ slug, anchor }: Pick<QuoteToCheck, 'slug' | 'anchor'>): string {
  return `${slug}#${anchor}`
}

/** What is looked at of an entry. */
export type QuotingEntry = Pick<ThreadEntry, 'slug' | 'positions' | 'quotes' | 'messages'>

export function listQuotes(
  entry: QuotingEntry,
  findMessages: (slug: ThreadSlug) => readonly CitedMessage[],
): readonly QuoteToCheck[] {
  const toCited = (by: PersonSlug, ref: SourceRef | undefined): readonly Cited[] => {
    if (ref?.kind !== 'message') return []
    const isOwn = ref.thread === undefined || ref.thread === entry.slug
    const messages = isOwn ? entry.messages : findMessages(ref.thread)
    const message = messages.find(({ key }) => key === ref.key)
    if (message?.messageId === undefined) return []
    return [{ messageId: message.messageId, mayBeQuoted: message.from !== by }]
  }
  const { slug } = entry
  return [
    ...entry.positions.flatMap(({ id, by, quote, sources: [said], quoteSource, evidence }) =>
      quote === undefined
        ? []
        : {
            slug,
            anchor: anchors.position(id),
            by,
            text: quote,
            cites: [...toCited(by, said), ...toCited(by, quoteSource)],
            mark: evidence,
          },
    ),
    ...entry.quotes.map(({ id, by, text, source, evidence }) => ({
      slug,
      anchor: anchors.quote(id),
      by,
      text,
      cites: toCited(by, source),
      mark: evidence,
    })),
  ]
}
