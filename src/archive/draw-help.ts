// How a list can be searched, as plain text: one term a line, with an example.

/** A kind of term, as `#search` knows it: `s:stack`, “the subject”. */
export interface TermHelp {
  readonly example: string
  readonly about: string
  /** `absent`: understood, but nothing of the kind is indexed. */
  readonly meaning: { readonly kind: string }
}

export function drawHelp(list: string, terms: readonly TermHelp[]): string {
  const width = Math.max(0, ...terms.map(({ example }) => example.length))
  const lines = terms.map(
    ({ example, about, meaning }) =>
      `  ${example.padEnd(width)}  ${about}${meaning.kind === 'absent' ? ' (not indexed)' : ''}`,
  )
  return `Searching ${list}

Words side by side must all be found; "words in a row" exactly so; wor* by their beginning.
AND, OR, NOT, - and ( ) put terms together. /${list}/?q= searches this list, /search?q= everything.

${lines.join('\n')}
`
}
