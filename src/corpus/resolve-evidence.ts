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

/** How to fill in the evidence of every position, figure and quotation of an entry. */
export function createEvidenceResolver(
  sources: readonly Source[],
  /** The messages of another entry, by its slug. */
  findMessages: (thread: string) => readonly CitedMessage[],
): (entry: ThreadEntry) => ThreadEntry {
  const sourcesById = new Map<string, Source>(sources.map((source) => [source.id, source]))
  const knownByThread = new Map<string, ReadonlyMap<string, MessageKnowledge>>()
  const findKnown = (thread: string): ReadonlyMap<string, MessageKnowledge> => {
    const found =
      knownByThread.get(thread) ??
      new Map(findMessages(thread).map((message) => [message.key, message.known]))
    knownByThread.set(thread, found)
    return found
  }
  return (entry) => {
    const own = new Map(entry.messages.map((message) => [message.key, message.known]))
    const toMark = (ref: SourceRef): EvidenceMark => {
      if (ref.kind === 'source') return toMarkOfSource(sourcesById.get(ref.id))
      const isOwn = ref.thread === undefined || ref.thread === entry.slug
      const known = (isOwn ? own : findKnown(ref.thread)).get(ref.key)
      return known === undefined ? 'unchecked' : marksOfMessages[known]
    }
    return {
      ...entry,
      positions: entry.positions.map((position) => ({
        ...position,
        evidence: toMark(position.quoteSource ?? position.sources[0]),
      })),
      figures: entry.figures.map((figure) => ({
        ...figure,
        evidence: toMark(figure.sources[0]),
      })),
      quotes: entry.quotes.map((quote) => ({ ...quote, evidence: toMark(quote.source) })),
    }
  }
}

/** An article retells, however well it was read. */
function toMarkOfSource(source: Source | undefined): EvidenceMark {
  if (source?.kind === 'article') return 'retold'
  return source?.known === 'read' ? 'read' : 'unchecked'
}
