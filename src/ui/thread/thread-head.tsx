// The half minute: the question, what became of it, who took part, and how long it lived.

import { type ThreadPage, toCommitUrl, urls } from '#domain'
import { DateText, formatSpan } from '../date-text.tsx'
import { OutcomeLabel } from '../outcome-label.tsx'
import { toThreadsHref } from '../thread-query.ts'
import type { References } from './number-references.ts'
import { CiteMark } from './source-links.tsx'
import { Strip } from './strip.tsx'

export interface ThreadHeadProps {
  readonly page: ThreadPage
  readonly references: References
}

export function ThreadHead({ page, references }: ThreadHeadProps) {
  const { entry, topics } = page
  return (
    <header className="thread-head">
      <p className="kicker">
        <span className="span">{formatSpan(entry.started, entry.ended)}</span>{' '}
        {entry.lists.map((list) => (
          <a key={list} href={toThreadsHref({ list: [list] })}>
            {list}{' '}
          </a>
        ))}
        {topics.map(({ slug, title }) => (
          <a key={slug} href={urls.topic(slug)}>
            {title}{' '}
          </a>
        ))}
      </p>
      <h1>{entry.question}</h1>
      <p className="title-line">{entry.title}</p>
      <OutcomeLine page={page} references={references} />
      <Strip page={page} />
    </header>
  )
}

function OutcomeLine({ page, references }: ThreadHeadProps) {
  const { state, summary, on, commit, release, evidence } = page.entry.outcome
  // The last source given for an outcome shows the release; the first one shows the commit.
  const lastEvidence = evidence.at(-1)
  const releaseSource = lastEvidence && references.of(lastEvidence)
  return (
    <p className="outcome-line" id="outcome">
      <OutcomeLabel state={state} />{' '}
      {commit !== undefined && (
        <>
          as{' '}
          <a href={toCommitUrl(commit)}>
            <code>{commit.slice(0, 12)}</code>
          </a>
        </>
      )}
      {release !== undefined && (
        <>
          {commit !== undefined ? ', ' : 'in '}
          {releaseSource === undefined ? (
            `Linux ${release}`
          ) : (
            <a href={releaseSource.href}>Linux {release}</a>
          )}
        </>
      )}
      {on !== undefined && (
        <>
          , <DateText date={on} />
        </>
      )}
      {(commit !== undefined || release !== undefined || on !== undefined) && '. '}
      {summary} <CiteMark sources={evidence} references={references} />
    </p>
  )
}
