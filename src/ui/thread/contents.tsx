// The contents of the page, each section with the stances taken in it.

import type { Position, Section } from '#domain'
import { StanceShape } from '../stance-mark.tsx'

export interface ContentsProps {
  readonly sections: readonly Section[]
  readonly positions: readonly Position[]
  /** The parts after the story: anchor and title. */
  readonly parts: readonly { readonly id: string; readonly title: string }[]
}

export function Contents({ sections, positions, parts }: ContentsProps) {
  return (
    <nav className="contents" aria-label="Contents">
      <ol>
        {sections
          .filter(({ depth }) => depth === 2)
          .map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
              <span className="marks" aria-hidden="true">
                {positions
                  .filter(({ section }) => section === id)
                  .map((position) => (
                    <StanceShape key={position.id} stance={position.stance} />
                  ))}
              </span>
            </li>
          ))}
      </ol>
      <ol className="record-parts">
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
