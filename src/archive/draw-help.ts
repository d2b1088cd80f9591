// How a list can be searched, as plain text: one term a line, with an example.

/** A kind of term, as `#search` knows it: `s:stack`, “the subject”. */
export interface TermHelp {
  readonly example: string
  readonly about: string
}

export function drawHelp(list: string, terms: readonly TermHelp[]): string {
  const width = Math.max(0, ...terms.map(({ example }) => example.length))
  const lines = terms.map(({ example, about }) => `  ${example.padEnd(width)}  ${about}`)
  return `Searching ${list}

Words side by side must all be found; "words in a row" exactly so; wor* by their beginning.
A small word also finds its other forms; with a capital it is meant exactly so.
AND, OR, NOT, - and ( ) put terms together. /${list}/?q= searches this list, /search?q= everything.

${lines.join('\n')}
`
}
