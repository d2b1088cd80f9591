// Message-IDs in Message-ID, References and In-Reply-To.

import { limits } from './limits.ts'

/** Every id between angle brackets, once each, in order. White space inside, from folding, is left out. */
export function parseReferences(value: string): readonly string[] {
  const ids = new Set<string>()
  for (const [, inner = ''] of value.matchAll(/<([^<>]{1,1000})>/gu)) {
    const id = toMessageId(inner)
    if (id !== undefined) ids.add(id)
    if (ids.size === limits.references) break
  }
  return [...ids]
}

/**
 * An id as archives use it, or `undefined` where there is none. Some have no `@`, some hold `/` or
 * `%`; all of these are somebody's name for a message.
 */
export function toMessageId(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const id = text.replaceAll(/[\s\u0000-\u001F\u007F<>]+/gu, '')
  return id === '' || id.length > limits.messageIdLength ? undefined : id
}
