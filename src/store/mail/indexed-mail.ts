// The text of a mail as it is indexed; text-term.ts asks for it.

import { listSignedWords, toSignToken } from '#domain'

/** A text as it is indexed: the tokenizer drops signs, so words that have some follow once more. */
export function toIndexedMail(text: string): string {
  const signed = listSignedWords(text)
  return signed.length === 0 ? text : `${text}\n${signed.map(toSignToken).join(' ')}`
}
