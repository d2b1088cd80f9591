// Prose of pages that are not threads: people and topics. Its citations are plain links.

import type { Root } from 'hast'
import type { ReactNode } from 'react'
import { formatSourceRef, type Source, type SourceRef } from '#domain'
import { renderTree } from './rich-text.tsx'
import { readRefs } from './thread/number-references.ts'
import { toRefUrl } from './to-ref-url.ts'

export interface SourcedTextProps {
  readonly tree: Root
  readonly sources: Readonly<Record<string, Source>>
}

export function SourcedText({ tree, sources }: SourcedTextProps) {
  if (tree.children.length === 0) return null
  const Cite = createPlainCite(sources)
  return <div className="prose">{renderTree(tree, { 'pl-cite': Cite })}</div>
}

interface PlainCiteProps {
  readonly refs?: unknown
  readonly children?: ReactNode
}

function createPlainCite(sources: SourcedTextProps['sources']) {
  return ({ refs, children }: PlainCiteProps) => {
    const cited = readRefs(refs)
    const [first] = cited
    if (first !== undefined && children !== undefined && children !== null)
      return <a href={toRefUrl(first, sources)}>{children}</a>
    return (
      <sup className="cites">
        {cited.map((ref, index) => (
          <a
            key={formatSourceRef(ref)}
            className="cite"
            href={toRefUrl(ref, sources)}
            aria-label={`${index + 1} ${toRefName(ref, sources)}`}
          >
            {index + 1}
          </a>
        ))}
      </sup>
    )
  }
}

function toRefName(ref: SourceRef, sources: Readonly<Record<string, Source>>): string {
  return ref.kind === 'source' ? (sources[ref.id]?.title ?? ref.id) : `message ${ref.key}`
}
