// What the tokens in `source`, `sources`, `record` and `evidence` refer to.

import {
  type MessageId,
  parseAnchorId,
  parseMessageId,
  parseSourceId,
  parseThreadSlug,
  type SourceRef,
} from '#domain'

export interface MessageNames {
  readonly keys: ReadonlySet<string>
  readonly keysByMessageId: ReadonlyMap<MessageId, string>
}

/** The entry of the reference, e.g. `{ kind: 'message', key }`; `undefined` if it cannot be one. */
export function toSourceRef(
  token: string,
  names: MessageNames,
  ownSlug: string,
): SourceRef | undefined {
  const messageId = token.startsWith('<') ? parseMessageId(token) : undefined
  if (messageId !== undefined) {
    const key = parseAnchorId(names.keysByMessageId.get(messageId) ?? '')
    return key && { kind: 'message', key }
  }
  const [first = '', second, ...others] = token.split('#')
  if (others.length > 0) return undefined
  if (second !== undefined) {
    const thread = parseThreadSlug(first)
    const key = parseAnchorId(second)
    if (thread === undefined || key === undefined) return undefined
    return thread === ownSlug ? { kind: 'message', key } : { kind: 'message', key, thread }
  }
  // A message of the entry wins over a source of the same name.
  const key = names.keys.has(token) ? parseAnchorId(token) : undefined
  if (key !== undefined) return { kind: 'message', key }
  const id = parseSourceId(token)
  return id && { kind: 'source', id }
}

/** The tokens of an attribute. */
export function splitTokens(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(/\s+/u).filter((token) => token !== '')
}
