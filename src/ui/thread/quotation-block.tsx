// Words of somebody in the running text: theirs, so in mono on their own ground, with their name.

import { anchors, type Quotation, urls } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { DateText } from '../date-text.tsx'
import { EvidenceNote, VerdictChanges, VerdictPlace } from '../evidence-note.tsx'
import type { References } from './number-references.ts'
import { CiteMark } from './source-links.tsx'

export interface QuotationBlockProps {
  readonly quotation: Quotation
  readonly name: string
  readonly references: References
}

export function QuotationBlock({ quotation, name, references }: QuotationBlockProps) {
  const id = anchors.quote(quotation.id)
  const { verdict } = quotation
  const where = references.of(quotation.source)
  return (
    <figure className="position quotation" id={id}>
      <figcaption className="who">
        <a className="name" href={urls.person(quotation.by)}>
          {name}
        </a>{' '}
        <a className="when" href={where?.href}>
          <DateText date={quotation.on} />
        </a>
      </figcaption>
      <div className="what">
        <blockquote className="mail" cite={where?.href}>
          {quotation.text}
        </blockquote>
        {verdict !== undefined && <VerdictChanges verdict={verdict} />}
        <p className="foot">
          <EvidenceNote mark={quotation.evidence} />{' '}
          {verdict !== undefined && <VerdictPlace verdict={verdict} />}{' '}
          <span>
            <CiteMark sources={[quotation.source]} references={references} />
            <AnchorLink id={id} name="quotation" />
          </span>
        </p>
      </div>
    </figure>
  )
}
