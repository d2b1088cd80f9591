// How far each quotation has been compared, as far as the files tell: the mark of its source.

import type {
  CitedMessage,
  EvidenceMark,
  MessageKnowledge,
  Source,
  SourceRef,
  ThreadEntry,
} from '#domain'

const marksOfMessages: Readonly<Record<MessageKnowledge, EvidenceMark>> = {
  read: 'read',
  quoted: 'unchecked',
  retold: 'retold',
}

/** Returns the entries with the evidence of every position, figure and quotation filled in. */
export function resolveEvidence(
  threads: readonly ThreadEntry[],
  sources: readonly Source[],
): ThreadEntry[] {
  const sourcesById = new Map<string, Source>(sources.map((source) => [source.id, source]))
  const messagesByThread = new Map<string, ReadonlyMap<string, CitedMessage>>(
    threads.map(({ slug, messages }) => [
      slug,
      new Map(messages.map((message) => [message.key, message])),
    ]),
  )
  const toMark = (ref: SourceRef, slug: string): EvidenceMark => {
    if (ref.kind === 'source') return toMarkOfSource(sourcesById.get(ref.id))
    const message = messagesByThread.get(ref.thread ?? slug)?.get(ref.key)
    return message === undefined ? 'unchecked' : marksOfMessages[message.known]
  }
  return threads.map((entry) => ({
    ...entry,
    positions: entry.positions.map((position) => ({
      ...position,
      evidence: toMark(position.quoteSource ?? position.sources[0], entry.slug),
    })),
    figures: entry.figures.map((figure) => ({
      ...figure,
      evidence: toMark(figure.sources[0], entry.slug),
    })),
    quotes: entry.quotes.map((quote) => ({
      ...quote,
      evidence: toMark(quote.source, entry.slug),
    })),
  }))
}

/** An article retells, however well it was read. */
function toMarkOfSource(source: Source | undefined): EvidenceMark {
  if (source?.kind === 'article') return 'retold'
  return source?.known === 'read' ? 'read' : 'unchecked'
}
