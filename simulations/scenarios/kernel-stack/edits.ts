// Other sizes for single rows of a trace, as a parameter holds them.

/** Larger than any stack there is. */
export const editSizeMax = 65_536

/** `10=96,31=176` as a map; what is no edit is left out. */
export function parseEdits(text: string): ReadonlyMap<string, number> {
  const edits = new Map<string, number>()
  for (const part of text.split(',')) {
    const [, row, bytes] = /^\s*(\d{1,4})=(\d{1,6})\s*$/u.exec(part) ?? []
    if (row !== undefined && Number(bytes) <= editSizeMax) edits.set(row, Number(bytes))
  }
  return edits
}

/** The other way round, in the order of the rows. */
export function formatEdits(edits: ReadonlyMap<string, number>): string {
  return [...edits]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([row, bytes]) => `${row}=${bytes}`)
    .join(',')
}
