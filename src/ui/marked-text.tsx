// Text from the search engines: plain, with the matched words between two private-use characters.

import { hitMarkEnd, hitMarkStart } from '#domain'

export function MarkedText({ text }: { readonly text: string }) {
  return text.split(hitMarkStart).map((part, index) => {
    const [marked, rest] = splitOnce(part)
    // What stands before the first mark is not marked; a mark that never closes marks nothing.
    if (index === 0 || rest === undefined) return part.replaceAll(hitMarkEnd, '')
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
      <span key={index}>
        <mark>{marked}</mark>
        {rest}
      </span>
    )
  })
}

function splitOnce(part: string): readonly [string, string | undefined] {
  const end = part.indexOf(hitMarkEnd)
  return end === -1 ? [part, undefined] : [part.slice(0, end), part.slice(end + 1)]
}
