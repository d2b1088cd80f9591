// What one person wrote, when, and in which role: nothing else.

import {
  earliestMs,
  type PersonPage,
  type PersonRole,
  type PositionInThread,
  type Source,
  urls,
} from '#domain'
import { AxisLine } from './axis-line.tsx'
import { DateText } from './date-text.tsx'
import { EvidenceNote } from './evidence-note.tsx'
import { ScrollRegion } from './scroll-region.tsx'
import { SourcedText } from './sourced-text.tsx'
import { StanceLabel } from './stance-mark.tsx'
import { createTimeAxis } from './time-axis.ts'
import { toRefUrl } from './to-ref-url.ts'

export function PersonArticle({ page }: { readonly page: PersonPage }) {
  const { person, positions, sources } = page
  return (
    <article className="person">
      <header className="page-head">
        <h1>{person.name}</h1>
        {person.aliases.length > 0 && (
          <p className="title-line">also found as {person.aliases.join(', ')}</p>
        )}
      </header>
      {person.roles.length > 0 && (
        <section className="instrument" aria-labelledby="roles">
          <h2 id="roles" className="label">
            Roles, as sources show them
          </h2>
          <ul className="roles">
            {person.roles.map((role) => (
              <li key={role.role + role.on}>
                <span className="when">
                  <DateText date={role.on} />
                </span>
                <span>
                  {role.role} <RoleSource role={role} sources={sources} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <SourcedText tree={person.body} sources={sources} />
      {positions.length > 0 && (
        <section className="instrument" aria-labelledby="positions">
          <h2 id="positions" className="label">
            Positions
          </h2>
          <div>
            <StanceTimeline positions={positions} />
            {groupByThread(positions).map((group) => (
              <ThreadGroup key={group[0].thread.slug} positions={group} />
            ))}
          </div>
        </section>
      )}
      <p className="formats">
        <a href={urls.personFeed(person.slug)}>Atom</a>
      </p>
    </article>
  )
}

function RoleSource({
  role,
  sources,
}: {
  readonly role: PersonRole
  readonly sources: Readonly<Record<string, Source>>
}) {
  return (
    <a className="source-link" href={toRefUrl(role.source, sources)}>
      source
    </a>
  )
}

type Group = readonly [PositionInThread, ...PositionInThread[]]

function groupByThread(positions: readonly PositionInThread[]): Group[] {
  const groups = new Map<string, Group>()
  for (const position of positions) {
    const { slug } = position.thread
    const group = groups.get(slug)
    groups.set(slug, group === undefined ? [position] : [...group, position])
  }
  return [...groups.values()]
}

function ThreadGroup({ positions }: { readonly positions: Group }) {
  const { thread } = positions[0]
  return (
    <section className="thread-group">
      <h3>
        <a href={urls.thread(thread.slug)}>{thread.question}</a>
      </h3>
      <ol>
        {positions.map(({ position }) => (
          <li key={position.id}>
            <p className="kicker">
              <StanceLabel stance={position.stance} /> <DateText date={position.on} />{' '}
              <span>{position.role}</span> <EvidenceNote mark={position.evidence} />
            </p>
            <p className="claim">
              <a href={urls.position(thread.slug, position.id)}>{position.claimText}</a>
            </p>
            {position.quote !== undefined && (
              <blockquote className="mail">{position.quote}</blockquote>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

const width = 960
const height = 50

/** Stances over time, one mark a position; the list below says the same. */
function StanceTimeline({ positions }: { readonly positions: readonly PositionInThread[] }) {
  if (positions.length < 3) return null
  const times = positions.map(({ position }) => earliestMs(position.on))
  const axis = createTimeAxis(times, {
    from: 12,
    to: width - 60,
    breakWidth: 90,
  })
  return (
    <ScrollRegion label="Stances over time, drawn">
      <svg
        className="picture"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`${positions.length} positions over time; the same as a list below`}
      >
        <AxisLine axis={axis} y={26} />
        {positions.map(({ position, thread }) => (
          <use
            key={thread.slug + position.id}
            className={position.stance}
            href={`#m-${position.stance}`}
            x={(axis.at(earliestMs(position.on)) - 6).toFixed(1)}
            y={8}
            width={12}
            height={12}
          />
        ))}
      </svg>
    </ScrollRegion>
  )
}
