// The page of one thread, top to bottom: the half minute first, the story next, the record last.

import type { ReactNode } from 'react'
import { type SimulationRef, type ThreadPage, urls } from '#domain'
import { AnchorLink } from '../anchor-link.tsx'
import { EvidenceLegend } from '../evidence-note.tsx'
import { Board } from './board.tsx'
import { Contents } from './contents.tsx'
import { FollowUps } from './follow-ups.tsx'
import { HowToCite } from './how-to-cite.tsx'
import { Lifeline } from './lifeline.tsx'
import { linkPositions } from './link-positions.ts'
import { MessageTable } from './message-table.tsx'
import { MessageTimeline } from './message-timeline.tsx'
import { numberReferences } from './number-references.ts'
import { SeriesTable } from './series-table.tsx'
import { SourceList } from './source-list.tsx'
import { Story } from './story.tsx'
import { ThreadHead } from './thread-head.tsx'

export interface ThreadArticleProps {
  readonly page: ThreadPage
  /** The address of the site, without a slash at the end; citations carry it. */
  readonly siteUrl: string
  /** Draws a simulation; given by the routes, because players are not of this room. */
  readonly drawSimulation?: (ref: SimulationRef) => ReactNode
  /** Draws the one that tests the claim of a position. */
  readonly drawTest?: (ref: SimulationRef) => ReactNode
}

export function ThreadArticle({ page, siteUrl, drawSimulation, drawTest }: ThreadArticleProps) {
  const { entry } = page
  const references = numberReferences(page)
  const links = linkPositions(page)
  const url = siteUrl + urls.thread(entry.slug)
  const parts = [
    {
      id: 'messages',
      title: 'Messages',
      isShown: entry.messages.length > 0,
      content: (
        <>
          <MessageTimeline page={page} />
          <details className="behind">
            <summary>All {entry.messages.length} messages as a table</summary>
            <MessageTable page={page} references={references} />
          </details>
        </>
      ),
    },
    {
      id: 'postings',
      title: 'Postings',
      isShown: entry.series.length > 0,
      content: <SeriesTable page={page} references={references} />,
    },
    {
      id: 'later',
      title: 'What happened next',
      isShown: entry.followUps.length > 0,
      content: <FollowUps followUps={entry.followUps} references={references} />,
    },
    {
      id: 'unknown',
      title: 'What is not known',
      isShown: entry.unknown.length > 0,
      content: (
        <ul className="unknown">
          {entry.unknown.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ),
    },
    {
      id: 'sources',
      title: 'Sources',
      isShown: references.list.length > 0,
      content: <SourceList page={page} references={references} />,
    },
  ].filter(({ isShown }) => isShown)
  const marked = [...entry.positions, ...entry.figures, ...entry.quotes]
  const marks = new Set(marked.map(({ evidence }) => evidence))

  return (
    <article className="thread">
      <ThreadHead page={page} references={references} />
      <section className="instrument" aria-labelledby="lifeline">
        <h2 id="lifeline" className="label">
          Lifeline
        </h2>
        <Lifeline entry={entry} />
      </section>
      {entry.positions.length > 0 && (
        <section className="instrument" aria-labelledby="board">
          <h2 id="board" className="label">
            Positions
          </h2>
          <Board page={page} />
        </section>
      )}
      <section className="instrument" aria-labelledby="contents">
        <h2 id="contents" className="label">
          Contents
        </h2>
        <div className="opening">
          <Contents sections={entry.sections} positions={entry.positions} parts={parts} />
          <EvidenceLegend used={marks} />
        </div>
      </section>
      <Story
        page={page}
        references={references}
        links={links}
        {...(drawSimulation !== undefined && { drawSimulation })}
        {...(drawTest !== undefined && { drawTest })}
      />
      {parts.map(({ id, title, content }) => (
        <section key={id} className="instrument part" aria-labelledby={id}>
          <h2 id={id} className="label">
            {title}
            <AnchorLink id={id} name="part" />
          </h2>
          <div>{content}</div>
        </section>
      ))}
      <footer className="instrument thread-foot">
        <h2 className="label">Take it away</h2>
        <div>
          <p className="formats">
            <a href={urls.threadMarkdown(entry.slug)}>Markdown</a>
            <a href={urls.threadJson(entry.slug)}>JSON</a>
            <a href={urls.threadFeed(entry.slug)}>Atom</a>
          </p>
          <HowToCite entry={entry} url={url} />
        </div>
      </footer>
    </article>
  )
}
