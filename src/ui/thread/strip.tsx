// Everyone who took a position, in the order they first spoke, each with all their marks.

import { anchors, type Position, sortBySpeaking, type ThreadPage } from '#domain'
import { StanceMark } from '../stance-mark.tsx'
import { toPersonName } from './number-references.ts'

export function Strip({ page }: { readonly page: ThreadPage }) {
  const byPerson = new Map<string, Position[]>()
  // `positions` is in the order of the story; the strip is in the order of the discussion.
  for (const position of sortBySpeaking(page.entry))
    byPerson.set(position.by, [...(byPerson.get(position.by) ?? []), position])
  return (
    <ol className="strip">
      {[...byPerson].map(([slug, positions]) => (
        <li key={slug}>
          <span className="name">{toPersonName(slug, page)}</span>{' '}
          {positions.map(({ id, stance }) => (
            <a key={id} href={`#${anchors.position(id)}`}>
              <StanceMark stance={stance} />
            </a>
          ))}
        </li>
      ))}
    </ol>
  )
}
