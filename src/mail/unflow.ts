// format=flowed (RFC 3676): lines that end in a space go on in the next one.

/** Joins flowed lines of the same quote depth; signatures and fixed lines stay. */
export function unflow(text: string, { deletesSpace }: { deletesSpace: boolean }): string {
  const lines: string[] = []
  let open: { depth: number; parts: string[] } | undefined
  const close = () => {
    if (open !== undefined) lines.push(toLine(open.depth, open.parts.join('')))
    open = undefined
  }
  for (const line of text.split('\n')) {
    const depth = /^>*/u.exec(line)?.[0].length ?? 0
    const stuffed = line.slice(depth)
    const words = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed
    const isSignature = words === '-- '
    if (open !== undefined && (open.depth !== depth || isSignature)) close()
    const isFlowed = words.endsWith(' ') && !isSignature
    const part = isFlowed && deletesSpace ? words.slice(0, -1) : words
    if (open === undefined) open = { depth, parts: [part] }
    else open.parts.push(part)
    if (!isFlowed) close()
  }
  close()
  return lines.join('\n')
}

function toLine(depth: number, words: string): string {
  return depth === 0 ? words : `${'>'.repeat(depth)} ${words}`
}
