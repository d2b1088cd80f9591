// The sources of one thing, as numbers that lead to the list.

import { formatSourceRef, type SourceRef } from '#domain'
import type { References } from './number-references.ts'

export interface SourceLinksProps {
  readonly sources: readonly SourceRef[]
  readonly references: References
}

export function SourceLinks({ sources, references }: SourceLinksProps) {
  return sources.map((ref) => {
    const reference = references.of(ref)
    return (
      reference && (
        <a key={formatSourceRef(ref)} className="source-link" href={reference.href}>
          {reference.label}{' '}
        </a>
      )
    )
  })
}

export interface CiteMarkProps extends SourceLinksProps {
  /** The sources that their section has not cited before; these get a side note. */
  readonly fresh?: readonly SourceRef[]
}

/** The numbered mark after the words it supports. */
export function CiteMark({ sources, references, fresh = [] }: CiteMarkProps) {
  const freshKeys = fresh.map(formatSourceRef)
  return (
    <sup className="cites">
      {sources.map((ref) => {
        const reference = references.of(ref)
        if (reference === undefined) return null
        const { number, anchor, label } = reference
        // Beside the text from 1 200 px the style sheet sets the label as a side note.
        return freshKeys.includes(formatSourceRef(ref)) ? (
          <a
            key={number}
            className="cite new"
            href={`#${anchor}`}
            aria-label={`${number} ${label}`}
          >
            {`${number} `}
          </a>
        ) : (
          <a key={number} className="cite" href={`#${anchor}`}>
            {`${number} `}
          </a>
        )
      })}
    </sup>
  )
}
