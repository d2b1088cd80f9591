// One position where it was taken: who, in which role then, where they stood, the claim in our
// words, theirs below it on their own ground, and how far those have been checked.

import type { ReactNode } from 'react'
import { type AnchorId, anchors, type Position, type ReplyKind, replyKinds, urls } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { MomentText } from '../date-text.tsx'
import { EvidenceNote, VerdictChanges, VerdictPlace } from '../evidence-note.tsx'
import { RichText } from '../rich-text.tsx'
import { StanceLabel, StanceShape } from '../stance-mark.tsx'
import type { PositionLinks } from './link-positions.ts'
import type { References } from './number-references.ts'
import { CiteMark } from './source-links.tsx'

export interface PositionCardProps {
  readonly position: Position
  /** The name of its author. */
  readonly name: string
  readonly links: PositionLinks
  readonly references: References
  /** The simulation that tests the claim, where there is one. */
  readonly simulation?: ReactNode
}

export function PositionCard({ position, name, links, references, simulation }: PositionCardProps) {
  const { stance, scope, on, sources, quote, verdict } = position
  const id = anchors.position(position.id)
  const where = references.of(sources[0])
  return (
    <article className={`position s-${stance}`} id={id} aria-label={`${name} ${stance}`}>
      <header className="who">
        <StanceLabel stance={stance} />{' '}
        <a className="name" href={urls.person(position.by)}>
          {name}
        </a>{' '}
        <span className="role">{position.role}</span>{' '}
        <a className="when" href={where?.href}>
          <MomentText date={on} />
        </a>
      </header>
      <div className="what">
        <p className="claim">
          <RichText tree={position.claim} references={references} />
          <AnchorLink id={id} name="position" />
        </p>
        {quote !== undefined && (
          <blockquote className="mail" cite={where?.href}>
            {quote}
          </blockquote>
        )}
        {verdict !== undefined && <VerdictChanges verdict={verdict} />}
        {simulation}
        <footer className="foot">
          <EvidenceNote mark={position.evidence} />{' '}
          {verdict !== undefined && <VerdictPlace verdict={verdict} />}{' '}
          <span>
            on the {scope} <CiteMark sources={sources} references={references} />
          </span>{' '}
          <Relations position={position} links={links} />
        </footer>
      </div>
    </article>
  )
}

const repliesTo: Record<ReplyKind, string> = {
  answers: 'answers',
  supports: 'supports',
  rebuts: 'rebuts',
}
const repliedBy: Record<ReplyKind, string> = {
  answers: 'answered by',
  supports: 'supported by',
  rebuts: 'rebutted by',
}

interface RelationsProps {
  readonly position: Position
  readonly links: PositionLinks
}

/** Links both ways, said once for each way of taking up. */
function Relations({ position, links }: RelationsProps) {
  const { id, answers, supersedes } = position
  const supersededBy = links.supersededBy(id)
  const replies = links.replies(id)
  return (
    <>
      {replyKinds.map((how) => (
        <Relation
          key={how}
          word={repliesTo[how]}
          others={answers.filter((answer) => answer.how === how).map(({ to }) => to)}
          links={links}
        />
      ))}
      <Relation word="replaces" others={supersedes ? [supersedes] : []} links={links} />
      {replyKinds.map((how) => (
        <Relation
          key={how}
          word={repliedBy[how]}
          others={replies.filter((reply) => reply.how === how).map(({ from }) => from)}
          links={links}
        />
      ))}
      <Relation word="replaced by" others={supersededBy ? [supersededBy] : []} links={links} />
    </>
  )
}

interface RelationProps {
  readonly word: string
  readonly others: readonly AnchorId[]
  readonly links: PositionLinks
}

function Relation({ word, others, links }: RelationProps) {
  if (others.length === 0) return null
  return (
    <span className="relation">
      {word}{' '}
      {others.map((other) => {
        const target = links.find(other)
        return (
          target && (
            <a key={other} href={`#${anchors.position(other)}`}>
              <StanceShape stance={target.stance} /> {target.name}{' '}
            </a>
          )
        )
      })}
    </span>
  )
}
