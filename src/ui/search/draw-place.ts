// Carets under a place of a query, as compilers draw them, in the width of a small phone.

/** Signs of the query that are shown: so many fit on a small phone. */
const shownMax = 30

interface DrawnPlace {
  readonly before: string
  readonly typed: string
  readonly caret: string
}

/** The part of the query around the place, and carets as long as what is wrong there. */
export function drawPlace(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): DrawnPlace {
  const signs = (part: string) => [...part.replaceAll(/\s/gu, ' ')]
  const head = signs(text.slice(0, start))
  const wrong = signs(text.slice(start, end)).slice(0, shownMax / 2)
  const tail = signs(text.slice(start))
  const room = Math.max(shownMax / 3, shownMax - wrong.length - Math.min(tail.length, shownMax / 3))
  const from = Math.max(0, head.length - Math.floor(room))
  const shownTail = tail.slice(0, shownMax - (head.length - from))
  return {
    before: (from > 0 ? '…' : '') + head.slice(from).join(''),
    typed: shownTail.join('') + (shownTail.length < tail.length ? '…' : ''),
    caret: '^'.repeat(Math.max(1, Math.min(wrong.length, shownTail.length))),
  }
}
