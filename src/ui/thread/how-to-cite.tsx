// How to cite the page, in the two forms people paste.

import type { ThreadEntry } from '#domain'
import { formatBibtex, formatCitation } from './format-citation.ts'

export interface HowToCiteProps {
  readonly entry: ThreadEntry
  /** The full address of the page. */
  readonly url: string
}

export function HowToCite({ entry, url }: HowToCiteProps) {
  return (
    <details className="how-to-cite">
      <summary>How to cite this page</summary>
      <p>{formatCitation(entry, url)}</p>
      <pre className="mail">{formatBibtex(entry, url)}</pre>
      <p>Cite a position by its own address: the # after its claim.</p>
    </details>
  )
}
