// Sentences of a message that an editor may want to quote: where its author asks, judges or decides.
// Picked by plain words, so that anybody can see why; which of them say something is for an editor.

import { findQuote, listBodyLines, splitBody } from '#mail'

export interface CandidateQuote {
  readonly text: string
  readonly line: number
}

const wordsMin = 6
const wordsMax = 60
const telling = [
  /\b(?:nak|nack|ack|acked|nacked)\b/iu,
  /\b(?:i|we) (?:(?:really|still|do|would|strongly) )*(?:think|believe|agree|disagree|prefer|object|suggest|propose|wonder|don['’]t)\b/iu,
  /\b(?:should|must|shouldn['’]t|mustn['’]t|cannot|can['’]t|won['’]t)\b/iu,
  /\b(?:instead|rather than|alternative|problem|wrong|broken|correct|better|worse|reject|merge|apply|applied|queued)\b/iu,
  /\?$/u,
] as const

/** The most telling sentences of somebody's own words, at most `max`, in the order of the message. */
export function pickQuotes(
  parts: readonly { readonly text: string }[],
  { max }: { readonly max: number },
): readonly CandidateQuote[] {
  const lines = listBodyLines(parts)
  const paragraphs = splitBody(lines.join('\n'))
    .filter(({ kind }) => kind === 'words')
    .flatMap(({ lines: own }) => own.join('\n').split(/\n\s*\n/u))
  const candidates: (CandidateQuote & { readonly weight: number })[] = []
  for (const sentence of paragraphs.flatMap(splitSentences)) {
    const weight = telling.filter((pattern) => pattern.test(sentence)).length
    if (weight === 0 || !isPlain(sentence)) continue
    const place = findQuote(sentence, lines)
    if (place?.isSame === true && !place.isQuoted) {
      candidates.push({ text: sentence, line: place.lines[0], weight })
    }
  }
  return candidates
    .sort((a, b) => b.weight - a.weight || a.line - b.line)
    .slice(0, max)
    .sort((a, b) => a.line - b.line)
    .map(({ text, line }) => ({ text, line }))
}

function splitSentences(paragraph: string): readonly string[] {
  return paragraph
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .split(/(?<=[.!?])\s+(?=[\p{Lu}"'(])/u)
}

/** Words of a person: no code, no address, nothing half. */
function isPlain(sentence: string): boolean {
  const count = sentence.split(' ').length
  return (
    count >= wordsMin &&
    count <= wordsMax &&
    /^["'(]?\p{L}/u.test(sentence) &&
    /[.!?]["')]?$/u.test(sentence) &&
    !/[@{}<>|\\`=]|:\/\/|\bwrote:|[\p{Cc}\p{Cf}]/u.test(sentence)
  )
}
