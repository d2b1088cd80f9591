// Which messages an entry names, and what for: in its list of messages, as a position, as a quotation.

import {
  anchors,
  type MessageId,
  type MessageMention,
  type PersonSlug,
  type Position,
  type Quotation,
  type SourceRef,
  type ThreadEntry,
} from '#domain'

interface PlacedMention {
  readonly messageId: MessageId
  readonly mention: MessageMention
}

export function listMentions(
  entry: ThreadEntry,
  names: ReadonlyMap<PersonSlug, string>,
): readonly PlacedMention[] {
  const thread = { slug: entry.slug, title: entry.title }
  const toName = (slug: PersonSlug) => ({ slug, name: names.get(slug) ?? slug })
  const idOf = (ref: SourceRef): MessageId | undefined =>
    ref.kind === 'message' && (ref.thread === undefined || ref.thread === entry.slug)
      ? entry.messages.find(({ key }) => key === ref.key)?.messageId
      : undefined
  const place = (
    messageId: MessageId | undefined,
    mention: Omit<MessageMention, 'thread'>,
  ): readonly PlacedMention[] =>
    messageId === undefined ? [] : [{ messageId, mention: { thread, ...mention } }]
  return [
    ...entry.messages.flatMap(({ key, messageId, from, answers, says }) =>
      place(messageId, {
        anchor: anchors.message(key),
        kind: 'message',
        by: toName(from),
        text: says,
        ...toAnswers(answers && idOf({ kind: 'message', key: answers })),
      }),
    ),
    ...entry.positions.flatMap((position) =>
      place(position.verdict?.messageId ?? idOf(position.sources[0]), {
        anchor: anchors.position(position.id),
        kind: 'position',
        by: toName(position.by),
        stance: position.stance,
        text: position.claimText,
        ...toEvidence(position, position.quote),
      }),
    ),
    ...entry.quotes.flatMap((quote) =>
      place(quote.verdict?.messageId ?? idOf(quote.source), {
        anchor: anchors.quote(quote.id),
        kind: 'quote',
        by: toName(quote.by),
        text: quote.text,
        ...toEvidence(quote, quote.text),
      }),
    ),
  ]
}

function toAnswers(messageId: MessageId | undefined): Pick<MessageMention, 'answers'> {
  return messageId === undefined ? {} : { answers: messageId }
}

/** A position without a quote has no words that could be compared. */
function toEvidence(
  { evidence, verdict }: Pick<Position | Quotation, 'evidence' | 'verdict'>,
  quote: string | undefined,
): Pick<MessageMention, 'evidence' | 'lines'> {
  if (quote === undefined) return {}
  return { evidence, ...(verdict !== undefined && { lines: verdict.lines }) }
}
