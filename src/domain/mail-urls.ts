// Where archived mail is, as public-inbox has it. A Message-ID may hold anything, slashes among it.

/** What may stand in a path as it is (public-inbox: MID_ESC). */
const unescaped = ['@', '+', '=', '$', '&', ',', ':', ';'] as const
const characterByCode = new Map(
  unescaped.map((character): [string, string] => [encodeURIComponent(character), character]),
)

/** A Message-ID as part of a path: without brackets, a slash as `%2F`. */
export function escapeMessageId(messageId: string): string {
  return encodePart(messageId).replaceAll(
    /%[0-9A-F]{2}/gu,
    (code) => characterByCode.get(code) ?? code,
  )
}

/** `encodeURIComponent`, but for halves of characters, on which it throws. */
export function encodePart(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\uFFFD'))
}

/** e.g. `/linux-mm/20140528091345.GD6677@dastard/`. */
export function toMessageUrl(list: string, messageId: string): string {
  return `/${list}/${escapeMessageId(messageId)}/`
}

/** A line of a message on its page. */
export function toLineUrl(list: string, messageId: string, line: number): string {
  return `${toMessageUrl(list, messageId)}#L${line}`
}

/** All revisions of the series a message belongs to. */
export function toSeriesUrl(list: string, messageId: string): string {
  return `${toMessageUrl(list, messageId)}series/`
}

/** What changed in the changes between two revisions, by their keys, e.g. `1` and `2`. */
export function toRangeDiffUrl(
  list: string,
  messageId: string,
  {
    from,
    to,
    as = 'html',
  }: { readonly from: string; readonly to: string; readonly as?: 'html' | 'raw' },
): string {
  const page = as === 'raw' ? 'range-diff/raw' : 'range-diff/'
  return `${toMessageUrl(list, messageId)}${page}?from=${encodePart(from)}&to=${encodePart(to)}`
}
