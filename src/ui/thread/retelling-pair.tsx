// Where a news story and the mail differ, the reader sees both, side by side, and judges.

import { anchors, type Retelling } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { createCite, renderTree } from '../rich-text.tsx'
import type { References } from './number-references.ts'
import { CiteMark, SourceLinks } from './source-links.tsx'

export interface RetellingPairProps {
  readonly retelling: Retelling
  readonly references: References
}

export function RetellingPair({ retelling, references }: RetellingPairProps) {
  const id = anchors.retelling(retelling.id)
  const { source, quote, record, text } = retelling
  return (
    <div className="retelling wide" id={id}>
      <div>
        <p className="label">As retold</p>
        <blockquote className="mail">{quote}</blockquote>
        <p className="foot">
          <SourceLinks sources={[source]} references={references} />
        </p>
      </div>
      <div>
        <p className="label">
          In the record
          <AnchorLink id={id} name="comparison" />
        </p>
        <div className="record">{renderTree(text, { 'pl-cite': createCite(references) })}</div>
        <p className="foot">
          <span>
            Record: <CiteMark sources={record} references={references} />
          </span>
        </p>
      </div>
    </div>
  )
}
