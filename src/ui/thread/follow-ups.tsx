// What happened next, up to today.

import { anchors, type FollowUp, toCommitUrl } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { DateText } from '../date-text.tsx'
import type { References } from './number-references.ts'
import { CiteMark } from './source-links.tsx'

export interface FollowUpsProps {
  readonly followUps: readonly FollowUp[]
  readonly references: References
}

export function FollowUps({ followUps, references }: FollowUpsProps) {
  return (
    <ol className="follow-ups">
      {followUps.map(({ id, title, summary, on, commit, release, sources }) => (
        <li key={id} id={anchors.followUp(id)}>
          <span className="when">
            {on === undefined ? 'date not known' : <DateText date={on} />}
          </span>{' '}
          <div>
            <p className="title">
              {title}
              <AnchorLink id={anchors.followUp(id)} name="follow-up" />
            </p>
            <p>
              {summary} <CiteMark sources={sources} references={references} />
            </p>
            {(commit !== undefined || release !== undefined) && (
              <p className="foot">
                {commit !== undefined && (
                  <a href={toCommitUrl(commit)}>
                    <code>{commit.slice(0, 12)}</code>
                  </a>
                )}
                {release !== undefined && <span>Linux {release}</span>}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
